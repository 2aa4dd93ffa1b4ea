// A menu at a button (ARIA menu button): built when it is opened, gone when it is left.
import { float } from "./float.js";

let close = () => {};

/** Opens `[[words, act, {checked, group}], …]` at a button; a second time it closes. */
export function openMenu(button, label, entries) {
  const isOpen = button.getAttribute("aria-expanded") === "true";
  close();
  if (isOpen) return;
  const menu = document.createElement("div");
  menu.className = "menu";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", label);
  menu.append(...entries.map(entry));
  document.body.append(menu);
  const unfloat = float(menu, button);
  button.setAttribute("aria-expanded", "true");
  const ended = new AbortController();
  close = (hasFocus = menu.contains(document.activeElement)) => {
    close = () => {};
    ended.abort();
    unfloat();
    button.setAttribute("aria-expanded", "false");
    if (hasFocus && button.isConnected) button.focus();
  };
  const { signal } = ended;
  menu.addEventListener("keydown", (event) => steer(event, menu), { signal });
  menu.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && !menu.contains(relatedTarget)) close(false);
  }, { signal });
  document.addEventListener("pointerdown", ({ target }) => {
    if (!menu.contains(target) && !button.contains(target)) close(false);
  }, { capture: true, signal });
  menu.firstElementChild?.focus();
}

function entry([words, act, { checked, group } = {}]) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", textContent: words, tabIndex: -1 });
  made.setAttribute("role", checked === undefined ? "menuitem" : "menuitemradio");
  if (checked !== undefined) made.setAttribute("aria-checked", String(checked));
  if (group) made.className = "menu-group";
  made.addEventListener("click", () => {
    close(true);
    act();
  });
  return made;
}

function steer(event, menu) {
  event.stopPropagation();
  const entries = [...menu.children];
  const place = entries.indexOf(document.activeElement);
  const steps = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: -1 };
  if (event.key in steps) entries.at(steps[event.key] % entries.length).focus();
  else if (event.key === "Escape") close(true);
  else if (event.key !== "Tab") return;
  if (event.key === "Tab") close(true);
  event.preventDefault();
}
