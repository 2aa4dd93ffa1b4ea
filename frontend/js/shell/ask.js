// Asking the server, from anywhere: what asks is busy meanwhile, and what went wrong is said.
import { t } from "../elements/words.js";
import { ask } from "./asked.js";
import { isDone, offers, sentence, unread } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { draw, read, send } from "../wire/send.js";
import { say } from "./toast.js";

/** @import { Answer } from "../wire/send.js" */

/**
 * What an address of ours draws, as HTML. Null where it could not be had, which is said unless `fail`
 * takes it; also where `signal` ended it, and while `at` is busy with the time before.
 * @param {string} url
 * @param {object} [how]
 * @param {Element | null} [how.at] what is busy meanwhile
 * @param {string} [how.words] what is said once it takes long; nothing where "" is given
 * @param {AbortSignal} [how.signal]
 * @param {(answer: Answer) => void} [how.fail]
 */
export async function load(url, { at, words = t("Loading"), signal, fail = sayUnread } = {}) {
  if (at?.getAttribute("aria-busy") === "true") return null;
  const answer = await busy(read(url, { signal }), words, { at });
  if (signal?.aborted) return null;
  if (isDone(answer)) return answer.html;
  fail(answer);
  return null;
}

/** @param {Answer} answer */
const sayUnread = (answer) => say(unread(answer));

/**
 * Writes, and draws the answer: true once that is done. Where it is refused, says why, with what would
 * be accepted instead, which `again` sends.
 * @param {string} url
 * @param {Record<string, string> | (() => Record<string, string>)} values asked for once it is their turn
 * @param {object} [how]
 * @param {Element | null} [how.at] what is busy meanwhile
 * @param {string} [how.words] what is said once it takes long
 * @param {(answer: Answer) => unknown} [how.refused] what is done before it is said
 * @param {(more: Record<string, string>) => unknown} [how.again]
 * @param {boolean} [how.isKept] why it was refused is said until that is closed
 * @param {boolean} [how.isGuarded] `values` name what was there before: trying again does no harm
 */
export async function write(url, values, how = {}) {
  const { at, words = t("Saving"), refused, isKept = false, isGuarded = false } = how;
  const { again = (more) => write(url, () => ({ ...(typeof values === "function" ? values() : values), ...more }), how) } = how;
  const sent = send(url, values, (answer) => { // the next write sees what this one has drawn
    if (isDone(answer) && answer.html) draw(answer.html);
  });
  const answer = await busy(sent, words, { at });
  if (isDone(answer)) return true;
  await refused?.(answer);
  if (ask(answer, again)) return false;
  /** @type {[words: string, more: Record<string, string>][]} */
  const ways = isGuarded && !answer.status ? [[t("Try again"), {}]] : offers(answer);
  say(sentence(answer), ways.map(([label, more]) => [label, () => again(more)]), isKept);
  return false;
}
