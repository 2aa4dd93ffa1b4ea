// The columns of a table: their menus and their order. All of it is the page's address.
import Sortable from "sortablejs";
import { isReversed } from "../elements/direction.js";
import { closest } from "../elements/element.js";
import { on, onEach } from "../elements/listen.js";
import { openMenu } from "../elements/menu.js";
import { t } from "../elements/words.js";
import { addressWith, navigate } from "../shell/navigate.js";
import { calculations } from "./calculations.js";
import { fieldsOf, label, listOf } from "./list.js";
import { resize } from "./widths.js";

/** @import { Entry } from "../elements/menu.js" */

const STEP = 32; // pixels, by the menu
const GROUPED = ["choice", "link"];

/**
 * Shows these fields, in this order.
 * @param {string[]} fields
 */
const show = (fields) => navigate(addressWith({ show: fields.join(",") }), { replace: true });

/**
 * @param {HTMLElement} head
 * @param {HTMLElement} list
 * @returns {Entry[]}
 */
function entries(head, list) {
  const { field, kind = "" } = head.dataset;
  const fields = fieldsOf(list);
  const place = fields.indexOf(field);
  /** @param {string} order */
  const sort = (order) => () => navigate(addressWith({ order }));
  /** @param {number} to */
  const moved = (to) => () => show(fields.toSpliced(place, 1).toSpliced(to, 0, field));
  /** @type {(Entry | false)[]} */
  const all = [
    ...sorting(head, sort),
    GROUPED.includes(kind) && location.pathname === `/${list.dataset.slug}/`
      && [t("Group by this"), () => navigate(addressWith({ group: field }))],
    ...calculations(head, list),
    [t("Wider"), () => resize(head, head.offsetWidth + STEP), { group: true }],
    [t("Narrower"), () => resize(head, head.offsetWidth - STEP)],
    place > 0 && [isReversed() ? t("Move right") : t("Move left"), moved(place - 1)],
    place < fields.length - 1
      && [isReversed() ? t("Move left") : t("Move right"), moved(place + 1)],
    fields.length > 1 && [t("Hide"), () => show(fields.toSpliced(place, 1))],
  ];
  return all.filter((entry) => entry !== false);
}

/**
 * @param {HTMLElement} head
 * @param {(order: string) => () => void} sort
 * @returns {Entry[]}
 */
function sorting(head, sort) {
  const { field } = head.dataset;
  if (!head.querySelector("a")) return [];
  return [
    [t("Sort ascending"), sort(field), { checked: head.ariaSort === "ascending" }],
    [t("Sort descending"), sort(`-${field}`), { checked: head.ariaSort === "descending" }],
  ];
}

on("click", ".head-menu", (button) => {
  const head = closest("th", button);
  const list = listOf(head);
  if (head && list) openMenu(button, t("Column {field}", { field: label(head) }), entries(head, list));
});

onEach("[data-rows] > thead > tr", (row) => Sortable.create(row, {
  draggable: "th[data-field]",
  filter: ".head-edge, .head-menu",
  preventOnFilter: false,
  direction: "horizontal",
  delay: 150,
  delayOnTouchOnly: true,
  ghostClass: "head-ghost",
  onUpdate({ item, oldIndex = 0, newIndex = 0 }) {
    const fields = fieldsOf(row);
    // The head moves with its column, once the answer is there.
    row.insertBefore(item, row.children[oldIndex + (oldIndex > newIndex ? 1 : 0)]);
    show(fields);
  },
}));
