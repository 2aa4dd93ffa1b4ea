// The open editor of a text-like cell, and what all editors share.
import { arrived, isMorphing } from "../shell/morph.js";
import { dismiss } from "./bubble.js";
import { save } from "./save.js";

const DECIMAL = ["money", "number", "hours", "percent"];

const isLong = (cell) => cell.dataset.kind === "note";

/** Lays an input over what stands in the cell. */
export function enter(cell, value) {
  const was = document.createElement("span");
  was.className = "was";
  was.append(...cell.childNodes);
  const input = document.createElement(isLong(cell) ? "textarea" : "input");
  Object.assign(input, { className: "editor", value, autocomplete: "off" });
  input.setAttribute("aria-label", cell.dataset.label ?? "");
  if (DECIMAL.includes(cell.dataset.kind)) input.inputMode = "decimal";
  cell.append(was, input);
  cell.classList.add("editing");
  return input;
}

/** Takes the editor away; the cell shows what it showed, or what the server drew meanwhile. */
export function leave(cell) {
  const was = cell.querySelector(":scope > .was");
  const hadFocus = cell.contains(document.activeElement);
  cell.querySelector(":scope > .editor").remove();
  const fresh = arrived.get(cell);
  was.replaceWith(...(fresh ?? was).childNodes);
  if (fresh) cell.dataset.raw = fresh.dataset.raw ?? "";
  arrived.delete(cell);
  cell.classList.remove("editing");
  dismiss(cell);
  if (hadFocus) cell.focus({ preventScroll: true });
}

/** The cell `step` places on from this one, in the order of the page. */
export function neighbour(cell, step) {
  const cells = [...document.querySelectorAll("#main [data-cell]")];
  return cells[cells.indexOf(cell) + step];
}

/** Opens a cell for typing: `typed` replaces the value; a refused one stays until it is changed. */
export function openText(cell, { typed, isRefused = false, focus = true } = {}) {
  // Typing goes on where a long text ends; elsewhere it replaces the value.
  const isKept = isLong(cell) && !isRefused;
  const input = enter(cell, isKept ? cell.dataset.raw + (typed ?? "") : typed ?? cell.dataset.raw);
  const opened = cell.dataset.raw;
  let isOpen = true;
  const finish = (isSaved) => {
    if (!isOpen) return;
    isOpen = false;
    const { value } = input;
    leave(cell);
    if (isSaved && (value !== opened || isRefused)) {
      save(cell, { value, opened }, { shown: value, reopen: reopener(value) });
    }
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const next = event.key === "Tab" && neighbour(cell, event.shiftKey ? -1 : 1);
    if (next) event.preventDefault();
    if (event.key === "Tab" || isEnter(cell, event)) finish(true);
    if (event.key === "Escape") finish(false);
    if (next) next.focus();
  });
  input.addEventListener("blur", () => {
    if (!isMorphing() && !(isRefused && input.value === typed)) finish(true);
  });
  if (focus) input.focus();
  if (isLong(cell)) input.setSelectionRange(input.value.length, input.value.length);
  else if (typed === undefined) input.select();
  return { input, typed: () => ({ value: input.value }), drop: () => finish(false) };
}

// In a long text Enter begins a line; with Ctrl or ⌘ it saves.
function isEnter(cell, event) {
  return event.key === "Enter" && (!isLong(cell) || event.ctrlKey || event.metaKey);
}

function reopener(typed) {
  return (cell, focus) => openText(cell, { typed, isRefused: true, focus });
}
