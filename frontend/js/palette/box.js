// The box itself: a dialog with a field (ARIA combobox 1.2) that asks the server as one types.
import { first, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";
import { isDone, unread } from "../wire/answer.js";
import { draw, read, send } from "../wire/send.js";
import { Adding } from "./adding.js";
import { acts, controlOf, menuActs, section } from "./acts.js";
import { List } from "./list.js";
import { recent } from "./recent.js";

const PAUSE = 60; // between the last key and the question
const LATE = 500; // from here on it is said that the answer takes long
const ADDRESS = "/palette/";

/**
 * Begins in the box, which is there already.
 * @param {HTMLDialogElement} dialog
 */
export const openBox = (dialog) => new Box(dialog).begin();

class Box {
  /** @type {import("./acts.js").Act[]} */ #acts = [];
  /** @type {AbortController | null} */ #request = null;
  #asked = 0; // the number of the newest question
  #shownFor = ""; // what was typed when the list was made
  #timer = 0;
  #loaded = Promise.resolve();
  #isAdding = false;
  /** @type {HTMLElement | null} */ #forms = null; // as the server has drawn them

  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    this.dialog = dialog;
    this.input = the("#palette-input", dialog, HTMLInputElement);
    this.list = new List(dialog, this.input, (option, elsewhere) => this.#choose(option, elsewhere));
    this.adding = new Adding(the("#palette-forms", dialog), first("[data-enters]", dialog, HTMLButtonElement), () => this.#now(), () => this.#take(false));
    this.input.addEventListener("input", () => {
      this.list.typed();
      this.adding.typed();
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#now(), PAUSE);
    });
    dialog.addEventListener("keydown", (event) => this.#press(event));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || around(event, ".palette-close")) dialog.close();
      const foot = around(event, ".palette-foot [data-fills]");
      if (foot) this.#fill(foot.dataset.fills ?? "");
      if (around(event, "[data-enters]")) this.adding.enter(this.list.active);
    });
    dialog.addEventListener("close", () => this.#closed());
  }

  begin() {
    this.#acts = acts();
    const menu = menuActs();
    this.#now(menu.then((found) => {
      this.#acts.push(...found.filter(([words]) => !this.#acts.some(([known]) => known === words)));
    }));
  }

  #closed() {
    this.#asked += 1;
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    event.stopPropagation(); // no key of the page behind it
    if (event.isComposing || !around(event, ".palette-input")) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      this.list.move(step);
      this.adding.update(this.list.active);
    } else if (event.key === "Tab" && !event.shiftKey) {
      if (!this.adding.enter(this.list.active)) return;
    } else if (event.key === "Enter") this.#take(pressed(event, "elsewhere"));
    else return;
    event.preventDefault();
  }

  /**
   * Does what is active, once the list is that for what was typed.
   * @param {boolean} elsewhere
   */
  async #take(elsewhere) {
    const typed = this.input.value;
    if (this.#timer) this.#now();
    await this.#loaded;
    this.list.settle();
    const { active } = this.list;
    if (this.dialog.open && this.input.value === typed && this.#shownFor === typed && active) this.#choose(active, elsewhere);
  }

  /** @param {Promise<unknown>} [before] what the list waits for as well */
  #now(before) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#loaded = this.#ask(before);
  }

  /** @param {Promise<unknown>} [before] */
  async #ask(before) {
    this.#request?.abort();
    this.#request = new AbortController();
    this.#asked += 1;
    const own = this.#asked;
    const typed = this.input.value;
    const given = { q: typed, used: recent().join(","), at: location.pathname, ...this.adding.given };
    const slow = setTimeout(() => {
      if (own === this.#asked) this.list.state.textContent = t("Searching…");
    }, LATE);
    const [answer] = await Promise.all([read(`${ADDRESS}?${new URLSearchParams(given)}`, { signal: this.#request.signal }), before]);
    clearTimeout(slow);
    if (own !== this.#asked) return; // a newer one is under way
    this.#shownFor = typed;
    if (isDone(answer)) {
      this.list.show(answer.html, (list, fresh) => {
        this.#add(list, typed);
        this.#forms = first(".palette-forms", fresh);
      }, () => this.adding.show(this.#forms, this.list.active));
    } else this.list.fail(answer.status ? unread(answer) : t("The server did not answer."), () => this.#now(), !answer.status);
  }

  /**
   * Puts what the page offers behind what was found.
   * @param {HTMLElement} list
   * @param {string} typed
   */
  #add(list, typed) {
    const offered = /^\s*[>+?]/.test(typed) ? null : section(this.#acts, typed);
    if (!offered) return;
    const before = first("[data-section=go], [data-section=new]", list);
    list.insertBefore(offered, before);
  }

  /** @param {string} text */
  #fill(text) {
    if (text === "?") {
      this.dialog.close();
      first("#shortcuts")?.click();
      return;
    }
    this.input.value = `${text} ${this.input.value.replace(/^\s*[>+?]\s*/, "")}`.trimEnd();
    this.input.focus();
    this.list.typed();
    this.#now();
  }

  /**
   * @param {HTMLElement} option
   * @param {boolean} elsewhere in a tab of its own
   */
  #choose(option, elsewhere) {
    const control = controlOf(option);
    const { fills, post, sends = "{}", again, parts } = option.dataset;
    if (again !== undefined) return this.list.again?.();
    if (fills) return this.#fill(fills);
    if (parts && post) {
      if (!this.adding.asks(option)) this.#book(option, post, JSON.parse(sends));
      else {
        this.list.activate(option);
        this.adding.enter(option);
      }
      return;
    }
    if (elsewhere && option instanceof HTMLAnchorElement && option.href) {
      open(option.href, "_blank", "noopener");
      return;
    }
    this.dialog.close();
    if (control) {
      if (control.isConnected) control.focus();
      control.click();
    } else if (post) write(post, JSON.parse(sends));
    else if (option instanceof HTMLAnchorElement && option.href) location.assign(option.href);
  }

  /**
   * Adds what the sentence means; what was typed stays until that is done.
   * @param {HTMLElement} option
   * @param {string} address
   * @param {Record<string, string>} values
   */
  async #book(option, address, values) {
    if (this.#isAdding) return;
    this.#isAdding = true;
    const slow = setTimeout(() => {
      this.list.state.textContent = t("Saving");
    }, LATE);
    const answer = await send(address, values, (given) => {
      if (!isDone(given)) return;
      this.dialog.close();
      draw(given.html);
    });
    clearTimeout(slow);
    this.#isAdding = false;
    if (isDone(answer)) return;
    this.list.state.textContent = "";
    this.list.activate(option);
    this.adding.refuse(option, answer);
  }
}

// The way back leaves it.
addEventListener("popstate", () => first("#palette[open]", document, HTMLDialogElement)?.close());
