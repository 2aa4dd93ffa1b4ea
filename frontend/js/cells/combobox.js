// The open editor of a choice or a link: an input and the list under it (ARIA combobox 1.2). It waits for
// no list: what is typed is sent as it is, and means the first that the list would offer for it.
import { isMorphing } from "../wire/morph.js";
import { Choices } from "./choices.js";
import { enter, leave } from "./editor.js";
import { entered, neighbour } from "./entering.js";
import { addressOf, labelOf, rawOf } from "./place.js";
import { opening, save } from "./save.js";

/** @import { Editor } from "./editor.js" */
/** @import { Entry } from "./save.js" */

const ATTRIBUTES = {
  role: "combobox",
  "aria-expanded": "true",
  "aria-controls": "choices",
  "aria-autocomplete": "list",
};

/**
 * Opens a cell for choosing; `typed` is what is looked for first. Where that was refused, `left` is
 * called with it when it is left as it is.
 * @param {HTMLElement} cell
 * @param {{ typed?: string, left?: (typed: string) => void }} [how]
 * @returns {Editor}
 */
export function openCombobox(cell, { typed = "", left } = {}) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden in the cell is no part of it
  const present = cell.innerText.trim();
  const raw = cell.ariaBusy === "true" ? null : rawOf(cell);
  const opened = opening(cell);
  const { first } = cell.dataset;
  const input = enter(cell, "input", typed, () => take());
  for (const [name, value] of Object.entries(ATTRIBUTES)) input.setAttribute(name, value);
  input.placeholder = present;
  let isOpen = true;
  let hasMoved = false;

  /** @param {Pick<Entry, "shown" | "values">} [entry] */
  const finish = (entry) => {
    if (!isOpen) return;
    isOpen = false;
    choices.close();
    const query = input.value;
    leave(cell);
    if (entry) save(cell, { ...entry, typed: query, opened, reopen });
    if (entry) entered(cell);
  };
  const asTyped = (/** @type {string} */ now) => ({ typed: now, ...(first ? { first } : {}) });

  /**
   * @param {HTMLElement} option
   * @param {boolean} [isTyped] it is the first for what is typed
   */
  const choose = (option, isTyped = false) => {
    const query = input.value;
    const { value = "", create = "", way } = option.dataset;
    /** @type {Entry["values"]} */
    const values = (now) => isTyped || now !== query ? asTyped(now) : { value, create, ...(way ? { [way]: "1" } : {}) };
    if (!create && value === raw) finish();
    else finish({ shown: lookOf(option), values });
  };
  const choices = new Choices(addressOf(cell) + (first ? `?first=${first}` : ""), labelOf(cell), input, choose);

  /** What was chosen by keys, or else typed, is taken; what is empty is no wish. */
  const take = () => {
    const query = input.value;
    const option = hasMoved || choices.isFor(query) ? choices.active : null;
    if (!query.trim() && !hasMoved) finish();
    else if (option) choose(option, !hasMoved);
    else finish(query.trim() ? { shown: query, values: asTyped } : undefined);
  };

  input.addEventListener("input", () => {
    hasMoved = false;
    choices.later();
  });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const next = event.key === "Tab" && neighbour(cell, event.shiftKey ? -1 : 1);
    if (step) {
      hasMoved = true;
      choices.move(step);
    } else if (event.key === "Enter" || event.key === "Tab") {
      take();
      entered(cell);
    } else if (event.key === "Escape") finish();
    else return;
    if (next) next.focus();
    if (event.key !== "Tab" || next) event.preventDefault();
  });
  input.addEventListener("blur", () => {
    // Another window is not leaving: one may look there for what is typed here.
    if (isMorphing() || document.activeElement === input || !isOpen) return;
    if (left && input.value === typed) {
      finish();
      left(typed);
    } else take();
  });
  input.focus();
  return { input, drop: () => finish() };
}

/** @type {NonNullable<Entry["reopen"]>} */
const reopen = (cell, typed, left) => openCombobox(cell, { typed, left });

/** @param {HTMLElement} option */
function lookOf(option) {
  const { value, create } = option.dataset;
  return create || (value ? option.firstElementChild?.cloneNode(true) ?? option.textContent.trim() : "—");
}
