// A menu at a button (ARIA menu button): built when it is opened, gone when it is left.
import { button, make } from "./element.js";
import { float } from "./float.js";

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
  const isOpen = opener.getAttribute("aria-expanded") === "true";
  close();
  if (isOpen) return;
  const menu = make("div", { className: "menu", role: "menu", "aria-label": label }, ...entries.map(entry));
  document.body.append(menu);
  const unfloat = float(menu, opener);
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
    if (target instanceof Node && !menu.contains(target) && !opener.contains(target)) close(false);
  }, { capture: true, signal });
  menu.querySelector("button")?.focus();
}

/** @param {Entry} entry */
function entry([words, act, { checked, group } = {}]) {
  const made = button(words, group ? "menu-group" : "", () => {
    close(true);
    act();
  });
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
  const entries = [...menu.querySelectorAll("button")];
  const place = entries.findIndex((one) => one.matches(":focus"));
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 }[event.key];
  if (to !== undefined) entries.at(to % entries.length)?.focus();
  else if (event.key === "Escape" || event.key === "Tab") close(true);
  else return;
  event.preventDefault();
}
