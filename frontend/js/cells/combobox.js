// The open editor of a choice or a link: an input and the list under it (ARIA combobox 1.2).
import { isMorphing } from "../shell/morph.js";
import { Choices } from "./choices.js";
import { enter, leave, neighbour } from "./editor.js";
import { addressOf, labelOf, rawOf } from "./place.js";
import { save } from "./save.js";

/** @import { Editor } from "./editor.js" */

const ATTRIBUTES = {
  role: "combobox",
  "aria-expanded": "true",
  "aria-controls": "choices",
  "aria-autocomplete": "list",
};

/**
 * Opens a cell for choosing; `typed` is what is looked for first.
 * @param {HTMLElement} cell
 * @param {{ typed?: string, focus?: boolean }} [how]
 * @returns {Editor}
 */
export function openCombobox(cell, { typed = "", focus = true } = {}) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden in the cell is no part of it
  const present = cell.innerText.trim();
  const opened = rawOf(cell);
  const input = enter(cell, "input", typed);
  for (const [name, value] of Object.entries(ATTRIBUTES)) input.setAttribute(name, value);
  input.placeholder = present;
  let isOpen = true;
  let hasMoved = false;

  /** @param {HTMLElement | null} option */
  const finish = (option) => {
    if (!isOpen) return;
    isOpen = false;
    choices.close();
    const query = input.value;
    leave(cell);
    if (option) choose(cell, option, opened, query);
  };
  const { first } = cell.dataset;
  const address = addressOf(cell) + (first ? `?first=${first}` : "");
  const choices = new Choices(address, labelOf(cell), input, finish);

  /** @param {HTMLElement} [next] */
  const take = async (next) => {
    const isAsked = input.value !== "" || hasMoved;
    await choices.now();
    finish(isAsked ? choices.active : null);
    next?.focus();
  };

  input.addEventListener("input", () => choices.later());
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      hasMoved = true;
      choices.move(step);
    } else if (event.key === "Enter") take();
    else if (event.key === "Tab") take(neighbour(cell, event.shiftKey ? -1 : 1));
    else if (event.key === "Escape") finish(null);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    if (!isMorphing() && !input.hasAttribute("aria-invalid")) finish(null);
  });
  if (focus) input.focus();
  return { input, drop: () => finish(null) };
}

/**
 * @param {HTMLElement} cell
 * @param {HTMLElement} option
 * @param {string} opened
 * @param {string} query what was typed, should it be opened again
 */
function choose(cell, option, opened, query) {
  const { value = "", create } = option.dataset;
  if (!create && value === opened) return;
  const look = option.firstElementChild?.cloneNode(true) ?? option.textContent.trim();
  const shown = create || (value ? look : "—");
  save(cell, { value, opened, ...(create ? { create } : {}) }, {
    shown,
    reopen: (at, focus) => openCombobox(at, { typed: query, focus }),
  });
}
