// Going on from cell to cell: Tab leads to the next one while one edits, and in a table also after that, until
// Escape or another place ends it. Else Tab leads out of a table, which is one of its stops.
import { all, closest } from "../elements/element.js";
import { isModified, on } from "../elements/listen.js";
import { CELL } from "./place.js";

const GRID = "[role=grid]";

let isEntering = false; // cells of the grid with the focus are being filled, one after the other

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
 * Something was entered into a cell: Tab goes on from it.
 * @param {HTMLElement} cell
 */
export function entered(cell) {
  isEntering = document.activeElement === cell && closest(GRID, cell) !== null;
}

on("keydown", `${GRID} ${CELL}`, (cell, event) => {
  if (!isEntering || event.target !== cell || isModified(event)) return;
  if (event.key === "Escape") {
    isEntering = false;
    event.preventDefault(); // nothing else is closed by it
  }
  const next = event.key === "Tab" && neighbour(cell, event.shiftKey ? -1 : 1);
  if (!next) return;
  event.preventDefault();
  next.focus();
}, true);

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof Element && !target.closest(GRID)) isEntering = false;
});
document.addEventListener("pointerdown", () => {
  isEntering = false;
});
