// The pop-up list of a combobox: fetched as HTML, one option active.
import { all, first, make, the } from "../elements/element.js";
import { float } from "../elements/float.js";
import { around } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { unread } from "../wire/answer.js";
import { load } from "../shell/ask.js";

/** @import { Answer } from "../wire/send.js" */

const PAUSE = 120;

/** @type {Choices | null} */
let shown = null;

/** The list at an input, of what an address offers for what is typed in it. There is one at a time. */
export class Choices {
  /** @type {HTMLElement | null} */ active = null;
  /** @type {HTMLElement[]} */ options = [];
  /** @type {HTMLElement | null} */ #effect = null;
  /** @type {AbortController | null} */ #request = null;
  #usualEffect = "";
  #timer = 0;
  /** @type {HTMLElement | null} */ #note = null;
  /** @type {string | null} */ #filled = null; // what was typed when the list was made

  /**
   * @param {string} address
   * @param {string} label
   * @param {HTMLInputElement} input
   * @param {(option: HTMLElement) => void} onChoose called when an option is pressed
   * @param {() => string[][]} [given] what the address is asked with besides
   */
  constructor(address, label, input, onChoose, given = () => []) {
    this.given = given;
    this.address = address;
    this.label = label;
    this.input = input;
    shown?.hide();
    shown = this;
    this.pop = make("div", { className: "pop", id: "pop" });
    (input.closest(".panel-pop, dialog") ?? the("#main")).append(this.pop);
    this.unfloat = float(this.pop, input);
    // The focus stays in the input while the list is pressed.
    this.pop.addEventListener("mousedown", (event) => event.preventDefault());
    this.pop.addEventListener("click", (event) => {
      const option = around(event, "[role=option]");
      if (option) onChoose(option);
    });
    this.pop.addEventListener("mousemove", (event) => {
      const option = around(event, "[role=option]");
      if (option && option !== this.active) this.activate(option);
    });
    this.loaded = this.load();
  }

  /**
   * Keeps a sentence above the options.
   * @param {HTMLElement | null} note
   */
  say(note) {
    this.#note?.remove();
    this.#note = note;
    if (note) this.pop.prepend(note);
  }

  /** Takes the list away; what it still waits for is asked no more. */
  close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.hide();
  }

  /** Takes the list out of sight; what it waits for still comes. */
  hide() {
    this.unfloat();
    if (shown === this) shown = null;
  }

  /**
   * Whether the list is there, and is that for a text.
   * @param {string} typed
   */
  isFor(typed) {
    return this.#filled === typed;
  }

  /** Loads for what is typed, once the typing pauses. */
  later() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(), PAUSE);
  }

  /** Settles when the list belongs to what is typed. */
  now() {
    if (this.#timer) {
      clearTimeout(this.#timer);
      this.#timer = 0;
      this.loaded = this.load();
    }
    return this.loaded;
  }

  async load() {
    this.#request?.abort();
    this.#request = new AbortController();
    const { signal } = this.#request;
    const typed = this.input.value;
    const sign = this.address.includes("?") ? "&" : "?";
    const address = `${this.address}${sign}${new URLSearchParams([...this.given(), ["q", typed]])}`;
    const fail = (/** @type {Answer} */ answer) => this.fail(answer);
    const html = await load(address, { words: "", signal, fail });
    if (html !== null) this.fill(html, typed);
  }

  /** @param {Answer} answer */
  fail(answer) {
    const textContent = answer.status === 401 ? unread(answer)
      : t("The choices could not be loaded. Type to try again.");
    this.pop.replaceChildren(make("p", { className: "problem", textContent }));
    this.say(this.#note);
    this.activate(null);
  }

  /**
   * @param {string} html
   * @param {string} typed what it is the list for
   */
  fill(html, typed) {
    this.pop.innerHTML = html;
    this.#filled = typed;
    this.say(this.#note);
    const list = the("[role=listbox]", this.pop);
    list.id = "choices";
    list.setAttribute("aria-label", this.label);
    this.options = all("[role=option]", list);
    for (const [place, option] of this.options.entries()) option.id = `choice-${place}`;
    this.#effect = first(".effect", this.pop) ?? make("p", { className: "effect" });
    this.#effect.setAttribute("aria-live", "polite");
    this.pop.append(this.#effect);
    this.#usualEffect = this.#effect.innerHTML;
    const current = this.options.find((option) => option.ariaSelected === "true");
    this.activate(typed ? this.options[0] : current);
  }

  /**
   * Moves the active option, round the ends.
   * @param {number} step
   */
  move(step) {
    const { length } = this.options;
    if (!length) return;
    const place = this.active ? this.options.indexOf(this.active) + step : (step - 1) / 2;
    this.activate(this.options[(place + length) % length]);
  }

  /** @param {HTMLElement | null | undefined} option */
  activate(option) {
    this.active?.classList.remove("active");
    this.active = option ?? null;
    this.active?.classList.add("active");
    this.active?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.active?.id ?? "");
    if (!this.#effect) return;
    if (option?.dataset.effect) this.#effect.textContent = option.dataset.effect;
    else this.#effect.innerHTML = this.#usualEffect;
  }
}

/**
 * The list that is open at an input, or null.
 * @param {HTMLElement | undefined} input
 */
export const listAt = (input) => (shown && shown.input === input ? shown : null);
