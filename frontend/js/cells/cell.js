// Editing in place: a cell opens by click, Enter, F2 or typing.
import { pressed } from "../elements/keys.js";
import { around, isModified, on } from "../elements/listen.js";
import { openCombobox } from "./combobox.js";
import { openText } from "./editor.js";
import { CELL, isOffered, kindOf, rawOf } from "./place.js";
import { giveUp, resume } from "./refusal.js";
import { opening, save } from "./save.js";

const CHOSEN = ["choice", "named", "link", "links"];

/**
 * @param {HTMLElement} cell
 * @param {string} [typed] what the editor begins with, in place of the value
 */
function edit(cell, typed) {
  if (cell.classList.contains("editing")) return;
  if (typed === undefined && resume(cell)) return;
  giveUp(cell);
  const kind = kindOf(cell);
  if (kind === "bool") toggle(cell);
  else if (CHOSEN.includes(kind) || isOffered(cell)) openCombobox(cell, { typed });
  else openText(cell, { typed });
}

/** @param {HTMLElement} cell */
function toggle(cell) {
  const values = (/** @type {string} */ _, /** @type {string} */ opened) => ({ value: String(opened !== "true") });
  save(cell, { opened: opening(cell), values });
}

/**
 * A choice is emptied at once, what is typed is typed anew.
 * @param {HTMLElement} cell
 */
function empty(cell) {
  if (!CHOSEN.includes(kindOf(cell))) edit(cell, "");
  else if (rawOf(cell)) save(cell, { typed: "", shown: "—", opened: opening(cell), values: () => ({ value: "" }) });
}

on("click", CELL, (cell, event) => {
  if (!around(event, "a, button, input")) edit(cell);
});

on("keydown", CELL, (cell, event) => {
  if (event.target !== cell || isModified(event)) return;
  if (pressed(event, "edit") || event.key === " ") edit(cell);
  else if (pressed(event, "empty")) empty(cell);
  else if (event.key.length === 1 && !event.isComposing) edit(cell, event.key);
  else return;
  event.preventDefault();
});
