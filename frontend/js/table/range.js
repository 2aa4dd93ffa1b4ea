// Cells chosen together: Shift with the arrow keys or a click, or the pointer drawn over them.
import { across } from "../elements/direction.js";
import { pressed } from "../elements/keys.js";
import { around, on } from "../elements/listen.js";
import { listOf, rowOf, rowsOf } from "./list.js";

/** @typedef {HTMLTableCellElement} Cell */

const CELL = "[data-rows] td.cell";

/** @type {Cell | null} */
let anchor = null;
/** @type {Cell | null} */
let last = null;

/**
 * @param {Element | null | undefined} element
 * @returns {Cell | null}
 */
function cellAt(element) {
  const cell = element?.closest("td.cell");
  return cell instanceof HTMLTableCellElement ? cell : null;
}

/**
 * The chosen cells as rows of cells; without a choice, the one that has the focus.
 * @returns {Cell[][]}
 */
export function chosen() {
  const cell = cellAt(document.activeElement);
  if (!cell || !listOf(cell)) return [];
  const box = boxed();
  return box.length && box.flat().includes(cell) ? box : [[cell]];
}

/**
 * The cells between the first and the last that were chosen.
 * @returns {Cell[][]}
 */
function boxed() {
  const list = listOf(anchor);
  if (!anchor || !last || !list || listOf(last) !== list) return [];
  const rows = rowsOf(list);
  const [top, bottom] = [anchor, last].map((one) => rows.indexOf(rowOf(one))).sort(ascending);
  const [left, right] = [anchor.cellIndex, last.cellIndex].sort(ascending);
  if (top < 0) return [];
  return rows.slice(top, bottom + 1).map((row) => [...row.cells].slice(left, right + 1));
}

/**
 * @param {number} a
 * @param {number} b
 */
const ascending = (a, b) => a - b;

function mark() {
  for (const cell of document.querySelectorAll("td[aria-selected]")) {
    cell.removeAttribute("aria-selected");
    cell.removeAttribute("data-edge");
  }
  if (!anchor?.isConnected || !last?.isConnected || anchor === last) return;
  const box = boxed();
  for (const [at, row] of box.entries()) {
    for (const [place, cell] of row.entries()) {
      cell.setAttribute("aria-selected", "true");
      cell.dataset.edge = [
        at === 0 && "top", at === box.length - 1 && "bottom",
        place === 0 && "start", place === row.length - 1 && "end",
      ].filter(Boolean).join(" ");
    }
  }
}

/** Nothing is chosen but the focused cell. */
function forget() {
  anchor = null;
  last = null;
  mark();
}

/**
 * @param {Cell} from
 * @param {Cell} to
 */
function reach(from, to) {
  anchor ??= from;
  last = to;
  mark();
  to.focus({ preventScroll: false });
}

/**
 * The cell a step away, on any row of the list, also of another page of it.
 * @param {Cell} cell
 * @param {string} key
 */
function beside(cell, key) {
  const list = listOf(cell);
  const [down, on] = [{ ArrowUp: -1, ArrowDown: 1 }[key] ?? 0, across(key)];
  if (!list || !(down || on)) return null;
  const rows = rowsOf(list);
  return cellAt(rows[rows.indexOf(rowOf(cell)) + down]?.cells[cell.cellIndex + on]);
}

on("keydown", CELL, (found, event) => {
  const cell = cellAt(found);
  if (!cell || event.target !== cell || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") forget();
  if (!pressed(event, "several")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const to = beside(last ?? cell, event.key);
  if (to) reach(cell, to);
}, true);

on("click", CELL, (found, event) => {
  const [from, cell] = [cellAt(document.activeElement), cellAt(found)];
  if (!event.shiftKey || !cell || !from || listOf(cell) !== listOf(from)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  reach(from, cell);
}, true);

document.addEventListener("pointerdown", (event) => {
  const cell = cellAt(around(event, CELL));
  if (event.shiftKey || event.button) {
    if (cell) event.preventDefault(); // the text between is not to be marked
    return;
  }
  forget();
  if (cell && event.pointerType === "mouse" && !around(event, "a, button, input, textarea")) draw(cell);
});

/**
 * The pointer is drawn over cells, from this one on.
 * @param {Cell} cell
 */
function draw(cell) {
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener("pointermove", (event) => {
    const to = cellAt(around(event, "td.cell"));
    if (!to || listOf(to) !== listOf(cell) || (to === cell && !last)) return;
    cell.focus({ preventScroll: true });
    getSelection()?.removeAllRanges();
    [anchor, last] = [cell, to];
    mark();
  }, { signal });
  document.addEventListener("pointerup", () => ended.abort(), { signal });
}

// A click that ends the drawing of a range opens no editor.
on("click", CELL, (_, event) => {
  if (last && last !== anchor && event.detail && !event.shiftKey) event.stopImmediatePropagation();
}, true);

document.addEventListener("focusin", ({ target }) => {
  const cell = target instanceof HTMLTableCellElement && target.matches("td.cell") ? target : null;
  if (anchor && cell && !boxed().flat().includes(cell)) forget();
});

// An answer draws cells anew; the chosen ones stay chosen where they are still there.
document.addEventListener("htmx:afterSettle", mark);
