// A list as it is drawn: its rows, its heads and what they say.
import { all } from "../elements/element.js";

/**
 * The list that a cell, a box or a head stands in.
 * @param {Element | null | undefined} inside
 */
export function listOf(inside) {
  const list = inside?.closest("[data-rows]");
  return list instanceof HTMLTableElement ? list : null;
}

/**
 * The rows of a list, without the headings of its groups.
 * @param {HTMLTableElement} list
 */
export const rowsOf = (list) => all("tbody[data-until] > tr:not(.group-row)", list, HTMLTableRowElement);

/**
 * The row of a cell.
 * @param {HTMLTableCellElement} cell
 */
export const rowOf = (cell) => /** @type {HTMLTableRowElement} */ (cell.parentElement);

/**
 * The heads of the fields, in their order.
 * @param {Element} list
 */
export const heads = (list) => all("th[data-field]", list, HTMLTableCellElement);

/**
 * The names of the fields, in their order.
 * @param {Element} list
 */
export const fieldsOf = (list) => heads(list).map((head) => head.dataset.field);

/**
 * The words of a head, without the arrow of its order.
 * @param {HTMLElement} head
 */
export const label = (head) => head.dataset.label ?? "";
