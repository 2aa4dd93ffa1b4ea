// Arrow keys, Home and End between the cells of a table.
import { CELL } from "../cells/place.js";
import { across } from "../elements/direction.js";
import { all } from "../elements/element.js";
import { isModified, on } from "../elements/listen.js";
import { rowOf } from "./list.js";

/** @param {HTMLElement} cell */
const ofRow = (cell) => all(`:scope > ${CELL}`, cell.parentElement ?? undefined);

/** @type {Record<string, (cell: HTMLTableCellElement) => Element | null | undefined>} */
const STEPS = {
  ArrowRight: (cell) => beside(cell, across("ArrowRight")),
  ArrowLeft: (cell) => beside(cell, across("ArrowLeft")),
  ArrowDown: (cell) => inColumn(cell, 1),
  ArrowUp: (cell) => inColumn(cell, -1),
  Home: (cell) => ofRow(cell)[0],
  End: (cell) => ofRow(cell).at(-1),
};

on("keydown", `td${CELL}`, (cell, event) => {
  if (!(cell instanceof HTMLTableCellElement) || event.target !== cell || isModified(event)) return;
  const next = STEPS[event.key]?.(cell);
  if (!(next instanceof HTMLElement)) return;
  next.focus();
  event.preventDefault();
});

/**
 * @param {HTMLElement} cell
 * @param {number} step
 */
function beside(cell, step) {
  const cells = ofRow(cell);
  return cells[cells.indexOf(cell) + step];
}

/**
 * The next cell of the column that is edited, over the pages in which the table was loaded.
 * @param {HTMLTableCellElement} cell
 * @param {number} step
 */
function inColumn(cell, step) {
  const rows = [...(cell.closest("table")?.rows ?? [])];
  const place = rows.indexOf(rowOf(cell));
  const way = step > 0 ? rows.slice(place + 1) : rows.slice(0, place).reverse();
  return way.map((row) => row.cells[cell.cellIndex]).find((one) => one?.matches(CELL));
}
