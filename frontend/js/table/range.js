// Cells chosen together: Shift with the arrow keys or a click, or the pointer drawn over them.
let anchor = null;
let last = null;

const grid = (cell) => cell?.closest("[data-rows]");
/** The rows of a table, without the headings of its groups. */
export const rowsOf = (table) => [...table.querySelectorAll("tbody[data-until] > tr:not(.group-row)")];

/** The chosen cells as rows of cells; without a choice, the one that has the focus. */
export function chosen() {
  const cell = document.activeElement?.closest?.("td.cell");
  if (!grid(cell)) return [];
  const box = boxed();
  return box.length && box.flat().includes(cell) ? box : [[cell]];
}

/** The cells between the first and the last that were chosen. */
function boxed() {
  const table = grid(anchor);
  if (!table || grid(last) !== table) return [];
  const rows = rowsOf(table);
  const [top, bottom] = [anchor, last].map((one) => rows.indexOf(one.parentElement)).sort(ascending);
  const [left, right] = [anchor.cellIndex, last.cellIndex].sort(ascending);
  if (top < 0) return [];
  return rows.slice(top, bottom + 1).map((row) => [...row.cells].slice(left, right + 1));
}

const ascending = (a, b) => a - b;

function mark() {
  for (const cell of document.querySelectorAll("td[aria-selected]")) {
    cell.removeAttribute("aria-selected");
  }
  if (!anchor?.isConnected || !last?.isConnected || anchor === last) return;
  for (const cell of boxed().flat()) cell.setAttribute("aria-selected", "true");
}

/** Nothing is chosen but the focused cell. */
export function forget() {
  anchor = last = null;
  mark();
}

function reach(cell, to) {
  anchor ??= cell;
  last = to;
  mark();
  to.focus({ preventScroll: false });
}

/** The cell a step away, on any row of the table, also of another page of it. */
export function beside(cell, key) {
  const rows = rowsOf(grid(cell) ?? cell.closest("table"));
  const row = rows.indexOf(cell.parentElement);
  const [down, right] = {
    ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1],
  }[key];
  return rows[row + down]?.cells[cell.cellIndex + right];
}

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("[data-rows] td.cell") || event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") forget();
  if (!event.shiftKey || !event.key.startsWith("Arrow")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const to = beside(last ?? cell, event.key);
  if (to?.matches(".cell")) reach(cell, to);
}, true);

document.addEventListener("click", (event) => {
  const cell = event.target.closest?.("[data-rows] td.cell");
  const from = document.activeElement?.closest?.("td.cell");
  if (!event.shiftKey || !cell || !from || grid(cell) !== grid(from)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  reach(from, cell);
}, true);

document.addEventListener("pointerdown", (event) => {
  const cell = event.target.closest?.("[data-rows] td.cell");
  if (event.shiftKey || event.button) {
    if (cell) event.preventDefault(); // the text between is not to be marked
    return;
  }
  forget();
  if (!cell || event.pointerType !== "mouse" || event.target.closest("a, button, input, textarea")) return;
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener("pointermove", ({ target }) => {
    const to = target.closest?.("td.cell");
    if (!to || grid(to) !== grid(cell) || (to === cell && !last)) return;
    cell.focus({ preventScroll: true });
    getSelection().removeAllRanges();
    [anchor, last] = [cell, to];
    mark();
  }, { signal });
  document.addEventListener("pointerup", () => ended.abort(), { signal });
});

// A click that ends the drawing of a range opens no editor.
document.addEventListener("click", (event) => {
  if (!last || last === anchor || event.detail === 0 || event.shiftKey) return;
  if (event.target.closest?.("[data-rows] td.cell")) event.stopImmediatePropagation();
}, true);

document.addEventListener("focusin", ({ target }) => {
  if (anchor && !boxed().flat().includes(target) && target.matches("td.cell")) forget();
});

// An answer draws cells anew; the chosen ones stay chosen where they are still there.
document.addEventListener("htmx:afterSettle", mark);
