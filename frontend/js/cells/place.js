// What a cell is. In a table that follows from where it stands: its record from the row, its field and
// its label from the head of its column. A cell that stands alone says all of it itself.
import { all, closest, first, the } from "../elements/element.js";
import { t } from "../elements/words.js";

/** The cells that are edited in place. */
export const CELL = ".cell[tabindex]";

const WAY = "a:empty"; // the way to a record, whose arrow is drawn by the style sheet

/**
 * The head of the column in which a cell of a table stands.
 * @param {HTMLElement} cell
 */
function headOf(cell) {
  const { tHead } = /** @type {HTMLTableElement} */ (cell.closest("table"));
  return /** @type {HTMLElement} */ (tHead?.rows[0].cells[/** @type {HTMLTableCellElement} */ (cell).cellIndex]);
}

/**
 * The id of the record of a row: its own ends with it.
 * @param {Element} row
 */
export const recordOf = (row) => row.id.slice(-36);

/**
 * The kind of its field, such as "money".
 * @param {HTMLElement} cell
 */
export const kindOf = (cell) => cell.dataset.kind ?? /\bcell-(\w+)/.exec(cell.className)?.[1] ?? "";

/**
 * Whether its editor offers something that may be typed otherwise too.
 * @param {HTMLElement} cell
 */
export const isOffered = (cell) => (cell.dataset.cell ? cell : headOf(cell)).dataset.offers !== undefined;

/**
 * Where it is saved, and where its choices come from.
 * @param {HTMLElement} cell
 */
export function addressOf(cell) {
  const { cell: own } = cell.dataset;
  if (own) return own;
  const [row, table] = [/** @type {Element} */ (cell.parentElement), closest("table", cell)];
  return `/${table?.dataset.slug}/${recordOf(row)}/cell/${headOf(cell).dataset.field}/`;
}

/**
 * The cells of the same record at the two ends of a stretch of time: the one that begins what this ends, or
 * that ends what this begins.
 * @param {HTMLElement} cell
 * @returns {{ begins?: HTMLElement | null, end?: HTMLElement | null }}
 */
export function endsOf(cell) {
  const { cell: own, after } = cell.dataset;
  if (own) {
    const [record, name = ""] = own.split("/cell/");
    if (after) return { begins: first(`[data-cell="${record}/cell/${after}/"]`) };
    return { end: first(`[data-cell^="${record}/cell/"][data-after="${name.slice(0, -1)}"]`) };
  }
  const head = headOf(cell);
  const at = (/** @type {HTMLElement | undefined} */ other) => {
    const found = other && cell.parentElement?.children[/** @type {HTMLTableCellElement} */ (other).cellIndex];
    return found instanceof HTMLElement ? found : null;
  };
  const heads = /** @type {HTMLElement[]} */ ([...(head.parentElement?.children ?? [])]);
  const { field, after: begun } = head.dataset;
  if (begun) return { begins: at(heads.find(({ dataset }) => dataset.field === begun)) };
  return { end: at(heads.find(({ dataset }) => dataset.after === field)) };
}

/**
 * What its editor is called: "Amount of Logo design".
 * @param {HTMLElement} cell
 */
export function labelOf(cell) {
  const row = /** @type {Element} */ (cell.parentElement);
  if (cell.dataset.label) return cell.dataset.label;
  return t("{field} of {record}", { field: headOf(cell).dataset.label ?? "", record: nameOf(row) });
}

/**
 * What the record is called that a link opens, by the label of the link: "Open Acme".
 * @param {string} label
 */
export function openedBy(label) {
  const [before, after] = t("Open {record}").split("{record}");
  return label.startsWith(before) ? label.slice(before.length, label.length - after.length) : label;
}

/**
 * What the record of a row is called.
 * @param {Element} row
 */
export function nameOf(row) {
  const named = the(".cell-name", row);
  const label = first(WAY, named)?.ariaLabel;
  return label ? openedBy(label) : named.textContent;
}

/**
 * What it holds, as an editor starts with it: said by itself where it shows something else.
 * @param {HTMLElement} cell
 */
export function rawOf(cell) {
  const { raw } = cell.dataset;
  if (raw !== undefined) return raw;
  if (!cell.matches(".cell-link, .cell-links")) return wordsOf(cell);
  return all(WAY, cell).map((way) => way.getAttribute("href")?.split("/").at(-2)).join(",");
}

/**
 * Its words, without tags and what stands beside them.
 * @param {Element} cell
 */
export function wordsOf(cell) {
  const texts = [...cell.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
  return texts.map((node) => node.textContent).join("");
}
