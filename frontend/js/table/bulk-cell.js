// The cell in the bar of picked rows: of the chosen field, for all picked rows at once.
import { CELL } from "../cells/place.js";
import { the } from "../elements/element.js";
import { t } from "../elements/words.js";
import { heads, label, rowsOf } from "./list.js";

/** @typedef {{ field: string, words: string, kind: string, isEmptied: boolean }} Offered */

/** @param {HTMLElement} bar */
const fieldOf = (bar) => the(".picks-field", bar, HTMLSelectElement);

/**
 * Makes the bar's cell that of the chosen field.
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 * @param {string} record the id of the first picked row
 */
export function fit(bar, list, record) {
  const select = fieldOf(bar);
  const { slug, group = "" } = list.dataset;
  const of = `${slug} ${group} ${heads(list).map(({ dataset }) => dataset.field)}`;
  if (select.dataset.of !== of) offer(select, list, of);
  const cell = the(".cell", bar);
  const [option] = select.selectedOptions;
  const { kind, emptied } = option?.dataset ?? {};
  cell.hidden = !kind;
  the(".picks-way", bar).hidden = kind !== "links";
  the("[data-empty]", bar).hidden = emptied === undefined;
  if (!kind) return;
  const shape = kind === "bool" ? "choice" : kind; // no is a choice as well
  const words = t("{field} of the selected", { field: option.textContent });
  Object.assign(cell.dataset, {
    cell: addressOf(bar, list), kind: shape, raw: "", first: record, label: words,
  });
  cell.setAttribute("aria-label", words);
}

/**
 * Where the chosen field of all picked rows is set.
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 */
export const addressOf = (bar, list) => `/${list.dataset.slug}/bulk/${fieldOf(bar).value}/`;

/**
 * Whether what is chosen is taken off rather than added.
 * @param {HTMLElement} bar
 * @returns {Record<string, string>}
 */
export function way(bar) {
  const select = the(".picks-way", bar, HTMLSelectElement);
  return !select.hidden && select.value ? { without: select.value } : {};
}

/**
 * @param {HTMLSelectElement} select
 * @param {HTMLTableElement} list
 * @param {string} of
 */
function offer(select, list, of) {
  const { value } = select;
  select.dataset.of = of;
  select.replaceChildren(new Option(t("Set a property…"), ""), ...offered(list).map(({ field, words, kind, isEmptied }) => {
    const option = new Option(words, field);
    option.dataset.kind = kind;
    if (isEmptied) option.dataset.emptied = "";
    return option;
  }));
  if ([...select.options].some((option) => option.value === value)) select.value = value;
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
