// The open editor of a choice or a link: an input and the list under it (ARIA combobox 1.2).
import { Choices } from "./choices.js";
import { enter, leave, neighbour } from "./editor.js";
import { isMorphing } from "../shell/morph.js";
import { save } from "./save.js";

const ATTRIBUTES = {
  role: "combobox",
  "aria-expanded": "true",
  "aria-controls": "choices",
  "aria-autocomplete": "list",
};

/** Opens a cell for choosing; `typed` is what is looked for first. */
export function openCombobox(cell, { typed = "", focus = true } = {}) {
  // biome-ignore lint/performance/useDomNodeTextContent: what is hidden in the cell is no part of it
  const present = cell.innerText.trim();
  const opened = cell.dataset.raw ?? "";
  const input = enter(cell, typed);
  for (const [name, value] of Object.entries(ATTRIBUTES)) input.setAttribute(name, value);
  input.placeholder = present;
  let isOpen = true;

  const finish = (option) => {
    if (!isOpen) return;
    isOpen = false;
    choices.close();
    const query = input.value;
    leave(cell);
    if (option) choose(cell, option, { opened, query });
  };
  const { cell: own, label, first } = cell.dataset;
  const choices = new Choices({ address: first ? `${own}?first=${first}` : own, label }, input, finish);

  const take = async (next) => {
    const isAsked = input.value !== "" || choices.hasMoved;
    await choices.now();
    finish(isAsked ? choices.active : null);
    next?.focus();
  };

  input.addEventListener("input", () => choices.later());
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      choices.hasMoved = true;
      choices.move(steps[event.key]);
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
  return { input, typed: () => ({}), drop: () => finish(null) };
}

function choose(cell, option, { opened, query }) {
  const { value, create } = option.dataset;
  if (!create && value === opened) return;
  const look = option.firstElementChild?.cloneNode(true) ?? option.textContent.trim();
  const shown = create || (value ? look : "—");
  const reopen = (at, focus) => openCombobox(at, { typed: query, focus });
  save(cell, { value, opened, ...(create ? { create } : {}) }, { shown, reopen });
}
