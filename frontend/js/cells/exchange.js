// A form that moves money to another currency: typing the rate fills what arrives, and the other way round; the
// last known rate stands there as a proposal. The server reckons.
import { first } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { parse } from "../wire/answer.js";
import { read } from "../wire/send.js";
import { valuesOf } from "./link-field.js";

const SAID = "[data-exchanges]";
const PAUSE = 150; // ms without a key
/** @type {Record<string, string>} */
const OTHER = { exchange_rate: "amount_to", amount_to: "exchange_rate" };
/** @type {WeakMap<HTMLFormElement, AbortController>} */
const asking = new WeakMap();

on("input", `form.composer:has(${SAID})`, (form, { target }) => {
  if (!(form instanceof HTMLFormElement) || !(target instanceof HTMLInputElement)) return;
  delete target.dataset.reckoned;
  const other = OTHER[target.name];
  for (const name of Object.keys(OTHER)) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement) || field === target) continue;
    if (name !== other && field.dataset.reckoned === undefined) continue;
    field.value = ""; // what followed from what is no more
    delete field.dataset.reckoned;
  }
  asking.get(form)?.abort();
  const control = new AbortController();
  asking.set(form, control);
  setTimeout(() => reckon(form, control.signal), PAUSE);
});

/**
 * @param {HTMLFormElement} form
 * @param {AbortSignal} signal
 */
async function reckon(form, signal) {
  const said = first(SAID, form);
  if (signal.aborted || !said) return;
  const given = new URLSearchParams(valuesOf(form));
  given.delete("csrfmiddlewaretoken"); // no matter of an address
  const answer = await read(`${said.dataset.exchanges}?${given}`, { signal });
  if (signal.aborted || answer.status !== 200) return;
  const found = first("p", parse(answer.html));
  said.textContent = found?.textContent ?? "";
  for (const name of Object.keys(OTHER)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) fill(field, found?.getAttribute(`data-${name}`) ?? "", found?.dataset.how === "value");
  }
}

/**
 * @param {HTMLInputElement} field
 * @param {string} text
 * @param {boolean} follows from what was typed; else it is a proposal
 */
function fill(field, text, follows) {
  field.placeholder = text;
  if (!follows || !text || field.value) return;
  field.value = text;
  field.dataset.reckoned = "";
}
