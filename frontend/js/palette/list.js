// The list of the box: what the server answers and what the page offers, one option active. It stays as it is
// while the pointer is at it: what is pressed is what was seen.
import { all, first, make, the } from "../elements/element.js";
import { around } from "../elements/listen.js";
import { t, tn } from "../elements/words.js";

/** @typedef {(option: HTMLElement, elsewhere: boolean) => void} Choose */

export class List {
  /** @type {HTMLElement | null} */ active = null;
  /** @type {HTMLElement[]} */ options = [];
  /** @type {(() => void) | null} */ #held = null; // what is drawn once the pointer has left
  #isPointed = false;
  #at = "";

  /**
   * @param {HTMLElement} box
   * @param {HTMLInputElement} input
   * @param {Choose} choose called when an option is pressed
   */
  constructor(box, input, choose) {
    this.input = input;
    this.list = the("#palette-list", box);
    this.state = the(".palette-state", box);
    const frame = the(".palette-list", box);
    frame.addEventListener("mousedown", (event) => event.preventDefault()); // the focus stays in the field
    frame.addEventListener("click", (event) => {
      const option = around(event, "[role=option]");
      if (!option || event.shiftKey) return;
      event.preventDefault();
      choose(option, event.ctrlKey || event.metaKey);
    });
    frame.addEventListener("pointermove", (event) => this.#point(event));
    frame.addEventListener("pointerleave", () => {
      this.#isPointed = false;
      this.settle();
    });
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const at = `${event.clientX} ${event.clientY}`;
    if (at === this.#at || event.pointerType === "touch") return; // what moves is the list
    const isFirst = !this.#at;
    this.#at = at;
    if (isFirst) return;
    this.#isPointed = true;
    const option = around(event, "[role=option]");
    if (option && option !== this.active) this.activate(option);
  }

  /** Something was typed: the next answer is drawn. */
  typed() {
    this.#isPointed = false;
  }

  /** What was held back is drawn. */
  settle() {
    const held = this.#held;
    this.#held = null;
    held?.();
  }

  /**
   * @param {string} html what the server answers
   * @param {(list: HTMLElement, fresh: HTMLElement) => void} add puts in what the page offers
   * @param {() => void} drawn called once it is drawn
   */
  show(html, add, drawn) {
    this.#held = null;
    const draw = () => {
      this.#draw(html, add);
      drawn();
    };
    if (this.#isPointed) this.#held = draw;
    else draw();
  }

  /**
   * @param {string} html
   * @param {(list: HTMLElement, fresh: HTMLElement) => void} add
   */
  #draw(html, add) {
    const fresh = make("div", { innerHTML: html });
    this.list.replaceChildren(...(first("[role=listbox]", fresh)?.children ?? []));
    add(this.list, fresh);
    this.options = all("[role=option]", this.list);
    for (const [place, option] of this.options.entries()) option.id = `palette-${place}`;
    const count = this.options.length;
    if (!count) this.list.append(make("p", { className: "mut palette-none", textContent: t("Nothing fits.") }));
    this.state.textContent = "";
    this.state.append(make("span", { className: "sr-only", textContent: tn("{count} fits", "{count} fit", count) }));
    this.activate(this.options[0] ?? null);
    this.list.parentElement?.scrollTo(0, 0);
  }

  /**
   * Says why there is no list, with a way on.
   * @param {string} words
   * @param {() => void} again
   * @param {boolean} isUnheard whether nothing came at all
   */
  fail(words, again, isUnheard) {
    this.#held = null;
    const way = make("a", { className: "palette-option", role: "option", tabIndex: -1, id: "palette-0", textContent: t("Try again") });
    way.dataset.again = "";
    if (isUnheard) way.dataset.unheard = ""; // it is asked by itself when the server is back
    this.again = again;
    const said = make("p", { className: "problem", textContent: words });
    this.list.replaceChildren(said, way);
    this.options = [way];
    this.state.textContent = "";
    this.activate(way);
  }

  /**
   * Moves the active option, round the ends.
   * @param {number} step
   */
  move(step) {
    this.settle();
    const { length } = this.options;
    if (!length) return;
    const place = this.active ? this.options.indexOf(this.active) : -1;
    this.activate(this.options[(place + step + length) % length]);
    this.active?.scrollIntoView({ block: "nearest" });
    if (this.active === this.options[0]) this.list.parentElement?.scrollTo(0, 0);
  }

  /** @param {HTMLElement | null} option */
  activate(option) {
    this.active?.setAttribute("aria-selected", "false");
    this.active = option;
    option?.setAttribute("aria-selected", "true");
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
  }
}
