// Adding to the small tables of a record, by a form that is fetched when it is asked for.
import htmx from "htmx.org";
import { closest, first } from "../elements/element.js";
import { around, on } from "../elements/listen.js";
import { onAccepted } from "../shell/answer.js";
import { load } from "../shell/ask.js";

const FIELD = ":is(input:not([type=hidden]), select, textarea)";

on("click", "[data-new]", async (button) => {
  const slot = document.getElementById(button.dataset.slot);
  if (!slot) return;
  if (slot.firstElementChild) {
    fold(slot);
    return;
  }
  const html = await load(button.dataset.new, { at: button });
  if (html === null) return;
  slot.innerHTML = html;
  const form = first(":scope > *", slot);
  if (!form) return;
  form.id = `${slot.id}-form`;
  htmx.process(form);
  button.setAttribute("aria-expanded", "true");
  first(FIELD, form)?.focus();
});

/** @param {HTMLElement} slot */
function fold(slot) {
  slot.replaceChildren();
  const button = first(`[data-slot="${slot.id}"]`);
  button?.setAttribute("aria-expanded", "false");
  button?.focus({ preventScroll: true });
}

// Before the composers' own listeners: a form in a slot is taken away, not hidden.
on("click", ".slot [data-close]", (button, event) => {
  const slot = closest(".slot", button);
  if (!slot) return;
  event.stopPropagation();
  fold(slot);
}, true);

document.addEventListener("keydown", (event) => {
  const slot = event.key === "Escape" && around(event, ".slot");
  if (!slot) return;
  event.stopPropagation();
  event.preventDefault();
  fold(slot);
}, true);

// What was sent is done: the way to the next one is at hand. (The form itself is gone by then.)
onAccepted((form) => {
  const [, name] = /^(.+)-form$/.exec(form.id) ?? [];
  const slot = name ? document.getElementById(name) : null;
  if (slot?.matches(".slot")) fold(slot);
});
