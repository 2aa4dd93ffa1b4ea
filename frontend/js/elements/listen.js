// Listening on the document, for elements that an answer may draw at any time.
import { all, closest } from "./element.js";

/**
 * The element that matches and in which the event happened, or null.
 * @param {Event} event
 * @param {string} selector
 */
export function around({ target }, selector) {
  return target instanceof Element ? closest(selector, target) : null;
}

/**
 * Calls `act(element, event)` for each event in an element that matches.
 * @template {keyof DocumentEventMap} Name
 * @param {Name} name
 * @param {string} selector
 * @param {(element: HTMLElement, event: DocumentEventMap[Name]) => void} act
 * @param {boolean} [capture]
 */
export function on(name, selector, act, capture = false) {
  document.addEventListener(name, (event) => {
    const found = around(event, selector);
    if (found) act(found, event);
  }, capture);
}

/**
 * Calls `act` now, and after every answer that was drawn.
 * @param {() => void} act
 */
export function onDrawn(act) {
  document.addEventListener("htmx:afterSettle", act);
  act();
}

/**
 * Calls `act` once for every element that matches, as soon as it is drawn.
 * @param {string} selector
 * @param {(element: HTMLElement) => void} act
 */
export function onEach(selector, act) {
  const known = new WeakSet();
  onDrawn(() => {
    for (const element of all(selector)) {
      if (known.has(element)) continue;
      known.add(element);
      act(element);
    }
  });
}

/**
 * Whether a key is held that gives a key another meaning; with Shift, `shiftKey` says so.
 * @param {KeyboardEvent | MouseEvent} event
 */
export function isModified({ ctrlKey, metaKey, altKey }) {
  return ctrlKey || metaKey || altKey;
}

/**
 * Whether a click follows a link as it is: no other button, no key that opens it elsewhere.
 * @param {MouseEvent} event
 */
export function isPlainClick(event) {
  return !event.button && !event.shiftKey && !isModified(event);
}
