// Copying cells and rows to a spreadsheet and pasting what comes from one (tab-separated values).
import { isDone, offers, sentence } from "../shell/answer.js";
import { picked } from "./picks.js";
import { chosen, rowsOf } from "./range.js";
import { draw, send } from "../shell/send.js";
import { say } from "../shell/toast.js";
import { wait } from "../shell/wait.js";

const SHOWN = ["choice", "link", "links", "bool"];
const EDITING = "input:not([type=checkbox]), textarea, select, [contenteditable], dialog";

const table = (cell) => cell.closest("[data-rows]");

/** A cell as a spreadsheet takes it: numbers and dates as they are typed, the rest as it is shown. */
function text(cell) {
  const { kind, raw } = cell.dataset;
  if (raw !== undefined && !SHOWN.includes(kind)) return raw;
  const marks = [...cell.querySelectorAll(".rel, .tag:not(.rel + .tag)")];
  const shown = marks.length ? marks.map((one) => one.textContent).join(", ") : cell.textContent;
  return shown.trim().replace(/^—$/, "");
}

const quoted = (value) => (/["\t\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);

function lines(matrix) {
  return matrix.map((row) => row.map((cell) => quoted(text(cell))).join("\t")).join("\n");
}

/** The rows of a text from a spreadsheet, whose fields may be quoted and hold line breaks. */
export function parse(given) {
  const rows = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;
  const source = given.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (const [, inQuotes, plain, end] of source.matchAll(field)) {
    rows.at(-1).push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === "\n") rows.push([]);
    if (!end) break;
  }
  return rows;
}

function wholeRows() {
  return picked().map((box) => [...box.closest("tr").querySelectorAll("td.cell")]);
}

document.addEventListener("copy", (event) => {
  if (event.target.closest?.(EDITING) || !getSelection().isCollapsed) return;
  const cells = chosen();
  const matrix = cells.flat().length > 1 || !picked().length ? cells : wholeRows();
  if (!matrix.length) return;
  event.clipboardData.setData("text/plain", lines(matrix));
  event.preventDefault();
  if (matrix.flat().length > 1) say(`Copied ${matrix.length} × ${matrix[0].length} cells.`);
});

document.addEventListener("paste", (event) => {
  if (event.target.closest?.(EDITING)) return;
  const given = event.clipboardData.getData("text/plain");
  const at = chosen();
  // Without a cell, the foot of a table is where new rows begin.
  const list = at.length ? table(at[0][0]) : event.target.closest?.("[data-rows] > tfoot")?.parentElement;
  if (!given.trim() || !list) return;
  event.preventDefault();
  put(list, filled(parse(given), at), at[0]?.[0]);
});

// One value goes into all chosen cells.
function filled(values, at) {
  const isOne = values.length === 1 && values[0].length === 1;
  return isOne && at.length ? at.map((row) => row.map(() => values[0][0])) : values;
}

// What a cell is says the cell: the heads may stand otherwise by now.
const fieldOf = (cell) => /\/cell\/([^/]+)\/$/.exec(cell?.dataset.cell ?? "")?.[1];

/** Pastes values, the first at `cell`; without one, and below the last row, they make new rows. */
function put(list, values, cell) {
  const rows = rowsOf(list);
  const first = cell ? rows.indexOf(cell.parentElement) : rows.length;
  const fields = [...list.tHead.rows[0].cells].map(({ dataset }) => dataset.field);
  const left = cell ? cell.cellIndex : fields.findIndex(Boolean);
  if (cell && first + values.length > rows.length && list.querySelector(":scope > .more")) {
    say("Further rows of this list are not loaded yet. Scroll on to its end, then paste.");
    return;
  }
  const asked = values.map((texts, place) => {
    const row = rows[first + place];
    const cells = texts.map((typed, step) => {
      const to = row?.cells[left + step];
      return [fieldOf(to) ?? fields[left + step] ?? "", typed, to?.dataset.raw ?? null];
    });
    return [row?.id.slice(-36) ?? "", cells.filter(([name]) => name)];
  });
  write(list, { rows: JSON.stringify(asked), starts: list.dataset.starts });
}

async function write(list, values) {
  const answer = await wait(send(`/${list.dataset.slug}/paste/`, values), "Pasting");
  if (isDone(answer)) return draw(answer.html);
  const again = (more) => () => write(list, { ...values, ...more });
  say(sentence(answer), offers(answer).map(([words, more]) => [words, again(more)]));
}

// Delete empties the chosen cells; one alone is the editor's.
document.addEventListener("keydown", (event) => {
  if (!["Delete", "Backspace"].includes(event.key) || event.target.closest?.(EDITING)) return;
  const cells = chosen();
  if (cells.flat().length < 2) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  put(table(cells[0][0]), cells.map((row) => row.map(() => "")), cells[0][0]);
}, true);
