// The list of a field that knows its options itself: nothing is asked of the server.
import { make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { Choices } from "./choices.js";

/** @typedef {[value: string, label: string, colour?: string]} Option */

/**
 * A text without case and accents.
 * @param {string} text
 */
export const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().trim();

/**
 * Sorts by where a text stands: at the beginning, at that of a word, elsewhere.
 * @param {string} sought
 * @returns {(one: Option, other: Option) => number}
 */
function by(sought) {
  const rank = (/** @type {Option} */ [, label]) => {
    const place = fold(label).indexOf(sought);
    return place > 0 && /\p{L}/u.test(fold(label)[place - 1]) ? 2 : Math.min(place, 1);
  };
  return (one, other) => rank(one) - rank(other);
}

/**
 * The options of a field.
 * @param {HTMLInputElement} input
 * @returns {Option[]}
 */
export const optionsOf = ({ dataset }) => JSON.parse(dataset.options ?? "[]");

/** Begins with all options; once one types, with those that fit. where it says `data-creates`, also with what would be made. */
export class Options extends Choices {
  isTyped = false;

  later() {
    this.isTyped = true;
    this.loaded = this.load();
  }

  async load() {
    const { key = "", creates, effects = "{}" } = this.input.dataset;
    /** @type {Record<string, string>} */
    const said = JSON.parse(effects);
    const typed = this.isTyped ? this.input.value : "";
    const sought = fold(typed);
    const known = optionsOf(this.input);
    const fitting = known.filter(([, label]) => fold(label).includes(sought));
    const list = make("div", { role: "listbox" }, ...fitting.sort(by(sought)).map(([value, label, colour]) => {
      const words = colour ? make("span", { className: `tag tag-${colour}`, textContent: label }) : label;
      const option = make("div", { role: "option" }, words);
      option.dataset.value = value;
      if (said[value]) option.dataset.effect = said[value];
      option.setAttribute("aria-selected", String(value === key));
      return option;
    }));
    if (creates !== undefined && sought && !known.some(([, label]) => fold(label) === sought)) {
      const option = make("div", { role: "option", textContent: t("+ New: “{name}”", { name: typed.trim() }) });
      option.dataset.create = typed.trim();
      list.append(option);
    }
    if (!list.children.length) list.append(make("p", { className: "mut", textContent: t("Nothing fits.") }));
    this.fill(list.outerHTML, typed);
  }
}
