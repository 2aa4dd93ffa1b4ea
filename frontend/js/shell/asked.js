// What a write lacks is asked for where it was refused: "On which account was it paid?"
import { button, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { offers, parse, sentence } from "../wire/answer.js";
import { question } from "./confirm.js";
import { present } from "../elements/present.js";

/** @import { Answer } from "../wire/send.js" */
/** @import { Choice } from "./confirm.js" */

/**
 * Whether an answer asks for something.
 * @param {Answer} answer
 */
export const asks = ({ html }) => first("form.asked", parse(html)) !== null;

/**
 * Whether an answer asks which way to go.
 * @param {Answer} answer
 */
export const isQuestion = ({ html }) => first(".question", parse(html)) !== null;

/**
 * Asks in a dialog for what an answer says is lacking, or which way to go, and passes it to `again`. False
 * where it asks for nothing. `leave` is done where it is to stay as it is.
 * @param {Answer} answer
 * @param {(more: Record<string, string>) => unknown} again
 * @param {() => void} [leave]
 */
export function ask(answer, again, leave = () => {}) {
  if (isQuestion(answer)) {
    choose(answer, again, leave);
    return true;
  }
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

/**
 * The ways that are offered, what cannot be got back by a name marked, and leaving it as it is, which has the
 * focus: whoever types on agrees to nothing.
 * @param {Answer} answer
 * @param {(more: Record<string, string>) => unknown} again
 * @param {() => void} leave
 */
function choose(answer, again, leave) {
  const ways = offers(answer);
  const looks = ways.map(([, more], place) => [place ? "" : "btn-primary", "sure" in more ? "btn-danger" : ""].join(" ").trim());
  question(sentence(answer), [
    ...ways.map(([words, more], place) => /** @type {Choice} */ ([words, looks[place], () => again(more)])),
    [t("Leave it as it is"), "", leave],
  ], { start: ways.length });
}
