// Editing in place: any element with `data-cell` and a kind opens by click, Enter, F2 or typing.
// Cards and entries of a calendar have no kind: they are moved, and lead to their records.
import { openCombobox } from "./combobox.js";
import { openText } from "./editor.js";
import { save } from "./save.js";

const CHOSEN = ["choice", "link", "links"];

function edit(cell, typed) {
  if (cell.classList.contains("editing") || cell.ariaBusy === "true") return;
  const { kind, raw } = cell.dataset;
  if (kind === "bool") toggle(cell, raw);
  else if (CHOSEN.includes(kind)) openCombobox(cell, { typed });
  else openText(cell, { typed });
}

function toggle(cell, raw) {
  const value = raw === "true" ? "false" : "true";
  save(cell, { value, opened: raw }, { reopen: (at) => ({ drop: () => at.focus() }) });
}

document.addEventListener("click", ({ target }) => {
  const cell = target.closest("[data-cell][data-kind]");
  if (cell && !target.closest("a, button, input")) edit(cell);
});

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-cell][data-kind]") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (["Enter", "F2", " "].includes(event.key)) edit(cell);
  else if (["Backspace", "Delete"].includes(event.key)) edit(cell, "");
  else if (event.key.length === 1 && !event.isComposing) edit(cell, event.key);
  else return;
  event.preventDefault();
});
