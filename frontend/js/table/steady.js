// Columns keep the widths that were seen, whatever rows come below; other columns, or another width of the
// window, are laid out anew.
import { all } from "../elements/element.js";
import { onDrawn } from "../elements/listen.js";

const HELD = "table[data-held]";

/** @param {HTMLElement} table */
const heads = (table) => all(":scope > thead th", table);

/** @param {HTMLElement} table */
const fieldsOf = (table) => heads(table).map(({ dataset }) => dataset.field ?? "").join(" ");

/**
 * @param {HTMLElement | null} table
 */
export function hold(table) {
  if (!table || table.matches(HELD)) return;
  const widths = heads(table).map((head) => head.getBoundingClientRect().width);
  for (const [place, head] of heads(table).entries()) head.style.inlineSize = `${widths[place]}px`;
  table.style.tableLayout = "fixed";
  table.dataset.held = fieldsOf(table);
}

/** @param {HTMLElement} table */
function release(table) {
  for (const head of heads(table)) head.style.inlineSize = "";
  table.style.tableLayout = "";
  delete table.dataset.held;
}

addEventListener("resize", () => all(HELD).forEach(release));
onDrawn(() => {
  for (const table of all(HELD)) if (table.dataset.held !== fieldsOf(table)) release(table);
});
