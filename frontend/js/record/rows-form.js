// A table of inputs: typing in the last row begins another one; a row is taken off by emptying it.
import { all, closest, first } from "../elements/element.js";
import { on } from "../elements/listen.js";

const INPUTS = "input:not([type=hidden])";

on("input", "form.rows-form tbody tr:last-child", (row) => {
  if (all(INPUTS, row, HTMLInputElement).every(({ value }) => !value)) return;
  const fresh = /** @type {HTMLElement} */ (row.cloneNode(true));
  for (const hidden of all("input[type=hidden], .field-problem", fresh)) hidden.remove();
  for (const input of all(INPUTS, fresh, HTMLInputElement)) {
    const [name, number] = input.name.split(".");
    input.name = `${name}.${Number(number) + 1}`;
    input.defaultValue = "";
    input.value = "";
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    count(input);
  }
  for (const button of all("button", fresh)) count(button);
  row.after(fresh);
});

/**
 * What says the number of its row says the next one.
 * @param {HTMLElement} element
 */
function count(element) {
  element.ariaLabel = (element.ariaLabel ?? "").replace(/\d+$/, (number) => String(Number(number) + 1));
}

on("click", "[data-empty-row]", (button) => {
  const row = closest("tr", button);
  if (!row) return;
  for (const input of all(INPUTS, row, HTMLInputElement)) input.value = "";
  const next = row.nextElementSibling ?? row;
  if (row.nextElementSibling) row.hidden = true;
  first(INPUTS, next)?.focus();
});
