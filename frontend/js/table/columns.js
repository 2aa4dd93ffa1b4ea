// The columns of a table: their menus and their order. All of it is the page's address.
import Sortable from "sortablejs";
import { isReversed } from "../elements/direction.js";
import { all, closest, first } from "../elements/element.js";
import { on, onEach } from "../elements/listen.js";
import { openMenu } from "../elements/menu.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";
import { confirmed } from "../shell/confirm.js";
import { openDialog } from "../shell/dialog.js";
import { addressWith, navigate } from "../shell/navigate.js";
import { calculations } from "./calculations.js";
import { fieldsOf, label, listOf, rowsOf } from "./list.js";
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
    ...filtering(head),
    GROUPED.includes(kind) && location.pathname === `/${list.dataset.slug}/`
      && [t("Group by this"), () => navigate(addressWith({ group: field }))],
    ...calculations(head, list),
    [t("Wider"), () => resize(head, head.offsetWidth + STEP), { group: true }],
    [t("Narrower"), () => resize(head, head.offsetWidth - STEP)],
    place > 0 && [isReversed() ? t("Move right") : t("Move left"), moved(place - 1)],
    place < fields.length - 1
      && [isReversed() ? t("Move left") : t("Move right"), moved(place + 1)],
    fields.length > 1 && [t("Hide"), () => show(fields.toSpliced(place, 1))],
    ...changing(head),
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

/**
 * The panel of the filters, in the row of this field.
 * @param {HTMLElement} head
 * @returns {Entry[]}
 */
function filtering(head) {
  const control = first("#control-filter");
  if (!control) return [];
  const open = () => {
    control.dataset.field = head.dataset.field;
    control.click();
    control.removeAttribute("data-field");
  };
  return [[t("Filter"), open]];
}

/**
 * What a workspace can change of a property of its own, or of the values of a choice.
 * @param {HTMLElement} head
 * @returns {Entry[]}
 */
function changing(head) {
  const { form, own } = head.dataset;
  const name = label(head);
  if (!form) return [];
  const called = own ? t("Change the property {field}", { field: name }) : t("Change the values of {field}", { field: name });
  const edit = () => openDialog(form, called, head);
  if (!own) return [[t("Change its values"), edit, { group: true }]];
  const words = t("“{name}” is deleted with what was entered in it. Undo brings it back.", { name });
  const gone = () => write(`/properties/${own}/delete/`, {}, { words: t("Deleting") });
  const remove = () => confirmed(words, { label: t("Delete property"), keep: t("Keep it"), isDanger: true }, gone);
  const isAmong = head.dataset.kind === "choice";
  return [
    [isAmong ? t("Rename, change its options") : t("Rename"), edit, { group: true }],
    [t("Delete property"), remove],
  ];
}

on("click", ".head-menu", (button) => {
  const head = closest("th", button);
  const list = listOf(head);
  if (head && list) openMenu(button, t("Column {field}", { field: label(head) }), entries(head, list));
});

/** @type {Map<HTMLElement, number>} */
const places = new Map(); // where a head that is dragged stood last

onEach("[data-rows] > thead > tr", (row) => Sortable.create(row, {
  draggable: "th[data-field]",
  filter: ".head-edge, .head-menu, .head-add",
  preventOnFilter: false,
  direction: "horizontal",
  delay: 150,
  delayOnTouchOnly: true,
  ghostClass: "head-ghost",
  // Its cells come along.
  onChange({ item, oldIndex = 0 }) {
    const from = places.get(item) ?? oldIndex;
    const to = [...row.children].indexOf(item);
    places.set(item, to);
    const table = closest("table", row);
    if (table instanceof HTMLTableElement) moveCells(table, from, to);
  },
  onEnd: ({ item }) => places.delete(item),
  onUpdate: () => show(fieldsOf(row)),
}));

/**
 * @param {HTMLTableElement} table
 * @param {number} from
 * @param {number} to
 */
function moveCells(table, from, to) {
  const lines = [...all("colgroup", table), ...rowsOf(table)];
  for (const { children } of lines) {
    const moved = children[from];
    if (moved && from < to) children[to].after(moved);
    else if (moved) children[to].before(moved);
  }
}
