// Cells as a spreadsheet takes and gives them: tab-separated values.
import { CELL, kindOf, rawOf, wordsOf } from "../cells/place.js";

const SHOWN = ["choice", "link", "links", "bool"];

/**
 * A cell as a spreadsheet takes it: numbers and dates as they are typed, the rest as it is shown.
 * @param {HTMLElement} cell
 */
function text(cell) {
  const kind = kindOf(cell);
  if (cell.matches(CELL) && !SHOWN.includes(kind)) return rawOf(cell);
  const marks = [...cell.querySelectorAll(":is(.rel, .tag):not(.beside > *)")].map((one) => one.textContent);
  const name = kind === "link" ? wordsOf(cell).trim() : "";
  const shown = name || (marks.length ? marks.join(", ") : cell.textContent);
  return shown.trim().replace(/^—$/, "");
}

/** @param {string} value */
const quoted = (value) => (/["\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

/**
 * Rows of cells as a text.
 * @param {HTMLElement[][]} matrix
 */
export function lines(matrix) {
  return matrix.map((row) => row.map((cell) => quoted(text(cell))).join("\t")).join("\n");
}

/**
 * The rows of a text from a spreadsheet, whose fields may be quoted and hold line breaks.
 * @param {string} given
 */
export function parse(given) {
  /** @type {string[][]} */
  const rows = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  const source = given.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (const [, inQuotes, plain, end] of source.matchAll(field)) {
    rows.at(-1)?.push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}
