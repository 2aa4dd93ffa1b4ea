// Saving one cell: what it shows meanwhile, and what comes back.
import { first, focused } from "../elements/element.js";
import { t } from "../elements/words.js";
import { ask, asks } from "../shell/asked.js";
import { isDone, offers, sentence, unread } from "../wire/answer.js";
import { busy, engage } from "../wire/busy.js";
import { answered, arrived } from "../wire/morph.js";
import { draw, refresh, send } from "../wire/send.js";
import { say } from "../shell/toast.js";
import { addressOf, rawOf } from "./place.js";
import { giveUp, keep } from "./refusal.js";
import { hold, isHeld } from "./under-way.js";

/** @import { Answer } from "../wire/send.js" */
/** @import { Way } from "../elements/element.js" */
/** @import { Editor } from "./editor.js" */
/** @typedef {Record<string, string>} Values */

/**
 * `typed` is what a person typed for the cell, `opened` tells what it held before, `values` makes what is
 * sent of both, `shown` is what it shows meanwhile; `reopen` opens it again, with what is typed by then.
 * @typedef {object} Entry
 * @property {string} [typed]
 * @property {() => string} opened
 * @property {(typed: string, opened: string) => Values} values
 * @property {string | Node} [shown]
 * @property {(cell: HTMLElement, typed: string, left: (typed: string) => void) => Editor} [reopen]
 */

/** @type {(cell: HTMLElement) => Values | null} */
let rowsOf = () => null;

/**
 * Who knows for which rows a cell stands beside its own says it here: what to send along, or null.
 * @param {(cell: HTMLElement) => Values | null} tell
 */
export function onManyRows(tell) {
  rowsOf = tell;
}

/**
 * The saves of a cell that are under way: what it showed before them, what the last one holds, how many.
 * @typedef {{ before: ChildNode[], typed: string | undefined, count: number }} Saves
 */

/** @type {WeakMap<HTMLElement, Saves>} */
const saves = new WeakMap();

/**
 * What an editor of the cell begins with.
 * @param {HTMLElement} cell
 */
export const beginning = (cell) => saves.get(cell)?.typed ?? rawOf(cell);

/**
 * What tells the server what the cell held when it was opened; while its record is being saved, what
 * that leaves in it.
 * @param {HTMLElement} cell
 */
export function opening(cell) {
  const raw = rawOf(cell);
  return isHeld(addressOf(cell)) ? () => rawOf(arrived.get(cell) ?? cell) : () => raw;
}

/**
 * Saves what was entered into a cell, after what is being saved. It shows that until the answer draws it;
 * what is refused stays there, with the sentence beside it.
 * @param {HTMLElement} cell
 * @param {Entry} entry
 */
export function save(cell, entry) {
  const { typed, opened, values, shown } = entry;
  const many = rowsOf(cell);
  const own = saves.get(cell) ?? { before: [...cell.childNodes], typed, count: 0 };
  saves.set(cell, Object.assign(own, { typed, count: own.count + 1 }));
  cell.dataset.raw = rawOf(cell); // while it shows something else
  if (shown !== undefined) cell.replaceChildren(shown);
  const [release, end] = [engage(cell), hold(addressOf(cell))];
  const asked = () => {
    const before = opened();
    return { opened: before, ...values(typed ?? "", before), ...many };
  };
  const sent = send(addressOf(cell), asked, (answer) => {
    release();
    end();
    own.count -= 1;
    if (!own.count) saves.delete(cell);
    const isDrawn = isDone(answer) && answer.html !== "";
    if (many || !isDrawn) restore(cell, own);
    if (isDrawn) answered(cell, () => draw(answer.html));
    else if (!isDone(answer)) refused(cell, entry, answer);
  });
  return busy(sent, t("Saving"));
}

/**
 * What a cell showed before its saves, or what the server drew meanwhile, is there again.
 * @param {HTMLElement} cell
 * @param {Saves} saved
 */
function restore(cell, { before, count }) {
  if (count) return;
  const fresh = arrived.get(cell);
  (first(":scope > .was", cell) ?? cell).replaceChildren(...(fresh ? fresh.cloneNode(true) : { childNodes: before }).childNodes);
}

/**
 * @param {HTMLElement} cell
 * @param {Entry} entry
 * @param {Answer} answer
 */
function refused(cell, entry, answer) {
  const isOvertaken = saves.has(cell) || cell.matches(".editing");
  if (isOvertaken || !cell.isConnected) {
    say(sentence(answer));
    return;
  }
  let resend = (/** @type {Values} */ _more) => {};
  let drop = () => {};
  keep(cell, {
    entry,
    words: sentence(answer),
    ways(end) {
      drop = end;
      resend = (more) => {
        const typed = end();
        giveUp(cell);
        const shown = typed === entry.typed ? entry.shown : typed;
        const values = (/** @type {[string, string]} */ ...given) => ({ ...entry.values(...given), ...more });
        save(cell, { ...entry, typed, shown, values });
      };
      return ways(answer, resend, () => {
        end();
        if (!focused()) cell.focus({ preventScroll: true });
      });
    },
  });
  const leave = () => {
    drop();
    giveUp(cell);
    cell.focus({ preventScroll: true });
  };
  if (cell.contains(document.activeElement)) ask(answer, resend, leave); // else one types elsewhere by now
}

/**
 * @param {Answer} answer
 * @param {(more: Values) => void} resend
 * @param {() => void} drop
 * @returns {Way[]}
 */
function ways(answer, resend, drop) {
  const { status } = answer;
  if (status === 409 && !offers(answer).length) {
    const takeTheirs = async () => {
      drop();
      const found = await refresh();
      if (!isDone(found)) say(unread(found));
    };
    return [[t("Keep mine"), () => resend({ force: "1" })], [t("Take theirs"), takeTheirs]];
  }
  if (status === 0 || status === 401 || status >= 500) return [[t("Try again"), () => resend({}), status === 0]];
  if (asks(answer)) return [[t("Enter it"), () => ask(answer, resend)]];
  return offers(answer).map(([words, more]) => [words, () => resend(more)]);
}
