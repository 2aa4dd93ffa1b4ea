// A sentence at a cell: what was refused and what can be done.
import { float } from "../shell/float.js";

const open = new WeakMap();

/** Shows `sentence` at the cell, with buttons `[[words, act], …]`. */
export function show(cell, input, sentence, ways) {
  dismiss(cell);
  const bubble = document.createElement("div");
  Object.assign(bubble, { className: "bubble", id: `bubble-${cell.id}` });
  bubble.setAttribute("role", "alert");
  const words = document.createElement("p");
  words.className = "problem";
  words.textContent = sentence;
  bubble.append(words);
  if (ways.length) bubble.append(buttons(ways));
  bubble.addEventListener("mousedown", (event) => event.preventDefault());
  document.getElementById("main").append(bubble);
  open.set(cell, float(bubble, input ?? cell));
  if (!input) cell.addEventListener("blur", () => dismiss(cell), { once: true });
  input?.setAttribute("aria-invalid", "true");
  input?.setAttribute("aria-describedby", bubble.id);
}

/** Takes the cell's sentence away. */
export function dismiss(cell) {
  open.get(cell)?.();
  open.delete(cell);
}

function buttons(ways) {
  const row = document.createElement("div");
  row.className = "row";
  for (const [words, act] of ways) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn btn-small", textContent: words });
    button.addEventListener("click", act);
    row.append(button);
  }
  return row;
}
