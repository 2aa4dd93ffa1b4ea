// What is being made, drawn where the pointer has it; the form of a new entry opens at it.
import { all, closest, make } from "../elements/element.js";

/** The attributes that say what a calendar makes. @param {Element} inside */
export const makes = (inside) => closest("[data-form]", inside)?.dataset ?? /** @type {DOMStringMap} */ ({});

/** @param {HTMLElement} room @param {string} className */
export function ghost(room, className) {
  const { form = "" } = makes(room);
  const made = make("button", { className, type: "button", tabIndex: -1, "aria-hidden": "true" });
  made.dataset.composer = form;
  room.append(made);
  return made;
}

/** Takes away those that were drawn before. */
export function clearGhosts() {
  for (const one of all(".hour-ghost, .day-ghost")) one.remove();
}

/**
 * Opens the form at a ghost, from a start to an end.
 * @param {HTMLElement} at
 * @param {string} from
 * @param {string} to
 */
export function openForm(at, from, to) {
  const { start, end } = makes(at);
  at.dataset.preset = end ? `${start}=${from}&${end}=${to}` : `${start}=${from}`;
  at.click();
}
