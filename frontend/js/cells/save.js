// Saving one cell: what it shows meanwhile, and what comes back.
import { isDone, offers, sentence, unread } from "../shell/answer.js";
import { show } from "./bubble.js";
import { draw, refresh, send, unanswered } from "../shell/send.js";
import { say } from "../shell/toast.js";
import { wait } from "../shell/wait.js";

let rowsOf = () => null;

/** Who knows for which rows a cell stands beside its own says it here: values to send along, or null. */
export function onManyRows(tell) {
  rowsOf = tell;
}

/**
 * Saves `values` into the cell. It shows `shown` (text or a node) until the answer draws it;
 * a refusal opens it again by `reopen(cell, focus)`, with the sentence beside it.
 */
export async function save(cell, values, { shown, reopen }) {
  const before = [...cell.childNodes];
  const many = rowsOf(cell);
  if (shown !== undefined) cell.replaceChildren(shown);
  cell.setAttribute("aria-busy", "true");
  const sent = send(cell.dataset.cell, { ...values, ...many });
  const answer = await wait(sent, "Saving");
  cell.removeAttribute("aria-busy");
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
  const isFree = [document.body, cell].includes(document.activeElement);
  const editor = reopen(cell, isFree);
  const resend = (more) => {
    const typed = editor.typed?.();
    editor.drop();
    save(cell, { ...values, ...typed, ...more }, { shown: typed?.value ?? shown, reopen });
  };
  show(cell, editor.input, sentence(answer), ways(answer, editor, resend));
}

function ways(answer, editor, resend) {
  const { status } = answer;
  if (status === 409) {
    const takeTheirs = () => {
      editor.drop();
      refresh().then((found) => isDone(found) || say(unread(found)));
    };
    return [["Keep mine", () => resend({ force: "1" })], ["Take theirs", takeTheirs]];
  }
  const isTransient = status === 0 || status === 401 || status >= 500;
  const found = isTransient ? [["Try again", {}]] : offers(answer);
  return found.map(([words, more]) => [words, () => resend(more)]);
}

// Leaving saves the open field; a refused value, or writes still in line, would be lost.
addEventListener("pagehide", () => document.querySelector(".editor:focus")?.blur());
addEventListener("beforeunload", (event) => {
  const isRefused = document.querySelector(".editor[aria-invalid=true]");
  if (isRefused || unanswered() > 1) event.preventDefault();
});
