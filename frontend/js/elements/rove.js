// Several elements that are one stop of the Tab key (roving tabindex).
import { all } from "./element.js";

/** @type {WeakMap<HTMLElement, HTMLElement>} */
const last = new WeakMap();

/**
 * The Tab key stops in a group at this one.
 * @param {HTMLElement} group
 * @param {HTMLElement} stop
 */
export function stopAt(group, stop) {
  const before = last.get(group);
  if (before && before !== stop) before.tabIndex = -1;
  stop.tabIndex = 0;
  last.set(group, stop);
}

/**
 * Of all that match, the Tab key stops at one: where it did, else at the usual one.
 * @param {HTMLElement} group
 * @param {string} selector
 * @param {HTMLElement | null} usual
 */
export function rove(group, selector, usual) {
  const before = last.get(group);
  const stop = before && group.contains(before) && before.matches(selector) ? before : usual;
  for (const one of all(`:is(${selector}):not([tabindex="-1"])`, group)) {
    if (one !== stop) one.tabIndex = -1;
  }
  if (stop) stopAt(group, stop);
}
