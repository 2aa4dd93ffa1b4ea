// What was refused of a cell: it stays there, with the sentence, until it is changed or dropped; as an
// editor while the person is in the cell, else as words. So there is one editor at a time.
import { the } from "../elements/element.js";
import { dismiss, show } from "./bubble.js";

/** @import { Way } from "../elements/element.js" */
/** @import { Entry } from "./save.js" */

/**
 * `words` is why it was refused; `ways` makes what can be done, by what takes it off the cell and gives
 * what was typed.
 * @typedef {object} Refusal
 * @property {Entry} entry
 * @property {string} words
 * @property {(end: () => string) => Way[]} ways
 */

/** @type {WeakMap<HTMLElement, () => Refusal>} */
const parked = new WeakMap(); // what takes each off its cell again

/**
 * @param {HTMLElement} cell
 * @param {Refusal} refusal
 */
export function keep(cell, refusal) {
  const at = document.activeElement;
  if (at === document.body || at === the("#main") || at === cell) open(cell, refusal);
  else park(cell, refusal);
}

/**
 * @param {HTMLElement} cell
 * @param {Refusal} refusal
 */
function open(cell, refusal) {
  const { entry, words, ways } = refusal;
  const { typed = "", reopen } = entry;
  if (!reopen) {
    cell.focus();
    show(cell, undefined, words, ways(() => typed));
    return;
  }
  const left = (/** @type {string} */ now) => park(cell, { ...refusal, entry: { ...entry, typed: now } });
  const editor = reopen(cell, typed, left);
  const end = () => {
    const { value } = editor.input;
    editor.drop();
    return value;
  };
  const offered = ways(end);
  show(cell, editor.input, words, offered);
  // What is typed next is another value.
  if (!offered.length) editor.input.addEventListener("input", () => dismiss(cell), { once: true });
}

/**
 * @param {HTMLElement} cell
 * @param {Refusal} refusal
 */
function park(cell, refusal) {
  const { entry: { typed = "", reopen }, words, ways } = refusal;
  const before = [...cell.childNodes];
  if (reopen) {
    cell.classList.add("refused");
    cell.replaceChildren(typed);
  }
  const end = () => {
    parked.delete(cell);
    cell.classList.remove("refused");
    cell.replaceChildren(...before);
    dismiss(cell);
    return refusal;
  };
  parked.set(cell, end);
  show(cell, undefined, words, ways(() => {
    end();
    return typed;
  }));
}

/**
 * Opens again what was refused in a cell: true where there was something.
 * @param {HTMLElement} cell
 */
export function resume(cell) {
  const refusal = parked.get(cell)?.();
  if (refusal) open(cell, refusal);
  return Boolean(refusal);
}

/**
 * What was refused in a cell is given up.
 * @param {HTMLElement} cell
 */
export function giveUp(cell) {
  parked.get(cell)?.();
}
