// Saving what was put somewhere else, on a board or in a calendar.
import { write } from "../shell/ask.js";
import { refresh } from "../wire/send.js";

/**
 * Saves a value into the cell of what was moved, and focuses the element `id` afterwards; a refusal is
 * said, what was moved is put `back`, and the page drawn as it is.
 * @param {{ dataset: { cell: string, raw?: string } }} moved
 * @param {string} value
 * @param {string} id
 * @param {Record<string, string>} [more] what is sent along
 * @param {() => void} [back]
 */
export async function saveMove(moved, value, id, more = {}, back = () => {}) {
  const { cell, raw = "" } = moved.dataset;
  const isDone = await write(cell, { value, opened: raw, ...more }, {
    isGuarded: true,
    refused(answer) {
      back();
      if (answer.status) refresh();
    },
    again: (values) => saveMove(moved, value, id, { ...more, ...values }, back),
  });
  if (isDone) document.getElementById(id)?.focus({ preventScroll: true });
}
