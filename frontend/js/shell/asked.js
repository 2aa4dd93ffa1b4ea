// What a write lacks is asked for where it was refused: "On which account was it paid?"
import { button, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { parse, sentence } from "./answer.js";
import { present } from "../elements/present.js";

/** @import { Answer } from "./send.js" */

/**
 * Whether an answer asks for something.
 * @param {Answer} answer
 */
export const asks = ({ html }) => first("form.asked", parse(html)) !== null;

/**
 * Asks in a dialog for what an answer says is lacking, and passes it to `again`. False where it asks for
 * nothing.
 * @param {Answer} answer
 * @param {(more: Record<string, string>) => unknown} again
 */
export function ask(answer, again) {
  const form = first("form.asked", parse(answer.html), HTMLFormElement);
  if (!form) return false;
  const words = sentence(answer);
  const shut = button(t("Cancel"), "btn btn-quiet", () => dialog.close());
  const go = make("button", { className: "btn btn-primary", type: "submit", textContent: t("Save") });
  form.prepend(make("p", { textContent: words }));
  form.append(make("div", { className: "actions" }, shut, go));
  const dialog = make("dialog", { className: "dialog", ariaLabel: words }, form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = [...new FormData(form)].map(([name, value]) => [`also.${name}`, String(value)]);
    dialog.close();
    again(Object.fromEntries(given));
  });
  present(dialog);
  first("input, select", form)?.focus();
  return true;
}
