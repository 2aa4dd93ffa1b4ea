// Where an opened form stands: one that was opened in a column or on a day hovers there, at its button, so
// that nothing on the page moves.
import { all } from "../elements/element.js";
import { hover } from "../elements/float.js";
import { onDrawn } from "../elements/listen.js";

/** @typedef {{ anchor: Element, stop: () => void }} Place */

/** @type {Map<HTMLElement, Place>} */
const places = new Map();

/**
 * The button that opens a form as it was opened.
 * @param {HTMLElement} form
 */
export const openerOf = (form) => all(`#main [data-composer="${form.id}"]`)
  .find(({ dataset }) => dataset.preset !== undefined && dataset.preset === form.dataset.preset);

/**
 * Puts a form at the button of its column or day, or at what came back there; one that has none stands where it is drawn.
 * @param {HTMLElement} form
 */
export function put(form) {
  const button = openerOf(form);
  const refused = button?.previousElementSibling;
  const anchor = refused instanceof HTMLElement && refused.matches(".composer-again") ? refused : button;
  if (places.get(form)?.anchor === anchor) return;
  lift(form);
  if (!anchor) return;
  form.classList.add("composer-there");
  places.set(form, { anchor, stop: hover(form, anchor) });
}

/**
 * The form stands where it is drawn again.
 * @param {HTMLElement} form
 */
export function lift(form) {
  places.get(form)?.stop();
  places.delete(form);
  form.classList.remove("composer-there");
}

/** Puts every form anew: what it stood at may be gone. */
export function putAgain() {
  for (const form of [...places.keys()]) {
    if (form.isConnected) put(form);
    else lift(form);
  }
}

onDrawn(putAgain);
