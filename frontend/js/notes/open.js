// Opening the editor of a note: its shell and the rich editor are fetched, the latter once.
import { first } from "../elements/element.js";
import { t } from "../elements/words.js";
import { parse } from "../wire/answer.js";
import { load } from "../shell/ask.js";
import { say } from "../shell/toast.js";
import { Session } from "./session.js";

/**
 * Opens the editor of a note over what is read.
 * @param {HTMLElement} note
 */
export async function edit(note) {
  if (note.classList.contains("editing")) return;
  note.classList.add("editing");
  const [shell, rich] = await Promise.all([loadShell(note.dataset.note), loadRich()]);
  if (shell) {
    new Session(note, shell, rich);
    return;
  }
  note.classList.remove("editing");
  say(t("The note could not be opened. Try again."));
}

/** @param {string} address */
async function loadShell(address) {
  const html = await load(address, { fail: () => {} });
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
