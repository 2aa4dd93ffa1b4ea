// Saving what was put somewhere else, on a board or in a calendar.
import { all } from "../elements/element.js";
import { write } from "../shell/ask.js";
import { refresh } from "../wire/send.js";
import { hold, isHeld } from "./under-way.js";

/** @typedef {{ dataset: { cell?: string, raw?: string } }} Moved */

/** @type {Map<string, { value: string, count: number }>} */
const heading = new Map(); // by its cell, what was moved last to, and how many moves are not answered

/**
 * The value to which something is on its way, else what it holds: from there the next move goes on.
 * @param {Moved} moved
 */
export const headed = ({ dataset: { cell = "", raw = "" } }) => heading.get(cell)?.value ?? raw;

/**
 * Saves a value into the cell of what was moved, and focuses the element `id` afterwards; a refusal is
 * said, what was moved is put `back`, and the page drawn as it is.
 * @param {Moved} moved
 * @param {string} value
 * @param {string} id
 * @param {Record<string, string>} [more] what is sent along
 * @param {() => void} [back]
 */
export async function saveMove(moved, value, id, more = {}, back = () => {}) {
  const { cell = "", raw = "" } = moved.dataset;
  const isLater = isHeld(cell);
  const end = [hold(cell), head(cell, value)];
  const values = () => ({ value, opened: (isLater ? drawnRaw(cell) : null) ?? raw, ...more });
  const isDone = await write(cell, values, {
    isGuarded: true,
    refused(answer) {
      for (const act of end.splice(0)) act();
      back();
      if (answer.status) refresh();
    },
    again: (given) => saveMove(moved, value, id, { ...more, ...given }, back),
  });
  for (const act of end) act();
  if (isDone) document.getElementById(id)?.focus({ preventScroll: true });
}

/**
 * Something is on its way to a value; gives what ends it.
 * @param {string} cell
 * @param {string} value
 */
function head(cell, value) {
  const own = heading.get(cell) ?? { value, count: 0 };
  heading.set(cell, Object.assign(own, { value, count: own.count + 1 }));
  return () => {
    own.count -= 1;
    if (!own.count) heading.delete(cell);
  };
}

/**
 * What the page says by now that a cell holds, or the cell of an end; null where it shows it no more.
 * @param {string} cell
 */
function drawnRaw(cell) {
  for (const { dataset } of all("[data-cell], [data-end]")) {
    if (dataset.cell === cell) return dataset.raw ?? "";
    if (dataset.end === cell) return dataset.endRaw ?? "";
  }
  return null;
}
