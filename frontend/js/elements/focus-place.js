// The place of the focus: when what had it is gone, it goes to what stands there instead.
import { all, closest } from "./element.js";

/**
 * An element, and where it stands: each element around it, with the number of the child that leads to it.
 * @typedef {{ element: HTMLElement, ways: [around: Element, child: number][] }} Place
 */

const STOP = "a[href], button:not(:disabled), input:not([type=hidden], :disabled), textarea, [tabindex]:not(#main)";

const WHOLE = ["main", "peek"]; // beyond which nothing takes the place of what stood in them

/** @type {HTMLElement | null} */
let last = null; // what had the focus last, but for what is only said

document.addEventListener("focusin", ({ target }) => {
  if (target instanceof HTMLElement && !target.closest("#toast, dialog, .menu, .bubble")) last = target;
});

/**
 * The place of an element; of what is only said, that from where a person went there.
 * @param {HTMLElement | null} at
 * @returns {Place | null}
 */
export function placeOf(at) {
  const element = at?.closest("#toast") ? last : at;
  if (!element) return null;
  /** @type {Place["ways"]} */
  const ways = [];
  for (let one = /** @type {Element} */ (element); one.parentElement && !WHOLE.includes(one.id); one = one.parentElement) {
    ways.push([one.parentElement, [...one.parentElement.children].indexOf(one)]);
  }
  return { element, ways };
}

/**
 * Puts the focus to what stands at a place by now; false where nothing does.
 * @param {Place | null} place
 */
export function takePlace(place) {
  if (!place) return false;
  const found = isThere(place.element) ? place.element : place.ways.map(standsIn).find(Boolean);
  found?.focus({ preventScroll: true });
  return Boolean(found) && document.activeElement === found;
}

/**
 * @param {[around: Element, child: number]} way
 * @returns {HTMLElement | undefined}
 */
function standsIn([around, child]) {
  if (!around.isConnected || around === document.body) return undefined;
  const own = closest(".cell[tabindex]", around);
  if (own && isThere(own)) return own;
  const [before, from] = [[...around.children].slice(0, child), [...around.children].slice(child)];
  return from.flatMap(stopsIn)[0] ?? before.flatMap(stopsIn).at(-1);
}

/** @param {Element} element */
function stopsIn(element) {
  const own = element instanceof HTMLElement && element.matches(STOP) ? [element] : [];
  return [...own, ...all(STOP, element)].filter((one) => isThere(one) && !one.parentElement?.closest(".cell[tabindex]"));
}

/** @param {Element} element */
const isThere = (element) => element.isConnected && element.checkVisibility({ visibilityProperty: true });
