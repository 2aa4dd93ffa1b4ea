// Saving one cell: what it shows meanwhile, and what comes back.
import { first } from "../elements/element.js";
import { t } from "../elements/words.js";
import { ask } from "../shell/asked.js";
import { isDone, offers, sentence, unread } from "../shell/answer.js";
import { busy } from "../shell/busy.js";
import { draw, refresh, send, unanswered } from "../shell/send.js";
import { say } from "../shell/toast.js";
import { show } from "./bubble.js";
import { addressOf, rawOf } from "./place.js";

/** @import { Answer } from "../shell/send.js" */
/** @import { Way } from "../elements/element.js" */
/** @import { Editor } from "./editor.js" */
/** @typedef {Record<string, string>} Values */

/** @type {(cell: HTMLElement) => Values | null} */
let rowsOf = () => null;

/**
 * Who knows for which rows a cell stands beside its own says it here: what to send along, or null.
 * @param {(cell: HTMLElement) => Values | null} tell
 */
export function onManyRows(tell) {
  rowsOf = tell;
}

/**
 * Saves values into the cell. It shows `shown` until the answer draws it; a refusal opens it again by
 * `reopen(cell, focus)`, with the sentence beside it.
 * @param {HTMLElement} cell
 * @param {Values} values
 * @param {{ shown?: string | Node, reopen: (cell: HTMLElement, focus: boolean) => Editor }} how
 */
export async function save(cell, values, { shown, reopen }) {
  const before = [...cell.childNodes];
  const many = rowsOf(cell);
  cell.dataset.raw = rawOf(cell); // while it shows something else
  if (shown !== undefined) cell.replaceChildren(shown);
  const sent = send(addressOf(cell), { ...values, ...many });
  const answer = await busy(sent, t("Saving"), { at: cell });
  if (many) cell.replaceChildren(...before);
  if (isDone(answer)) {
    if (answer.html) draw(answer.html);
    return;
  }
  if (!cell.isConnected) {
    say(sentence(answer));
    return;
  }
  cell.replaceChildren(...before);
  const isFree = document.activeElement === document.body || document.activeElement === cell;
  const editor = reopen(cell, isFree);
  /** @param {Values} more */
  const resend = (more) => {
    const typed = editor.typed?.();
    editor.drop();
    const again = typed === undefined ? values : { ...values, value: typed };
    save(cell, { ...again, ...more }, { shown: typed ?? shown, reopen });
  };
  if (!ask(answer, resend)) show(cell, editor.input, sentence(answer), ways(answer, editor, resend));
}

/**
 * @param {Answer} answer
 * @param {Editor} editor
 * @param {(more: Values) => void} resend
 * @returns {Way[]}
 */
function ways(answer, editor, resend) {
  const { status } = answer;
  if (status === 409) {
    const takeTheirs = async () => {
      editor.drop();
      const found = await refresh();
      if (!isDone(found)) say(unread(found));
    };
    return [[t("Keep mine"), () => resend({ force: "1" })], [t("Take theirs"), takeTheirs]];
  }
  if (status === 0 || status === 401 || status >= 500) return [[t("Try again"), () => resend({})]];
  return offers(answer).map(([words, more]) => [words, () => resend(more)]);
}

// Leaving saves the open field; a refused value, or writes still in line, would be lost.
addEventListener("pagehide", () => first(".editor:focus")?.blur());
addEventListener("beforeunload", (event) => {
  const isRefused = document.querySelector(".editor[aria-invalid=true]");
  if (isRefused || unanswered() > 1) event.preventDefault();
});
