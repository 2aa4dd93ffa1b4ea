// What scripts say, in the language of the page: its words stand in #words, but for English.

import { isReversed } from "./direction.js";

/** @type {Record<string, string | Record<string, string>>} */
const KNOWN = JSON.parse(document.getElementById("words")?.textContent || "{}");
const rules = new Intl.PluralRules(document.documentElement.lang || "en");

/**
 * A sentence with `{named}` parts.
 * @param {string} text
 * @param {Record<string, string | number>} [parts]
 */
export function t(text, parts = {}) {
  const found = KNOWN[text];
  return filled(typeof found === "string" ? found : text, parts);
}

/**
 * The form of a sentence that fits a number, which it may name as `{count}`.
 * @param {string} one
 * @param {string} several
 * @param {number} count
 * @param {Record<string, string | number>} [parts]
 */
export function tn(one, several, count, parts = {}) {
  const forms = KNOWN[one];
  const form = typeof forms === "object" && forms[rules.select(count)];
  return filled(form || (count === 1 ? one : several), { count, ...parts });
}

/**
 * The parts keep their own direction: see `isolated` in core/words.py.
 * @param {string} text
 * @param {Record<string, string | number>} parts
 */
const filled = (text, parts) => text.replace(
  /\{(\w+)\}/g,
  (all, name) => isReversed() ? `\u2068${parts[name] ?? all}\u2069` : String(parts[name] ?? all),
);
