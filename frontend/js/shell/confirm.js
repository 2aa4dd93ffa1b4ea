// A form with `data-confirm` asks first, in a dialog whose button says what happens.
import { button, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { present } from "../elements/present.js";

/** @type {HTMLFormElement | null} */
let agreed = null;

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.confirm) return;
  if (agreed === form) {
    agreed = null;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(form, event.submitter);
}, true);

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 */
function ask(form, submitter) {
  const words = make("p", { id: "confirm-words", textContent: form.dataset.confirm });
  const look = submitter?.matches(".btn-danger") ? "btn btn-primary btn-danger" : "btn btn-primary";
  const keep = button(form.dataset.confirmKeep ?? t("Go back"), "btn", () => dialog.close());
  const act = button(submitter?.textContent.trim() || t("Continue"), look, () => {
    dialog.close();
    agreed = form;
    form.requestSubmit(submitter);
  });
  const actions = make("div", { className: "actions" }, keep, act);
  const given = { className: "dialog", "aria-labelledby": "confirm-words" };
  const dialog = make("dialog", given, words, actions);
  present(dialog);
}
