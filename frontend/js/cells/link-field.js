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
    if (name === "input") {
      remember(field);
      delete field.dataset.key;
    }
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
  remember(field);
  field.value = text;
  field.dataset.key = key;
}

/** @param {HTMLInputElement} field */
function remember({ dataset }) {
  dataset.begun ??= dataset.key ?? "";
}

/**
 * A form begins as it was drawn.
 * @param {HTMLFormElement} form
 */
export function startAgain(form) {
  form.reset();
  for (const { dataset } of all("[data-begun]", form)) {
    if (dataset.begun) dataset.key = dataset.begun;
    else delete dataset.key;
  }
}

/**
 * What a form says: a record that was chosen by its id.
 * @param {HTMLFormElement} form
 * @returns {Record<string, string>}
 */
export function valuesOf(form) {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]));
}

/**
 * What of a form says what else may be chosen in it.
 * @param {HTMLFormElement} form
 */
const begun = (form) => Object.entries(valuesOf(form)).filter(([, value]) => value && value.length <= LONGEST);

document.addEventListener("formdata", ({ target, formData }) => {
  if (!(target instanceof HTMLFormElement)) return;
  for (const field of all("[data-key]", target, HTMLInputElement)) formData.set(field.name, field.dataset.key ?? "");
});
