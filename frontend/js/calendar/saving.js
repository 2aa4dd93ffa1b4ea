// Saving where an entry was put: its start with its length, or one of its ends.
import { headed, saveMove } from "../cells/move.js";
import { the } from "../elements/element.js";
import { DAY, HALF_HOUR, later } from "./dates.js";

/**
 * The id of the first link of an entry, which lies on each of its days.
 * @param {HTMLElement} entry
 */
const head = (entry) => the("a", entry).id.replace(/^(entry-[0-9a-f-]{36}).*/, "$1");

/**
 * Moves an entry by as many days as lie between two; the time of day and its length stay.
 * @param {HTMLElement} entry
 * @param {string} from
 * @param {string} to
 * @param {() => void} [back]
 */
export function move(entry, from, to, back) {
  moveBy(entry, Date.parse(to) - Date.parse(from), back);
}

/**
 * Moves an entry by so much time; its length stays.
 * @param {HTMLElement} entry
 * @param {number} step
 * @param {() => void} [back]
 */
export function moveBy(entry, step, back) {
  saveMove(entry, later(headed(entry), step), head(entry), { keep_length: "1" }, back);
}

/**
 * Puts the start or the end of an entry on another day, or at another time.
 * @param {HTMLElement} entry
 * @param {string | undefined} side
 * @param {string} value
 */
export function stretch(entry, side, value) {
  const { cell, raw, end = "", endRaw } = entry.dataset;
  const dataset = side === "end" ? { cell: end, raw: endRaw } : { cell, raw };
  saveMove({ dataset }, value, head(entry));
}

/**
 * Puts the start or the end of an entry on another day; the time of day stays.
 * @param {HTMLElement} entry
 * @param {string | undefined} side
 * @param {string} day
 */
export function stretchToDay(entry, side, day) {
  const { raw = "", endRaw } = entry.dataset;
  const time = (side === "end" ? endRaw || raw : raw).split(" ")[1];
  stretch(entry, side, time ? `${day} ${time}` : day);
}

/**
 * A step of the end by keys: days, or half hours where there is a time.
 * @param {HTMLElement} entry
 * @param {number} days
 */
export function stretchByStep(entry, days) {
  const { raw = "" } = entry.dataset;
  stretchBy(entry, raw.includes(" ") ? Math.sign(days) * HALF_HOUR : days * DAY);
}

/**
 * Puts the end of an entry so much later, where it has one.
 * @param {HTMLElement} entry
 * @param {number} step
 */
export function stretchBy(entry, step) {
  const { raw = "", end, endRaw } = entry.dataset;
  const dataset = { cell: end, raw: endRaw || raw };
  if (end) stretch(entry, "end", later(headed({ dataset }), step));
}
