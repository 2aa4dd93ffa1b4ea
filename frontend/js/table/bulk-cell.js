// The cell in the bar of picked rows: of the chosen field, for all picked rows at once.
import { CELL } from "../cells/place.js";
import { the } from "../elements/element.js";
import { t } from "../elements/words.js";
import { heads, label, rowsOf } from "./list.js";

/**
 * Makes the bar's cell that of the chosen field.
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 * @param {string} record the id of the first picked row
 */
export function fit(bar, list, record) {
  const field = the("[data-options]", bar, HTMLInputElement);
  const { slug } = list.dataset;
  const of = `${slug} ${heads(list).map(({ dataset }) => dataset.field)}`;
  if (field.dataset.of !== of) offer(field, list, of);
  const cell = the(".cell", bar);
  const head = heads(list).find(({ dataset }) => dataset.field === field.dataset.key);
  const kind = head?.dataset.kind;
  cell.hidden = !kind;
  if (!head || !kind) return;
  const shape = kind === "bool" ? "choice" : kind; // no is a choice as well
  const words = t("{field} of the selected", { field: label(head) });
  Object.assign(cell.dataset, {
    cell: `/${slug}/bulk/${head.dataset.field}/`, kind: shape, raw: "", first: record, label: words,
  });
  cell.setAttribute("aria-label", words);
}

/**
 * @param {HTMLInputElement} field
 * @param {HTMLTableElement} list
 * @param {string} of
 */
function offer(field, list, of) {
  field.dataset.of = of;
  const editable = heads(list).filter(({ cellIndex }) => (
    rowsOf(list)[0]?.cells[cellIndex]?.matches(CELL)
  ));
  const options = [["", t("Set a property…")], ...editable.map((head) => [head.dataset.field, label(head)])];
  const kept = options.find(([name]) => name === field.dataset.key) ?? options[0];
  Object.assign(field.dataset, { options: JSON.stringify(options), key: kept[0] });
  field.value = String(kept[1]);
}
