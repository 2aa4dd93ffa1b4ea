// Copying cells and rows to a spreadsheet and pasting what comes from one.
import { pressed } from "../elements/keys.js";
import { CELL, rawOf, recordOf } from "../cells/place.js";
import { hold, isHeld } from "../cells/under-way.js";
import { around } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";
import { say } from "../shell/toast.js";
import { listOf, rowOf, rowsOf } from "./list.js";
import { picked } from "./picks.js";
import { chosen } from "./range.js";
import { lines, parse } from "./spreadsheet.js";

/** @typedef {HTMLTableCellElement} Cell */

const EDITING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";

function wholeRows() {
  return picked().map((box) => [...box.closest("tr")?.cells ?? []].filter((cell) => cell.matches("td.cell")));
}

document.addEventListener("copy", (event) => {
  if (around(event, EDITING) || !getSelection()?.isCollapsed) return;
  const cells = chosen();
  const matrix = cells.flat().length > 1 || !picked().length ? cells : wholeRows();
  if (!matrix.length) return;
  event.clipboardData?.setData("text/plain", lines(matrix));
  event.preventDefault();
  if (matrix.flat().length > 1) {
    say(t("Copied {rows} × {columns} cells.", { rows: matrix.length, columns: matrix[0].length }));
  };
});

document.addEventListener("paste", (event) => {
  if (around(event, EDITING)) return;
  const given = event.clipboardData?.getData("text/plain") ?? "";
  const at = chosen();
  // Without a cell, the foot of a table is where new rows begin.
  const list = listOf(at.length ? at[0][0] : around(event, "[data-rows] > tfoot"));
  if (!given.trim() || !list) return;
  event.preventDefault();
  put(list, filled(parse(given), at), at[0]?.[0]);
});

/**
 * One value goes into all chosen cells.
 * @param {string[][]} values
 * @param {Cell[][]} at
 */
function filled(values, at) {
  const isOne = values.length === 1 && values[0].length === 1;
  return isOne && at.length ? at.map((row) => row.map(() => values[0][0])) : values;
}

/**
 * Pastes values, the first at `cell`; without one, and below the last row, they make new rows.
 * @param {HTMLTableElement} list
 * @param {string[][]} values
 * @param {Cell} [cell]
 */
function put(list, values, cell) {
  const rows = rowsOf(list);
  const first = cell ? rows.indexOf(rowOf(cell)) : rows.length;
  const fields = [...list.tHead?.rows[0]?.cells ?? []].map((head) => head.dataset.field);
  const left = cell ? cell.cellIndex : fields.findIndex(Boolean);
  if (cell && first + values.length > rows.length && list.querySelector(":scope > .more")) {
    say(t("Further rows of this list are not loaded yet. Scroll on to its end, then paste."));
    return;
  }
  const { slug, starts = "" } = list.dataset;
  const records = values.map((_, place) => (rows[first + place] ? recordOf(rows[first + place]) : ""));
  const isLater = records.map((record) => isHeld(`/${slug}/${record}`));
  const saw = () => values.map((texts, place) => texts.map((_, step) => {
    const to = rows[first + place]?.cells[left + step];
    return to?.matches(CELL) ? rawOf(to) : null;
  }));
  const before = saw();
  const asked = () => {
    const now = saw();
    return values.map((texts, place) => {
      const held = (isLater[place] ? now : before)[place];
      const cells = texts.map((typed, step) => [fields[left + step] ?? "", typed, held[step]]);
      return [records[place], cells.filter(([name]) => name)];
    });
  };
  const ends = records.filter(Boolean).map((record) => hold(`/${slug}/${record}`));
  const sent = write(`/${slug}/paste/`, () => ({ rows: JSON.stringify(asked()), starts }), { words: t("Pasting"), isKept: true });
  sent.finally(() => {
    for (const end of ends) end();
  });
}

// Delete empties the chosen cells; one alone is the editor's.
document.addEventListener("keydown", (event) => {
  if (!pressed(event, "empty") || around(event, EDITING)) return;
  const cells = chosen();
  const list = listOf(cells[0]?.[0]);
  if (!list || cells.flat().length < 2) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  put(list, cells.map((row) => row.map(() => "")), cells[0][0]);
}, true);
