// The form in a panel. The server draws it anew at every change: it sends its fields, and the answer
// names the address that they ask for.
import { Idiomorph } from "idiomorph/htmx";
import { find } from "../cells/finder.js";
import { closest, first, make } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { parse } from "../wire/answer.js";
import { settle } from "../wire/morph.js";
import { navigate } from "../shell/navigate.js";
import { ask, opened } from "./panel.js";

const PAUSE = 250;
const FORM = "form[data-panel-form]";
const AT_ONCE = "[data-options], [data-date], [type=checkbox]"; // other fields wait until the typing pauses

/** @param {HTMLElement} field */
function formOf(field) {
  const form = closest(FORM, field);
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * Sends the form, draws it anew, unless it was closed meanwhile, and goes where its fields lead.
 * @param {HTMLFormElement | null} form
 * @param {string} [doing]
 * @param {HTMLElement} [chosen] the field in which something was chosen
 */
async function change(form, doing = "", chosen = undefined) {
  const own = opened();
  if (!form || !own) return;
  own.send = undefined;
  const fields = fieldsOf(form);
  if (doing) fields.set("do", doing);
  const before = form.dataset.url;
  for (const field of form.elements) settle(field);
  own.asked?.abort(); // what the same panel asked before
  own.asked = new AbortController();
  const html = await ask(form.getAttribute("action") ?? "", fields, own.asked.signal);
  const url = html && first("[data-panel-form]", parse(html))?.dataset.url;
  if (!url) return;
  if (opened() === own) draw(form, html, own.panel, /^(add|nest)/.test(doing));
  if (chosen && document.activeElement === chosen) goOn(chosen);
  if (url === before) return;
  navigate(url, { replace: own.hasGone }); // one step back leads to where the panel was opened
  own.hasGone = true;
}

/**
 * Once it is chosen of what a condition asks, or how, one goes on to the value.
 * @param {HTMLElement} field
 */
function goOn(field) {
  if (!/\.(field|operator)$/.test(field.getAttribute("name") ?? "")) return;
  first(".filter-value :is(input, button):not([type=hidden])", closest(".filter-row", field) ?? field)?.focus();
}

/** @param {HTMLFormElement} form */
function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) fields.append(name, String(value));
  return fields;
}

/**
 * @param {HTMLFormElement} form
 * @param {string} html
 * @param {HTMLElement} panel
 * @param {boolean} isAdded a row was added, in which one goes on
 */
function draw(form, html, panel, isAdded) {
  Idiomorph.morph(form, html, { morphStyle: "outerHTML" });
  if (isAdded) first("form [autofocus]", panel)?.focus();
  if (!panel.contains(document.activeElement)) (first("form .btn-add", panel) ?? panel).focus();
}

on("click", `${FORM} button[name=do]`, (button) => {
  if (button instanceof HTMLButtonElement) change(button.form, button.value);
});

on("change", `${FORM} :is(${AT_ONCE})`, (field) => change(formOf(field), "", field));

on("input", `${FORM} [name]:not(${AT_ONCE})`, (field) => {
  const own = opened();
  if (!own) return;
  const send = () => {
    clearTimeout(timer);
    if (own.send === send) change(formOf(field));
  };
  const timer = setTimeout(send, PAUSE);
  own.send = send;
});

on("submit", FORM, (form, event) => {
  event.preventDefault();
  change(formOf(form));
});

// Finds records for a condition, one after the other.
for (const name of /** @type {const} */ (["focusin", "click", "input", "keydown"])) {
  on(name, ".panel-pop input[data-targets]", (field, event) => {
    const isOpening = !(event instanceof KeyboardEvent) || event.key === "ArrowDown";
    if (!(field instanceof HTMLInputElement) || !isOpening) return;
    find(field, ({ dataset: { value } }) => {
      field.before(make("input", { type: "hidden", name: field.dataset.row ?? "", value }));
      change(field.form);
    });
  });
}
