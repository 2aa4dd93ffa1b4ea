// Where an opened form stands: it hovers at the button that opened it, so that nothing on the page moves.
import { all } from "../elements/element.js";
import { hover } from "../elements/float.js";
import { onDrawn } from "../elements/listen.js";

/** @typedef {{ anchor: Element, stop: () => void }} Place */

/** @type {Map<HTMLElement, Place>} */
const places = new Map();
/** @type {WeakMap<HTMLElement, HTMLElement>} */
const pressed = new WeakMap(); // the button that opened a form

/**
 * The button that opens a form as it was opened, though it was drawn anew meanwhile.
 * @param {HTMLElement} form
 */
export function openerOf(form) {
  const own = all(`#main [data-composer="${form.id}"]`).filter((one) => one.checkVisibility());
  const { preset } = form.dataset;
  const at = pressed.get(form);
  const same = own.filter(({ dataset }) => dataset.preset !== undefined && dataset.preset === preset);
  return same.find((button) => button.checkVisibility()) ?? same[0]
    ?? (at?.isConnected === false ? own.find(({ dataset }) => dataset.preset === undefined) : at);
}

/**
 * Notes which button opens a form.
 * @param {HTMLElement} form
 * @param {HTMLElement | undefined} button
 */
export function pressedAt(form, button) {
  if (button) pressed.set(form, button);
  else pressed.delete(form);
}

/**
 * Whether a form stands elsewhere than it would if this button opened it.
 * @param {HTMLElement} form
 * @param {HTMLElement} button
 */
export const isElsewhere = (form, button) => pressed.get(form) !== button;

/**
 * Puts a form at its button, or at what came back there; one that has none stands where it is drawn.
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
  places.set(form, { anchor, stop: hover(form, anchor, "bottom", true) });
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
