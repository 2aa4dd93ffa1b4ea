// What is typed while something opens, for the field that has the focus once it is there: until then
// letters are no shortcuts.
import { focused } from "../elements/element.js";
import { around, isModified } from "../elements/listen.js";

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]";

/**
 * Keeps letters from here on; gives what ends that, and hands them over to what opened, if anything did.
 * @returns {(opened: Element | null) => void}
 */
export function keepKeys() {
  let typed = "";
  const ended = new AbortController();
  addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || isModified(event) || event.isComposing || around(event, TYPING)) return;
    if (event.key === " " && !typed) return; // which presses a button
    typed += event.key;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, { capture: true, signal: ended.signal });
  return (opened) => {
    ended.abort();
    const at = focused();
    // As keys do it: lists open, and what a field held is taken back by its own undo.
    if (typed && at?.matches(TYPING) && opened?.contains(at)) document.execCommand("insertText", false, typed);
  };
}
