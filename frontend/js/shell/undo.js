// Ctrl/⌘+Z and its opposite, wherever no text is being edited.
import { around } from "../elements/listen.js";
import { write } from "./ask.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const address = wish(event);
  if (!address || around(event, TYPING)) return;
  event.preventDefault();
  if (!event.repeat) write(address, {});
});

/** @param {KeyboardEvent} event */
function wish({ key, shiftKey }) {
  const letter = key.toLowerCase();
  if (letter === "y" || (letter === "z" && shiftKey)) return "/redo/";
  return letter === "z" ? "/undo/" : null;
}
