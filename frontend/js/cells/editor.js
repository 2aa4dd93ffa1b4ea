// The open editor of a text-like cell, and what all editors share.
import { all, make, the } from "../elements/element.js";
import { arrived, isMorphing } from "../shell/morph.js";
import { dismiss } from "./bubble.js";
import { CELL, kindOf, labelOf, rawOf } from "./place.js";
import { save } from "./save.js";

/**
 * What was opened again after a refusal: its field, what is typed in it by now, and how to leave it.
 * @typedef {{ input?: HTMLElement, typed?: () => string, drop: () => void }} Editor
 */

const DECIMAL = ["money", "number", "hours", "percent"];

/** @param {HTMLElement} cell */
const isLong = (cell) => kindOf(cell) === "note";

/**
 * Lays a field over what stands in the cell.
 * @template {"input" | "textarea"} Tag
 * @param {HTMLElement} cell
 * @param {Tag} tag
 * @param {string} value
 */
export function enter(cell, tag, value) {
  const label = labelOf(cell);
  cell.dataset.raw = rawOf(cell); // while it shows something else
  const was = make("span", { className: "was" }, ...cell.childNodes);
  const input = make(tag, { className: "editor", value, autocomplete: "off", "aria-label": label });
  if (DECIMAL.includes(kindOf(cell))) input.inputMode = "decimal";
  cell.append(was, input);
  cell.classList.add("editing");
  return input;
}

/**
 * Takes the editor away; the cell shows what it showed, or what the server drew meanwhile.
 * @param {HTMLElement} cell
 */
export function leave(cell) {
  const was = the(":scope > .was", cell);
  const hadFocus = cell.contains(document.activeElement);
  the(":scope > .editor", cell).remove();
  const fresh = arrived.get(cell);
  was.replaceWith(...(fresh ?? was).childNodes);
  if (fresh) cell.dataset.raw = rawOf(fresh);
  arrived.delete(cell);
  cell.classList.remove("editing");
  dismiss(cell);
  if (hadFocus) cell.focus({ preventScroll: true });
}

/**
 * The cell so many steps on from this one, in the order of the page.
 * @param {HTMLElement} cell
 * @param {number} step
 * @returns {HTMLElement | undefined}
 */
export function neighbour(cell, step) {
  const cells = all(`#main :is(${CELL}, [data-cell])`);
  return cells[cells.indexOf(cell) + step];
}

/**
 * Opens a cell for typing: `typed` replaces the value; a refused one stays until it is changed.
 * @param {HTMLElement} cell
 * @param {{ typed?: string, isRefused?: boolean, focus?: boolean }} [how]
 * @returns {Editor}
 */
export function openText(cell, { typed, isRefused = false, focus = true } = {}) {
  const opened = rawOf(cell);
  // Typing goes on where a long text ends; elsewhere it replaces the value.
  const isKept = isLong(cell) && !isRefused;
  const given = isKept ? opened + (typed ?? "") : typed ?? opened;
  const input = enter(cell, isLong(cell) ? "textarea" : "input", given);
  let isOpen = true;
  /** @param {boolean} isSaved */
  const finish = (isSaved) => {
    if (!isOpen) return;
    isOpen = false;
    const { value } = input;
    leave(cell);
    if (isSaved && (value !== opened || isRefused)) {
      save(cell, { value, opened }, { shown: value, reopen: reopener(value) });
    }
  };
  /** @type {HTMLElement} */ (input).addEventListener("keydown", (event) => {
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
  return { input, typed: () => input.value, drop: () => finish(false) };
}

/**
 * In a long text Enter begins a line; with Ctrl or ⌘ it saves.
 * @param {HTMLElement} cell
 * @param {KeyboardEvent} event
 */
function isEnter(cell, event) {
  return event.key === "Enter" && (!isLong(cell) || event.ctrlKey || event.metaKey);
}

/**
 * @param {string} typed
 * @returns {(cell: HTMLElement, focus: boolean) => Editor}
 */
function reopener(typed) {
  return (cell, focus) => openText(cell, { typed, isRefused: true, focus });
}
