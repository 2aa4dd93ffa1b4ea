// A form with `data-confirm` asks first, in a dialog whose button says what happens.
import { button, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { present } from "../elements/present.js";

/** @typedef {[words: string, className: string, act: () => unknown]} Choice What can be answered. */

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
  const { confirm: words = "", confirmKeep: keep } = form.dataset;
  const label = submitter?.textContent.trim() || t("Continue");
  confirmed(words, { label, keep, isDanger: submitter?.matches(".btn-danger") }, () => {
    agreed = form;
    form.requestSubmit(submitter);
  });
}

/**
 * Asks first, and acts if that is wanted: `label` says what happens, `keep` what else.
 * @param {string} sentence
 * @param {{ label: string, keep?: string, isDanger?: boolean }} how
 * @param {() => void} act
 */
export function confirmed(sentence, { label, keep = t("Go back"), isDanger = false }, act) {
  question(sentence, [
    [keep, "", () => {}],
    [label, isDanger ? "btn-primary btn-danger" : "btn-primary", act],
  ], { title: label });
}

/**
 * Asks in a dialog, under a title if it has one; each choice closes it. The one at `start` has the focus.
 * @param {string} words
 * @param {Choice[]} choices
 * @param {{ title?: string, start?: number }} [more]
 */
export function question(words, choices, { title = "", start = 0 } = {}) {
  const head = title ? [make("h2", { textContent: title })] : [];
  const said = make("p", { id: "confirm-words", textContent: words });
  const buttons = choices.map(([label, look, act]) => button(label, `btn ${look}`.trim(), () => {
    dialog.close();
    act();
  }));
  const actions = make("div", { className: "actions" }, ...buttons);
  const given = { className: "dialog", "aria-labelledby": "confirm-words" };
  const dialog = make("dialog", given, ...head, said, actions);
  present(dialog);
  buttons[start].focus();
}
