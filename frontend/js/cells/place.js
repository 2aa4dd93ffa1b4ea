// What a cell is. In a table that follows from where it stands: its record from the row, its field and
// its label from the head of its column. A cell that stands alone says all of it itself.

/** The cells that are edited in place. */
export const CELL = ".cell[tabindex]";

const WAY = "a:empty"; // the way to a record, whose arrow is drawn by the style sheet

const table = (cell) => cell.closest("table");

/** The head of the column in which a cell of a table stands. */
const headOf = (cell) => table(cell)?.tHead?.rows[0].cells[cell.cellIndex];

/** The name of its field, if its column has one. */
export const fieldOf = (cell) => headOf(cell)?.dataset.field;

/** The id of the record of a row: its own ends with it. */
export const recordOf = (row) => row.id.slice(-36);

/** The kind of its field, such as "money". */
export const kindOf = (cell) => cell.dataset.kind ?? /\bcell-(\w+)/.exec(cell.className)?.[1];

/** Where it is saved, and where its choices come from. */
export function addressOf(cell) {
  const { cell: own } = cell.dataset;
  return own ?? `/${table(cell).dataset.slug}/${recordOf(cell.parentElement)}/cell/${fieldOf(cell)}/`;
}

/** What its editor is called: "Amount of Logo design". */
export function labelOf(cell) {
  return cell.dataset.label ?? `${headOf(cell).dataset.label} of ${nameOf(cell.parentElement)}`;
}

/** What the record of a row is called. */
export function nameOf(row) {
  const named = row.querySelector(".cell-name");
  return named.querySelector(WAY)?.ariaLabel.replace(/^Open /, "") ?? named.textContent;
}

/** What it holds, as an editor starts with it: said by itself where it shows something else. */
export function rawOf(cell) {
  if (cell.dataset.raw !== undefined) return cell.dataset.raw;
  if (!cell.matches(".cell-link, .cell-links")) return wordsOf(cell);
  const ways = [...cell.querySelectorAll(WAY)];
  return ways.map((way) => /[^/]+(?=\/$)/.exec(way.getAttribute("href"))[0]).join(",");
}

/** Its words, without tags and what stands beside them. */
export function wordsOf(cell) {
  const texts = [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  return texts.map((node) => node.data).join("");
}
