// The cell in the bar of picked rows: of the chosen field, for all picked rows at once.
import { CELL } from "../cells/place.js";
import { the } from "../elements/element.js";
import { t } from "../elements/words.js";
import { heads, label, rowsOf } from "./list.js";

/** @typedef {{ field: string, words: string, kind: string, isEmptied: boolean }} Offered */

const SAMPLE = 50; // of the picked rows: what is offered fits them all

/** @param {HTMLElement} bar */
const fieldOf = (bar) => the(".picks-field", bar, HTMLInputElement);

/** @param {HTMLElement} bar */
const wayOf = (bar) => the(".picks-way", bar, HTMLInputElement);

/**
 * Makes the bar's cell that of the chosen field.
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 * @param {string[]} records the ids of the picked rows
 */
export function fit(bar, list, records) {
  const field = fieldOf(bar);
  const { slug, group = "" } = list.dataset;
  const of = `${slug} ${group} ${heads(list).map(({ dataset }) => dataset.field)}`;
  const fields = offered(list);
  if (field.dataset.of !== of) offer(bar, fields, of);
  const cell = the(".cell", bar);
  const { kind, words: called = "", isEmptied } = fields.find((one) => one.field === field.dataset.key) ?? {};
  cell.hidden = !kind;
  wayOf(bar).hidden = kind !== "links";
  the("[data-empty]", bar).hidden = !isEmptied;
  if (!kind) return;
  const shape = kind === "bool" ? "choice" : kind; // no is a choice as well
  const words = t("{field} of the selected", { field: called });
  Object.assign(cell.dataset, {
    cell: addressOf(bar, list), kind: shape, raw: "", first: records.slice(0, SAMPLE).join(), label: words,
  });
  cell.setAttribute("aria-label", words);
}

/**
 * Where the chosen field of all picked rows is set.
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 */
export const addressOf = (bar, list) => `/${list.dataset.slug}/bulk/${fieldOf(bar).dataset.key}/`;

/**
 * Whether what is chosen is taken off rather than added.
 * @param {HTMLElement} bar
 * @returns {Record<string, string>}
 */
export function way(bar) {
  const { hidden, dataset: { key } } = wayOf(bar);
  return !hidden && key ? { without: key } : {};
}

/**
 * @param {HTMLElement} bar
 * @param {Offered[]} fields
 * @param {string} of
 */
function offer(bar, fields, of) {
  const field = fieldOf(bar);
  field.dataset.of = of;
  hold(field, [["", t("Set a property…")], ...fields.map(({ field: name, words }) => [name, words])]);
  hold(wayOf(bar), [["", t("Add")], ["1", t("Take off")]]);
}

/**
 * Lets a field choose from these, and keep what it held if that is among them.
 * @param {HTMLInputElement} input
 * @param {string[][]} options
 */
function hold(input, options) {
  const [key, words] = options.find(([name]) => name === input.dataset.key) ?? options[0];
  Object.assign(input.dataset, { options: JSON.stringify(options), key });
  input.value = words;
}

/**
 * What can be set: first what makes the groups, whether it has a column or not, then the columns.
 * @param {HTMLTableElement} list
 * @returns {Offered[]}
 */
function offered(list) {
  const { group = "", groupLabel = "", groupEmpty } = list.dataset;
  const own = heads(list).filter(({ cellIndex }) => rowsOf(list)[0]?.cells[cellIndex]?.matches(CELL));
  const fields = own.map((head) => ({
    field: head.dataset.field ?? "",
    words: label(head),
    kind: head.dataset.kind ?? "",
    isEmptied: head.dataset.calc?.split(" ").includes("empty") === true,
  }));
  const known = fields.find(({ field }) => field === group);
  const rest = fields.filter((one) => one !== known);
  if (!group) return fields;
  const made = { field: group, words: groupLabel, kind: list.dataset.groupKind ?? "choice", isEmptied: groupEmpty !== undefined };
  return [known ?? made, ...rest];
}
