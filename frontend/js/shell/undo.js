// Ctrl/⌘+Z and its opposite, wherever no text is being edited.
import { pressed } from "../elements/keys.js";
import { around } from "../elements/listen.js";
import { write } from "./ask.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  const address = wish(event);
  if (!address || around(event, TYPING)) return;
  event.preventDefault();
  if (!event.repeat) write(address, {});
});

/** @param {KeyboardEvent} event */
function wish(event) {
  if (pressed(event, "redo")) return "/redo/";
  return pressed(event, "undo") ? "/undo/" : null;
}
