// Ctrl/⌘+Z and its opposite, wherever no text is being edited.
import { isDone, offers, sentence } from "./answer.js";
import { draw, send } from "./send.js";
import { say } from "./toast.js";

const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const address = wish(event);
  if (!address || event.target.closest?.(TYPING)) return;
  event.preventDefault();
  if (!event.repeat) undo(address);
});

function wish({ key, shiftKey }) {
  const letter = key.toLowerCase();
  if (letter === "y" || (letter === "z" && shiftKey)) return "/redo/";
  return letter === "z" ? "/undo/" : null;
}

async function undo(address, values = {}) {
  const answer = await send(address, values);
  if (isDone(answer)) {
    if (answer.html) draw(answer.html);
  } else {
    const ways = offers(answer).map(([words, more]) => [words, () => undo(address, more)]);
    say(sentence(answer), ways);
  }
}
