// The columns of a list keep the widths with which it was first drawn, whatever is edited in it, saved or
// comes below; other columns, or another width of the window, are laid out anew.
import { all } from "../elements/element.js";
import { onDrawn } from "../elements/listen.js";

const LISTS = "table[data-rows]:not(.sized)";
const CARDS = matchMedia("(width < 600px)"); // there are no columns then

/** @param {HTMLElement} table */
const heads = (table) => all(":scope > thead th", table);

/** @param {HTMLElement} table */
const fieldsOf = (table) => heads(table).map(({ dataset }) => dataset.field ?? "").sort().join(" ");

/**
 * The columns keep the widths that they have now.
 * @param {HTMLElement} table
 */
export function hold(table) {
  const widths = heads(table).map((head) => head.getBoundingClientRect().width);
  for (const [place, head] of heads(table).entries()) head.style.inlineSize = `${widths[place]}px`;
  for (const col of all(":scope > colgroup > col", table)) col.removeAttribute("width"); // the heads say it
  table.style.tableLayout = "fixed";
  table.dataset.held = fieldsOf(table);
}

/** @param {HTMLElement} table */
function release(table) {
  for (const head of heads(table)) head.style.inlineSize = "";
  Object.assign(table.style, { tableLayout: "", inlineSize: "" });
  delete table.dataset.held;
}

function settle() {
  for (const table of all("table[data-held]")) {
    if (CARDS.matches || !table.matches(LISTS) || table.dataset.held !== fieldsOf(table)) release(table);
  }
  if (!CARDS.matches) all(`${LISTS}:not([data-held])`).forEach(hold);
}

addEventListener("resize", () => {
  all(`${LISTS}[data-held]`).forEach(release);
  settle();
});
onDrawn(settle);
