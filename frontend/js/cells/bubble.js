// A sentence at a cell: what was refused and what can be done.
import { button, make, the } from "../elements/element.js";
import { float } from "../elements/float.js";
import { listAt } from "./choices.js";

/** @import { Way } from "../elements/element.js" */

/** @type {Map<HTMLElement, () => void>} */
const open = new Map();
let count = 0;

/**
 * Shows a sentence at the cell, or at the input that is open in it, with buttons. Over the cell, since one
 * types on in the next, whose list opens under it.
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
  if (ways.length) {
    const buttons = ways.map(([words, act]) => button(words, "btn btn-small", act));
    bubble.append(make("div", { className: "row" }, ...buttons));
  }
  bubble.addEventListener("mousedown", (event) => event.preventDefault());
  const list = listAt(input);
  if (list) list.say(bubble); // in the list that is open there, which would else lie over it
  else the("#main").append(bubble);
  open.set(cell, list ? () => list.say(null) : float(bubble, input ?? cell, input ? "bottom" : "top"));
  if (!input && !cell.matches(".refused")) cell.addEventListener("blur", () => dismiss(cell), { once: true });
  input?.setAttribute("aria-invalid", "true");
  input?.setAttribute("aria-describedby", bubble.id);
}

/**
 * Takes the cell's sentence away.
 * @param {HTMLElement} cell
 */
export function dismiss(cell) {
  open.get(cell)?.();
  open.delete(cell);
}

document.addEventListener("htmx:afterSettle", () => {
  for (const cell of open.keys()) if (!cell.isConnected) dismiss(cell);
});
