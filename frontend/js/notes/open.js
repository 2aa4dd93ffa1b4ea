// Opening the editor of a note: its shell and the rich editor are fetched, the latter once.
import { first } from "../elements/element.js";
import { t } from "../elements/words.js";
import { parse } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { load } from "../shell/ask.js";
import { say } from "../shell/toast.js";
import { Early } from "./early.js";
import { Session } from "./session.js";

/**
 * Opens the editor of a note over what is read.
 * @param {HTMLElement} note
 */
export async function edit(note) {
  if (note.classList.contains("editing")) return;
  note.classList.add("editing");
  await open(note, new Early(note));
}

/**
 * What was typed by then stays where it could not be opened.
 * @param {HTMLElement} note
 * @param {Early} early
 */
async function open(note, early) {
  const [shell, rich] = await busy(Promise.all([loadShell(note.dataset.note), loadRich()]), t("Loading"));
  if (shell) {
    new Session(note, shell, rich).begin(early);
    return;
  }
  if (early.typed) early.resume();
  else {
    early.drop();
    note.classList.remove("editing");
  }
  const again = () => early.typed ? open(note, early) : edit(note);
  say(t("The note could not be opened. Try again."), [[t("Try again"), again]]);
}

/** @param {string} address */
async function loadShell(address) {
  const html = await load(address, { words: "", fail: () => {} });
  return html === null ? null : first(".note-editor", parse(html));
}

// Without it the note is edited as the text that it is.
async function loadRich() {
  try {
    return await import("./rich-editor.js");
  } catch {
    return null;
  }
}
