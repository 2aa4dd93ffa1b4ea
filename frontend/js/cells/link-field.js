// A field of a form that names a record or one of a few options: found by what is typed, sent as what was
// chosen. What was not chosen is sent as it was typed; the server knows it by its name, or says so at the field.
import { all, button, closest, make as element } from "../elements/element.js";
import { isModified, on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { find } from "./finder.js";
import { optionsOf } from "./options.js";

const LONGEST = 80; // what is longer names nothing
const FIELD = "form:is(.composer, .asked) input[data-targets], input[data-options]";

for (const name of /** @type {const} */ (["click", "input", "keydown"])) {
  on(name, FIELD, (field, event) => {
    if (!(field instanceof HTMLInputElement) || !event.isTrusted || field.readOnly) return;
    const isKnown = field.dataset.options !== undefined;
    if (event instanceof KeyboardEvent) {
      const opens = ["ArrowDown", ...(isKnown ? ["ArrowUp", "Enter"] : [])].includes(event.key);
      if (!opens || isModified(event) || event.isComposing) return;
      event.preventDefault();
    }
    open(field, name === "input");
  });
}

// Typing replaces what is chosen.
on("focusin", "input[data-options]", (field) => field instanceof HTMLInputElement && field.select());
on("mousedown", "input[data-options]", (field, event) => {
  if (field.ariaExpanded === "true" || !(field instanceof HTMLInputElement)) return;
  event.preventDefault(); // which would put the caret where it is pressed
  field.focus();
  field.select();
});

// What was chosen is said by `open`, once; the browser would say it again as the field is left.
on("change", "input[data-options][data-key]", (_, event) => {
  if (event.isTrusted) event.stopImmediatePropagation();
}, true);

/**
 * @param {HTMLInputElement} field
 * @param {boolean} isTyped
 */
function open(field, isTyped) {
  const { ariaExpanded, dataset, form } = field;
  const { key } = dataset;
  if (isTyped) {
    remember(field);
    delete dataset.key;
    delete dataset.made;
  }
  if (ariaExpanded === "true") return;
  find(field, (option) => {
    const { value = "", create } = option.dataset;
    if (dataset.several !== undefined) add(field, { value, create }, create ?? option.textContent.trim());
    else if (create) make(field, create);
    else take(field, value, option.textContent.trim());
    if (dataset.options !== undefined && document.activeElement === field) field.select();
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  }, {
    tabs: true,
    isTyped,
    given: () => form ? begun(form) : [],
    onEscape() {
      if (dataset.options === undefined || key === undefined) return;
      take(field, key, "");
      field.select();
    },
  });
}

/**
 * The field names a record from now on, or holds an option.
 * @param {HTMLInputElement} field
 * @param {string} key
 * @param {string} text
 */
export function take(field, key, text) {
  remember(field);
  field.value = text || optionsOf(field).find(([value]) => value === key)?.[1] || "";
  field.dataset.key = key;
  delete field.dataset.made;
}

/**
 * What the field names is made along with what the form makes.
 * @param {HTMLInputElement} field
 * @param {string} name
 */
function make(field, name) {
  remember(field);
  field.value = name;
  delete field.dataset.key;
  field.dataset.made = "";
}

/**
 * The field names one more: what it names stands after it, each with a way to take it off.
 * @param {HTMLInputElement} field
 * @param {{ value: string, create?: string }} chosen
 * @param {string} text
 */
function add(field, { value, create }, text) {
  if (chosenIn(field).some(({ dataset }) => dataset.value === value && !create)) return;
  const chip = element("span", { className: "chip" }, element("span", { textContent: text }));
  Object.assign(chip.dataset, { value, text, ...(create ? { make: "" } : {}) });
  const off = button("×", "", () => {
    chip.remove();
    field.focus();
  });
  off.setAttribute("aria-label", t("Remove {record}", { record: text }));
  chip.append(off);
  closest(".field", field)?.append(chip); // a label is that of the first field or button in it
}

/** @param {HTMLInputElement} field */
const chosenIn = (field) => all(".chip[data-value]", closest(".field", field) ?? undefined);

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
  for (const chip of all(".field > .chip", form)) chip.remove();
  for (const { dataset } of all("[data-begun]", form)) {
    delete dataset.made;
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
  const chosen = all("[data-key]", target, HTMLInputElement).filter(({ name, disabled }) => name && !disabled);
  for (const { name } of chosen) formData.delete(name);
  for (const { name, dataset } of chosen) formData.append(name, dataset.key ?? "");
  for (const field of all("[data-several]", target, HTMLInputElement)) {
    const { key } = field.dataset;
    const [chips, text] = [chosenIn(field), key ? "" : field.value.trim()];
    const known = chips.filter(({ dataset }) => dataset.make === undefined);
    const names = (/** @type {HTMLElement} */ { dataset }) => (text ? dataset.text : dataset.value) ?? "";
    formData.set(field.name, [...known.map(names), ...[key || text].filter(Boolean)].join(","));
    const made = chips.filter((chip) => !known.includes(chip)).map(({ dataset }) => dataset.text);
    if (made.length) formData.set(`create.${field.name}`, made.join("\n"));
  }
  for (const { name, value } of all("[data-made]", target, HTMLInputElement)) {
    formData.delete(name);
    formData.set(`create.${name}`, value);
  }
});
