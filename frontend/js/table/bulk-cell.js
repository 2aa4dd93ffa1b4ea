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
  const field = the("select", bar, HTMLSelectElement);
  const { slug } = list.dataset;
  const of = `${slug} ${heads(list).map(({ dataset }) => dataset.field)}`;
  if (field.dataset.of !== of) offer(field, list, of);
  const cell = the(".cell", bar);
  const [option] = field.selectedOptions;
  const kind = option?.dataset.kind;
  cell.hidden = !kind;
  if (!kind) return;
  const shape = kind === "bool" ? "choice" : kind; // no is a choice as well
  const words = t("{field} of the selected", { field: option.textContent });
  Object.assign(cell.dataset, {
    cell: `/${slug}/bulk/${field.value}/`, kind: shape, raw: "", first: record, label: words,
  });
  cell.setAttribute("aria-label", words);
}

/**
 * @param {HTMLSelectElement} field
 * @param {HTMLTableElement} list
 * @param {string} of
 */
function offer(field, list, of) {
  const { value } = field;
  field.dataset.of = of;
  const editable = heads(list).filter(({ cellIndex }) => (
    rowsOf(list)[0]?.cells[cellIndex]?.matches(CELL)
  ));
  field.replaceChildren(new Option(t("Set a property…"), ""), ...editable.map((head) => {
    const option = new Option(label(head), head.dataset.field);
    option.dataset.kind = head.dataset.kind;
    return option;
  }));
  if ([...field.options].some((option) => option.value === value)) field.value = value;
}
