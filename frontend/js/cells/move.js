// Saving what was put somewhere else, on a board or in a calendar.
import { isDone, offers, sentence } from "../shell/answer.js";
import { draw, refresh, send } from "../shell/send.js";
import { say } from "../shell/toast.js";

/**
 * Saves `value` into the cell of what was moved, and focuses the element `id` afterwards; a refusal
 * is said, what was moved is put `back`, and the page drawn as it is.
 */
export async function saveMove(moved, value, id, more = {}, back = () => {}) {
  const answer = await send(moved.dataset.cell, { value, opened: moved.dataset.raw, ...more });
  if (isDone(answer)) {
    draw(answer.html);
    document.getElementById(id)?.focus({ preventScroll: true });
    return;
  }
  back();
  const again = (values) => () => saveMove(moved, value, id, { ...more, ...values });
  const ways = answer.status ? offers(answer) : [["Try again", {}]];
  say(sentence(answer), ways.map(([words, values]) => [words, again(values)]));
  if (answer.status) await refresh();
}
