// What the foot of a column says: its part of the column's menu.
import { t } from "../elements/words.js";
import { addressWith, navigate } from "../shell/navigate.js";
import { heads } from "./list.js";

/** @import { Entry } from "../elements/menu.js" */

/** @type {Record<string, string>} */
const WORDS = {
  sum: t("Sum"),
  average: t("Average"),
  least: t("Least"),
  most: t("Most"),
  filled: t("Filled"),
  empty: t("Empty"),
};
const OF_DATES = { least: t("Earliest"), most: t("Latest") };

/**
 * What could be calculated of a column, as entries of its menu.
 * @param {HTMLElement} head
 * @param {Element} list
 * @returns {Entry[]}
 */
export function calculations(head, list) {
  const { field, kind, calc } = head.dataset;
  const found = calc ? calc.split(" ") : [];
  const now = calculated(list);
  /** @param {string} fn */
  const set = (fn) => () => {
    const rest = Object.entries({ ...now, [field]: fn }).filter(([, value]) => value);
    const asked = rest.map((pair) => pair.join("."));
    navigate(addressWith({ calc: asked.join(",") || "none" }), { replace: true });
  };
  const words = kind === "date" || kind === "instant" ? { ...WORDS, ...OF_DATES } : WORDS;
  /** @type {Entry[]} */
  const entries = found.map((fn, at) => [words[fn], set(fn), { checked: now[field] === fn, group: !at }]);
  return now[field] ? [...entries, [t("Calculate nothing"), set("")]] : entries;
}

/**
 * What the feet of the columns say now, by field.
 * @param {Element} list
 * @returns {Record<string, string | undefined>}
 */
function calculated(list) {
  const told = heads(list).filter((head) => head.dataset.calculates);
  return Object.fromEntries(told.map(({ dataset }) => [dataset.field, dataset.calculates]));
}
