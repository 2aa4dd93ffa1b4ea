// The open editor of a text-like cell, and what all editors share.
import { DatePicker } from "../dates/picker.js";
import { written } from "../dates/written.js";
import { make, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { arrived, isMorphing } from "../wire/morph.js";
import { dismiss } from "./bubble.js";
import { CELL, endsOf, kindOf, labelOf, rawOf } from "./place.js";
import { entered, neighbour } from "./entering.js";
import { beginning, opening, save } from "./save.js";

/**
 * What is open in a cell: its field, and how to leave it without saving.
 * @typedef {{ input: HTMLInputElement | HTMLTextAreaElement, drop: () => void }} Editor
 */

const DATED = ["date", "instant"];
const DECIMAL = ["money", "number", "hours", "percent"];

/** @param {HTMLElement} cell */
const isLong = (cell) => kindOf(cell) === "note";

let endLast = () => {};

/**
 * Lays a field over what stands in the cell. There is one at a time: the one before is ended.
 * @template {"input" | "textarea"} Tag
 * @param {HTMLElement} cell
 * @param {Tag} tag
 * @param {string} value
 * @param {() => void} end what saves and leaves it
 */
export function enter(cell, tag, value, end) {
  endLast();
  endLast = end;
  const label = labelOf(cell);
  cell.dataset.raw = rawOf(cell); // while it shows something else
  const was = make("span", { className: "was" }, ...cell.childNodes);
  const input = make(tag, { className: "editor", value, autocomplete: "off", "aria-label": label });
  if (DECIMAL.includes(kindOf(cell))) input.inputMode = "decimal";
  cell.append(was, input);
  cell.classList.add("editing");
  return input;
}

/**
 * Takes the editor away; the cell shows what it showed, or what the server drew meanwhile.
 * @param {HTMLElement} cell
 */
export function leave(cell) {
  const was = the(":scope > .was", cell);
  const hadFocus = cell.contains(document.activeElement);
  the(":scope > .editor", cell).remove();
  const fresh = arrived.get(cell);
  if (fresh) cell.dataset.raw = rawOf(fresh);
  was.replaceWith(...(fresh ?? was).childNodes);
  arrived.delete(cell);
  cell.classList.remove("editing");
  dismiss(cell);
  if (hadFocus) cell.focus({ preventScroll: true });
}

/**
 * Opens a cell for typing: `typed` replaces the value. Where that was refused, `left` is called with it
 * when it is left as it is.
 * @param {HTMLElement} cell
 * @param {{ typed?: string, left?: (typed: string) => void }} [how]
 * @returns {Editor}
 */
export function openText(cell, { typed, left } = {}) {
  const isDated = DATED.includes(kindOf(cell));
  const begun = isDated ? written(beginning(cell)) : beginning(cell);
  const opened = opening(cell);
  // Typing goes on where a long text ends; elsewhere it replaces the value.
  const isKept = isLong(cell) && !left;
  const given = isKept ? begun + (typed ?? "") : typed ?? begun;
  const input = enter(cell, isLong(cell) ? "textarea" : "input", given, () => finish(true));
  let isOpen = true;
  /** @param {boolean} isSaved */
  const finish = (isSaved) => {
    if (!isOpen) return;
    isOpen = false;
    const { value } = input;
    picker?.close();
    leave(cell);
    if (!isSaved || (value === begun && !left)) return;
    save(cell, {
      typed: value,
      shown: value,
      opened,
      values: (now) => ({ value: now }),
      reopen: (at, again, away) => openText(at, { typed: again, left: away }),
    });
  };
  const picker = isDated && input instanceof HTMLInputElement ? openDates(cell, input, () => finish(true)) : null;
  /** @type {HTMLElement} */ (input).addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    if (picker?.steer(event)) {
      event.preventDefault();
      return;
    }
    const next = event.key === "Tab" && neighbour(cell, event.shiftKey ? -1 : 1);
    if (next) event.preventDefault();
    if (event.key === "Tab" || isEnter(cell, event)) {
      finish(true);
      entered(cell);
    }
    if (event.key === "Escape") finish(false);
    if (next) next.focus();
  });
  input.addEventListener("blur", () => {
    if (isMorphing() || !isOpen) return;
    if (left && input.value === typed) {
      finish(false);
      left(typed);
    } else finish(true);
  });
  input.focus();
  if (isLong(cell)) input.setSelectionRange(input.value.length, input.value.length);
  else if (typed === undefined) input.select();
  return { input, drop: () => finish(false) };
}

/**
 * The month under the editor of a date. A day that is chosen is saved; where a time stands beside it, that
 * is picked out first. From a start one goes on to an end that is empty.
 * @param {HTMLElement} cell
 * @param {HTMLInputElement} input
 * @param {() => void} end
 */
function openDates(cell, input, end) {
  const isTimed = kindOf(cell) === "instant";
  const { begins, end: other } = endsOf(cell);
  const picker = new DatePicker(input, {
    raw: rawOf(cell),
    isTimed,
    from: begins ? rawOf(begins) : "",
    until: other ? rawOf(other) : "",
    onPick() {
      if (isTimed) return;
      end();
      if (other?.matches(CELL) && !rawOf(other)) openText(other);
    },
  });
  input.addEventListener("input", ({ isTrusted }) => isTrusted && picker.typed());
  return picker;
}

/**
 * In a long text Enter begins a line; with Ctrl or ⌘ it saves.
 * @param {HTMLElement} cell
 * @param {KeyboardEvent} event
 */
function isEnter(cell, event) {
  return isLong(cell) ? pressed(event, "save") : event.key === "Enter";
}
