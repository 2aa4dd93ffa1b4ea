// A grid is one stop of the Tab key; in it the arrow keys, Home and End lead about (ARIA grid).
import { CELL } from "../cells/place.js";
import { across } from "../elements/direction.js";
import { all, closest, first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { isModified, on, onDrawn } from "../elements/listen.js";
import { rove, stopAt } from "../elements/rove.js";

const GRID = "table[role=grid]";
const WAYS = ":is(a[href], button, input):not(.editor)";

/**
 * Where the keys lead in a cell: to itself where it is edited, else to what can be used in it.
 * @param {HTMLTableCellElement} cell
 */
function stopsIn(cell) {
  if (cell.matches(CELL)) return [cell];
  const own = all(".head-menu, .head-add", cell); // the menu sorts as well
  return own.length ? own : all(WAYS, cell);
}

/** @param {HTMLTableRowElement} row */
const stops = (row) => [...row.cells].flatMap(stopsIn);

/** @param {HTMLTableRowElement} row */
const ofRow = (row) => {
  const cells = all(`:scope > ${CELL}`, row);
  return cells.length ? cells : stops(row);
};

/** @param {HTMLElement} grid */
const cellsOf = (grid) => all(`tbody ${CELL}`, grid);

/** @type {Record<string, (stop: HTMLElement, row: HTMLTableRowElement, grid: HTMLTableElement) => HTMLElement | undefined>} */
const STEPS = {
  ArrowRight: (stop, row) => beside(stop, row, across("ArrowRight")),
  ArrowLeft: (stop, row) => beside(stop, row, across("ArrowLeft")),
  ArrowDown: (stop, row, grid) => inColumn(stop, row, grid, 1),
  ArrowUp: (stop, row, grid) => inColumn(stop, row, grid, -1),
  Home: (_, row) => ofRow(row)[0],
  End: (_, row) => ofRow(row).at(-1),
};

on("keydown", GRID, (found, event) => {
  const { target, key } = event;
  // From a link in a cell that is edited the keys lead on as from the cell.
  const stop = target instanceof HTMLAnchorElement ? closest(CELL, target) ?? target : target;
  if (!(found instanceof HTMLTableElement && stop instanceof HTMLElement) || event.altKey || event.shiftKey) return;
  const row = closest("tr", stop);
  if (!(row instanceof HTMLTableRowElement) || !stops(row).includes(stop)) return;
  if (pressed(event, "open") && stop.matches(CELL)) {
    (first("a[href]", stop) ?? first(".cell-name a[href]", closest("tr", stop) ?? found))?.click();
    return;
  }
  const next = isModified(event) ? ends(key, found) : STEPS[key]?.(stop, row, found);
  if (!next) return;
  event.preventDefault();
  next.focus();
});

/**
 * With Ctrl or ⌘: the first and the last cell.
 * @param {string} key
 * @param {HTMLTableElement} grid
 */
function ends(key, grid) {
  if (key === "Home") return cellsOf(grid)[0];
  return key === "End" ? cellsOf(grid).at(-1) : undefined;
}

/**
 * @param {HTMLElement} stop
 * @param {HTMLTableRowElement} row
 * @param {number} step
 */
function beside(stop, row, step) {
  const own = stops(row);
  return own[own.indexOf(stop) + step];
}

/**
 * The nearest stop above or below, over the pages in which the table was loaded.
 * @param {HTMLElement} stop
 * @param {HTMLTableRowElement} row
 * @param {HTMLTableElement} grid
 * @param {number} step
 */
function inColumn(stop, row, grid, step) {
  const rows = [...grid.rows];
  const place = rows.indexOf(row);
  const way = step > 0 ? rows.slice(place + 1) : rows.slice(0, place).reverse();
  const next = way.find((one) => one.checkVisibility() && stops(one).length);
  if (!next) return undefined;
  const from = middle(stop);
  const off = (/** @type {HTMLElement} */ one) => Math.abs(middle(one) - from);
  return stops(next).reduce((best, one) => (off(one) < off(best) ? one : best));
}

/** @param {HTMLElement} stop */
function middle(stop) {
  const { left, right } = (closest("td, th", stop) ?? stop).getBoundingClientRect();
  return (left + right) / 2;
}

const STOP = `${CELL}, ${WAYS}`;

/** Each grid has one stop: where one was, else its first cell, or the way to its first record. */
function settle() {
  for (const grid of all(GRID)) rove(grid, STOP, first(`tbody ${CELL}`, grid) ?? first("tbody .cell-name a", grid) ?? first(WAYS, grid));
}

on("focusin", GRID, (grid, { target }) => {
  const stop = target instanceof Element && closest(STOP, target);
  if (stop && grid.contains(stop)) stopAt(grid, stop);
});

// The way to the table, from the start of the page.
on("click", "a.skip[href$='-table']", (way, event) => {
  const table = document.getElementById(way.getAttribute("href")?.slice(1) ?? "");
  const stop = table && first("[tabindex='0']", table);
  if (!stop) return;
  event.preventDefault();
  stop.focus();
});

document.addEventListener("rows:more", settle);
onDrawn(settle);
