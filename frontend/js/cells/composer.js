// Inline forms that a button opens: "Add income", "New client".
import { all, first, make } from "../elements/element.js";
import { around, isModified, on, onDrawn } from "../elements/listen.js";
import { onAccepted } from "../shell/answer.js";
import { take } from "./link-field.js";
import { CELL } from "./place.js";

/** @param {HTMLElement} form */
const openers = (form) => all(`[data-composer="${form.id}"]`);

/** @param {HTMLElement} button */
function formOf(button) {
  const form = document.getElementById(button.dataset.composer);
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * @param {HTMLElement} form
 * @param {boolean} isOpen
 */
function toggle(form, isOpen) {
  form.hidden = !isOpen;
  for (const button of openers(form)) button.setAttribute("aria-expanded", String(isOpen));
  if (isOpen) first(":is(input:not([type=hidden]), select, textarea)", form)?.focus();
  else openers(form)[0]?.focus({ preventScroll: true });
}

/**
 * Starts a form with `name=value`: "New in Lead" starts a client in that stage. A value that the
 * form does not offer, or a field that it does not have, is added to it until it starts again.
 * @param {HTMLFormElement} form
 * @param {DOMStringMap} given
 */
function preset(form, { preset: pair = "", presetLabel: label = "" }) {
  for (const added of form.querySelectorAll("[data-preset-only]")) added.remove();
  if (!pair) return;
  const [name, value = ""] = pair.split("=");
  const field = form.elements.namedItem(name) ?? add(form, make("input", { type: "hidden", name }));
  if (field instanceof HTMLSelectElement && ![...field.options].some((option) => option.value === value)) {
    add(field, make("option", { value, textContent: label }));
  }
  if (field instanceof HTMLInputElement && field.dataset.targets) take(field, value, label);
  else Object.assign(field, { value });
}

/**
 * @param {HTMLElement} parent
 * @param {HTMLElement} added
 */
function add(parent, added) {
  added.dataset.presetOnly = "";
  parent.append(added);
  return added;
}

on("click", "[data-composer]", (button) => {
  const form = formOf(button);
  if (!form) return;
  toggle(form, Boolean(form.hidden) || "preset" in button.dataset);
  if (!form.hidden) preset(form, button.dataset);
});

on("click", ".composer [data-close]", (button) => {
  const form = button.closest("form");
  if (form) toggle(form, false);
});

document.addEventListener("keydown", (event) => {
  const form = around(event, ".composer");
  if (event.key === "Escape" && form) toggle(form, false);
  if (event.key !== "n" || isModified(event)) return;
  if (around(event, `input, select, textarea, ${CELL}, [data-cell], [contenteditable], dialog`)) return;
  const button = first("#main [data-composer]");
  const opened = button && formOf(button);
  if (!opened) return;
  event.preventDefault();
  toggle(opened, true);
});

// The answer to a composer closes it; other answers leave an open one as it is.
onAccepted((form) => {
  if (form.matches(".composer") && form.isConnected) toggle(form, false);
});

onDrawn(() => {
  for (const form of all(".composer:not([hidden])")) openers(form)[0]?.setAttribute("aria-expanded", "true");
});
