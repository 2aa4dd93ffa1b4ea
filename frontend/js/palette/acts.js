// What the page offers: its buttons, links and menu items, which stand in what has `data-acts`. Choosing one
// presses the real one.
import { all, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { fold } from "../cells/options.js";
import { itemsOf } from "../record/menu.js";

const CONTROLS = "[data-acts] :is(button, a[href], input[role=combobox]):not(:disabled, [data-menu], [tabindex='-2'])";
const MOST = 6;

/** @typedef {[words: string, control: HTMLElement]} Act */

/** @param {HTMLElement} control */
function wordsOf(control) {
  const own = [...control.childNodes].filter((one) => !(one instanceof Element && one.matches("kbd"))).map((one) => one.textContent);
  return (control.ariaLabel ?? own.join(" ")).replace(/\s+/g, " ").trim();
}

/**
 * What can be pressed now, each once.
 * @returns {Act[]}
 */
export function acts() {
  const there = all(CONTROLS, document).filter((one) => one.checkVisibility() && !one.closest("dialog"));
  return once(there.map((one) => /** @type {Act} */ ([wordsOf(one), one])));
}

/**
 * What the menu of the record has that is open here.
 * @returns {Promise<Act[]>}
 */
export async function menuActs() {
  const opener = first("#peek [data-menu]") ?? first("#main [data-menu]");
  const items = opener ? await itemsOf(opener, opener.dataset.menu ?? "") : null;
  return once((items ?? []).map((one) => /** @type {Act} */ ([wordsOf(one), one])));
}

/** @param {Act[]} found */
function once(found) {
  /** @type {Map<string, Act>} */
  const known = new Map();
  for (const act of found) if (act[0] && !known.has(act[0])) known.set(act[0], act);
  return [...known.values()];
}

/**
 * Those of them whose words begin as what was typed, as a section of the list; null where none does.
 * @param {Act[]} offered
 * @param {string} typed
 */
export function section(offered, typed) {
  const sought = fold(typed).split(/\s+/).filter(Boolean);
  const fits = offered.filter(([words]) => {
    const own = fold(words).split(/[\s·/-]+/);
    return sought.every((one) => own.some((word) => word.startsWith(one)));
  });
  if (!fits.length) return null;
  const options = fits.slice(0, MOST).map(([words, control]) => {
    const title = make("span", { className: "palette-title", textContent: words });
    const icon = control.querySelector("svg")?.cloneNode(true);
    const option = make("a", { className: "palette-option", role: "option", tabIndex: -1 }, ...(icon ? [icon] : []), title);
    ACTS.set(option, control);
    return option;
  });
  const label = t("On this page");
  const head = make("p", { className: "palette-head", "aria-hidden": "true", textContent: label });
  return make("div", { role: "group", "aria-label": label, "data-section": "page" }, head, ...options);
}

/** @type {WeakMap<Element, HTMLElement>} */
const ACTS = new WeakMap();

/**
 * The control that an option presses.
 * @param {Element} option
 */
export const controlOf = (option) => ACTS.get(option);
