// Editing in place: any element with `data-cell` and a kind opens by click, Enter, F2 or typing.
// Cards and entries of a calendar have no kind: they are moved, and lead to their records.
import { around, isModified, on } from "../elements/listen.js";
import { openCombobox } from "./combobox.js";
import { openText } from "./editor.js";
import { save } from "./save.js";

const EDITABLE = "[data-cell][data-kind]";
const CHOSEN = ["choice", "link", "links"];

/**
 * @param {HTMLElement} cell
 * @param {string} [typed] what the editor begins with, in place of the value
 */
function edit(cell, typed) {
  if (cell.classList.contains("editing") || cell.ariaBusy === "true") return;
  const { kind = "", raw = "" } = cell.dataset;
  if (kind === "bool") toggle(cell, raw);
  else if (CHOSEN.includes(kind)) openCombobox(cell, { typed });
  else openText(cell, { typed });
}

/**
 * @param {HTMLElement} cell
 * @param {string} raw
 */
function toggle(cell, raw) {
  const value = raw === "true" ? "false" : "true";
  save(cell, { value, opened: raw }, { reopen: (at) => ({ drop: () => at.focus() }) });
}

on("click", EDITABLE, (cell, event) => {
  if (!around(event, "a, button, input")) edit(cell);
});

on("keydown", EDITABLE, (cell, event) => {
  if (event.target !== cell || isModified(event)) return;
  if (["Enter", "F2", " "].includes(event.key)) edit(cell);
  else if (["Backspace", "Delete"].includes(event.key)) edit(cell, "");
  else if (event.key.length === 1 && !event.isComposing) edit(cell, event.key);
  else return;
  event.preventDefault();
});
