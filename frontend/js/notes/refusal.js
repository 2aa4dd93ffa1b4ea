// What was refused of a note, said in its editor, with the ways on.
import { button, make, the } from "../elements/element.js";
import { t } from "../elements/words.js";
import { sentence } from "../wire/answer.js";
import { say } from "../shell/toast.js";

/** @import { Answer } from "../wire/send.js" */
/** @import { Way } from "../elements/element.js" */

/**
 * Says it, with buttons that call `again`, or (somebody else wrote meanwhile) `mine`, `theirs`.
 * @param {HTMLElement} shell
 * @param {Answer} answer
 * @param {{ again: () => void, mine: () => void, theirs: () => void }} acts
 */
export function showRefusal(shell, answer, { again, mine, theirs }) {
  const textContent = sentence(answer);
  const problems = the(".problems", shell);
  /** @type {Way[]} */
  const ways = answer.status === 409
    ? [[t("Keep mine"), mine], [t("Take theirs"), theirs]]
    : [[t("Try again"), again]];
  const buttons = ways.map(([words, act]) => button(words, "btn btn-small", () => {
    problems.replaceChildren();
    act();
  }));
  if (!answer.status) buttons[0].dataset.unheard = "";
  const row = make("div", { className: "row" }, ...buttons);
  problems.replaceChildren(make("p", { className: "problem", textContent }), row);
  if (!shell.isConnected) say(textContent, [[t("Try again"), again]]);
}
