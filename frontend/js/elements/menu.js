// A menu at a button (ARIA menu button): built when it is opened, gone when it is left.
import { button, make } from "./element.js";
import { float } from "./float.js";

/** @import { Anchor } from "./float.js" */
/** @typedef {{ checked?: boolean, group?: boolean }} Mark whether it is in force; whether a group begins */
/** @typedef {[words: string, act: () => unknown, mark?: Mark]} Entry */

/** @type {(hasFocus?: boolean) => void} */
let close = () => {};

/**
 * Opens a menu at a button; a second time it closes.
 * @param {HTMLElement} opener
 * @param {string} label
 * @param {Entry[]} entries
 */
export function openMenu(opener, label, entries) {
  showMenu(opener, label, entries.map(entry));
}

/**
 * The same with items that are made already, which know what they do.
 * @param {HTMLElement} opener has the focus again afterwards
 * @param {string} label
 * @param {HTMLElement[]} items
 * @param {Anchor} [at] where it stands, if not at the opener
 */
export function showMenu(opener, label, items, at = opener) {
  const isOpen = opener.getAttribute("aria-expanded") === "true";
  close();
  if (isOpen) return;
  const menu = make("div", { className: "menu", role: "menu", "aria-label": label }, ...items);
  document.body.append(menu);
  const unfloat = float(menu, at);
  opener.setAttribute("aria-expanded", "true");
  const ended = new AbortController();
  close = (hasFocus = menu.contains(document.activeElement)) => {
    close = () => {};
    ended.abort();
    unfloat();
    opener.setAttribute("aria-expanded", "false");
    if (hasFocus && opener.isConnected) opener.focus();
  };
  const { signal } = ended;
  menu.addEventListener("keydown", (event) => steer(event, menu), { signal });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget instanceof Node && !menu.contains(relatedTarget)) close(false);
  }, { signal });
  document.addEventListener("pointerdown", ({ target }) => {
    const isOpener = at === opener && target instanceof Node && opener.contains(target);
    if (target instanceof Node && !menu.contains(target) && !isOpener) close(false);
  }, { capture: true, signal });
  menu.addEventListener("click", () => close(true), { capture: true, signal });
  itemsOf(menu)[0]?.focus();
}

/**
 * @param {Element} menu
 * @returns {HTMLElement[]}
 */
const itemsOf = (menu) => [...menu.querySelectorAll("[role^=menuitem]")].filter((one) => one instanceof HTMLElement);

/** @param {Entry} entry */
function entry([words, act, { checked, group } = {}]) {
  const made = button(words, group ? "menu-group" : "", act);
  made.tabIndex = -1;
  made.setAttribute("role", checked === undefined ? "menuitem" : "menuitemradio");
  if (checked !== undefined) made.setAttribute("aria-checked", String(checked));
  return made;
}

/**
 * @param {KeyboardEvent} event
 * @param {HTMLElement} menu
 */
function steer(event, menu) {
  event.stopPropagation();
  const entries = itemsOf(menu);
  const place = entries.findIndex((one) => one.matches(":focus"));
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) entries.at(to % entries.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
}
