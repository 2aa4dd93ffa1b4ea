// A field of a form that names a record: found by what is typed, sent as what was chosen. What was not
// chosen is sent as it was typed; the server knows it by its name, or says so at the field.
import { all } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { find } from "./finder.js";

const LONGEST = 80; // what is longer names nothing
const FIELD = "form:is(.composer, .asked) input[data-targets]";

for (const name of /** @type {const} */ (["click", "input", "keydown"])) {
  on(name, FIELD, (field, event) => {
    if (!(field instanceof HTMLInputElement)) return;
    if (name === "input") delete field.dataset.key;
    if (event instanceof KeyboardEvent && event.key !== "ArrowDown") return;
    find(field, (option) => take(field, option.dataset.value ?? "", option.textContent.trim()), {
      tabs: true,
      given: () => field.form ? begun(field.form) : [],
    });
  });
}

/**
 * The field names a record from now on.
 * @param {HTMLInputElement} field
 * @param {string} key
 * @param {string} text
 */
export function take(field, key, text) {
  field.value = text;
  field.dataset.key = key;
}

/**
 * What of a form says what else may be chosen in it.
 * @param {HTMLFormElement} form
 */
function begun(form) {
  const given = new FormData(form);
  return [...given].flatMap(([name, value]) => typeof value === "string" && value && value.length <= LONGEST ? [[name, value]] : []);
}

document.addEventListener("formdata", ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement)) return;
  for (const field of all("[data-key]", target, HTMLInputElement)) formData.set(field.name, field.dataset.key ?? "");
});
