// Ctrl/⌘+Z and its opposite, wherever no text is being edited.
import { pressed } from "../elements/keys.js";
import { around } from "../elements/listen.js";
import { write } from "./ask.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=file]), textarea, select, [contenteditable], dialog";
const OF_FORM = "form :is(input, select, textarea):not(.editor, dialog *)";

/** Fields in which something was entered: what they take back is theirs. */
const entered = new WeakSet();
document.addEventListener("input", ({ target }) => target && entered.add(target));

document.addEventListener("keydown", (event) => {
  const address = wish(event);
  const held = around(event, TYPING);
  if (!address || (held && (!held.matches(OF_FORM) || entered.has(held)))) return;
  event.preventDefault();
  if (!event.repeat) write(address, {});
});

/** @param {KeyboardEvent} event */
function wish(event) {
  if (pressed(event, "redo")) return "/redo/";
  return pressed(event, "undo") ? "/undo/" : null;
}
