// Adding to the small tables of a record, by a form that is fetched when it is asked for.
import { resume, setAside } from "../cells/composer.js";
import { first } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { load } from "../shell/ask.js";
import { keepKeys } from "../shell/keys-ahead.js";

const FIELD = ":is(input:not([type=hidden]), select, textarea)";

on("click", "[data-new]", async (button) => {
  const slot = document.getElementById(button.dataset.slot);
  if (!slot) return;
  const form = first(":scope > *", slot);
  if (form) {
    if (form.hidden) resume(form);
    else setAside(form);
    return;
  }
  const handOver = keepKeys();
  const html = await load(button.dataset.new, { at: button });
  if (html !== null) fill(slot, html, button);
  handOver(slot);
});

/**
 * @param {HTMLElement} slot
 * @param {string} html
 * @param {HTMLElement} button
 */
function fill(slot, html, button) {
  slot.innerHTML = html;
  const fresh = first(":scope > *", slot);
  if (!fresh) return;
  fresh.id = `${slot.id}-form`;
  button.setAttribute("aria-expanded", "true");
  first(FIELD, fresh)?.focus();
}
