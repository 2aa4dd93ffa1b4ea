// Arrow keys, Home and End between the cells of a table.
const STEPS = {
  ArrowRight: (cell) => sibling(cell, "nextElementSibling"),
  ArrowLeft: (cell) => sibling(cell, "previousElementSibling"),
  ArrowDown: (cell) => column(cell, "nextElementSibling"),
  ArrowUp: (cell) => column(cell, "previousElementSibling"),
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

function column(cell, way) {
  let row = cell.parentElement[way];
  while (row && !row.cells[cell.cellIndex]?.matches("[data-cell]")) row = row[way];
  return row?.cells[cell.cellIndex];
}
