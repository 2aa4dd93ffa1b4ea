// Arrow keys, Home and End between the cells of a table.
const STEPS = {
  ArrowRight: (cell) => sibling(cell, "nextElementSibling"),
  ArrowLeft: (cell) => sibling(cell, "previousElementSibling"),
  ArrowDown: (cell) => column(cell, 1),
  ArrowUp: (cell) => column(cell, -1),
  Home: (cell) => cell.parentElement.querySelector(":scope > [data-cell]"),
  End: (cell) => [...cell.parentElement.querySelectorAll(":scope > [data-cell]")].at(-1),
};

document.addEventListener("keydown", (event) => {
  const cell = event.target;
  if (!cell.matches?.("td[data-cell]") || event.ctrlKey || event.metaKey || event.altKey) return;
  const next = STEPS[event.key]?.(cell);
  if (!next) return;
  next.focus();
  event.preventDefault();
});

function sibling(cell, way) {
  let next = cell[way];
  while (next && !next.matches("[data-cell]")) next = next[way];
  return next;
}

// The rows of a table, over the pages in which it was loaded.
function column(cell, step) {
  const rows = [...cell.closest("table").rows];
  const on = rows.slice(rows.indexOf(cell.parentElement));
  const back = rows.slice(0, rows.indexOf(cell.parentElement)).reverse();
  const ways = step > 0 ? on.slice(1) : back;
  return ways.map((row) => row.cells[cell.cellIndex]).find((one) => one?.matches("[data-cell]"));
}
