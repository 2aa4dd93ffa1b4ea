// A sentence at a cell: what was refused and what can be done.
import { button, closest, make, the } from "../elements/element.js";
import { float } from "../elements/float.js";
import { listAt } from "./choices.js";

/** @import { Way } from "../elements/element.js" */

/** @type {Map<HTMLElement, () => void>} */
const open = new Map();
/** @type {WeakMap<HTMLElement, string>} */
const shown = new WeakMap(); // the id of each one's bubble
let count = 0;

/**
 * Shows a sentence at the cell, or at the input that is open in it, with buttons. Over the cell, since one
 * types on in the next, whose list opens under it; among the properties of a record in a row of its own,
 * since one taps on in the next.
 * @param {HTMLElement} cell
 * @param {HTMLElement | undefined} input
 * @param {string} sentence
 * @param {Way[]} ways
 */
export function show(cell, input, sentence, ways) {
  dismiss(cell);
  count += 1;
  const bubble = make("div", { className: "bubble", id: `bubble-${count}`, role: "alert" },
    make("p", { className: "problem", textContent: sentence }));
  shown.set(cell, bubble.id);
  if (ways.length) {
    const buttons = ways.map(([words, act, isUnheard]) => {
      const made = button(words, "btn btn-small", act);
      if (isUnheard) made.dataset.unheard = "";
      return made;
    });
    bubble.append(make("div", { className: "row" }, ...buttons));
  }
  bubble.addEventListener("mousedown", (event) => event.preventDefault());
  open.set(cell, put(bubble, cell, input));
  if (!input && !cell.matches(".refused")) cell.addEventListener("blur", () => dismiss(cell), { once: true });
  input?.setAttribute("aria-invalid", "true");
  input?.setAttribute("aria-describedby", bubble.id);
}

/**
 * Puts a bubble where it belongs; gives what takes it away.
 * @param {HTMLElement} bubble
 * @param {HTMLElement} cell
 * @param {HTMLElement | undefined} input
 */
function put(bubble, cell, input) {
  const list = listAt(input);
  if (list) { // in the list that is open there, which would else lie over it
    list.say(bubble);
    return () => list.say(null);
  }
  const row = closest(".props tr", cell);
  if (row) {
    const own = make("tr", { className: "bubble-row" }, make("td", { colSpan: 2 }, bubble));
    row.after(own);
    own.scrollIntoView({ block: "nearest" });
    return () => own.remove();
  }
  the("#main").append(bubble);
  return float(bubble, input ?? cell, input ? "bottom" : "top");
}

/**
 * Takes the cell's sentence away.
 * @param {HTMLElement} cell
 */
export function dismiss(cell) {
  const hadFocus = document.activeElement?.closest(".bubble")?.matches(`#${shown.get(cell)}`);
  open.get(cell)?.();
  open.delete(cell);
  if (hadFocus) cell.focus({ preventScroll: true });
}

document.addEventListener("htmx:afterSettle", () => {
  for (const cell of open.keys()) if (!cell.isConnected) dismiss(cell);
});
