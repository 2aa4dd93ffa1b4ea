// Inline forms that a button opens: "Add income", "New client".
import { isAccepted } from "../shell/answer.js";

const opener = (form) => document.querySelector(`[data-composer="${form.id}"]`);

function toggle(form, isOpen) {
  form.hidden = !isOpen;
  for (const button of document.querySelectorAll(`[data-composer="${form.id}"]`)) {
    button.setAttribute("aria-expanded", String(isOpen));
  }
  if (isOpen) form.querySelector(":is(input:not([type=hidden]), select, textarea)")?.focus();
  else opener(form)?.focus({ preventScroll: true });
}

/**
 * Starts a form with `name=value`: "New in Lead" starts a client in that stage. A value that the
 * form does not offer, or a field that it does not have, is added to it until it starts again.
 */
function preset(form, { preset: pair = "", presetLabel: label = "" }) {
  for (const added of form.querySelectorAll("[data-preset-only]")) added.remove();
  if (!pair) return;
  const [name, value] = pair.split("=");
  const field = form.elements.namedItem(name) ?? only(form, "input", { type: "hidden", name });
  if (field.options && ![...field.options].some((option) => option.value === value)) {
    only(field, "option", { value, textContent: label });
  }
  field.value = value;
}

function only(parent, tag, values) {
  const added = Object.assign(document.createElement(tag), values);
  added.dataset.presetOnly = "";
  parent.append(added);
  return added;
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-composer]");
  const form = button && document.getElementById(button.dataset.composer);
  if (form) toggle(form, form.hidden || "preset" in button.dataset);
  if (form && !form.hidden) preset(form, button.dataset);
  const closing = target.closest(".composer [data-close]")?.form;
  if (closing) toggle(closing, false);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.(".composer");
  if (event.key === "Escape" && form) toggle(form, false);
  if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.("input, select, textarea, [data-cell], [contenteditable], dialog")) return;
  const button = document.querySelector("#main [data-composer]");
  if (!button) return;
  event.preventDefault();
  toggle(document.getElementById(button.dataset.composer), true);
});

// The answer to a composer closes it; other answers leave an open one as it is.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { elt } = detail;
  if (!elt.matches?.(".composer") || !isAccepted(detail)) return;
  const form = document.getElementById(elt.id);
  if (form) toggle(form, false);
});

document.addEventListener("htmx:afterSettle", () => {
  for (const form of document.querySelectorAll(".composer:not([hidden])")) {
    opener(form)?.setAttribute("aria-expanded", "true");
  }
});
