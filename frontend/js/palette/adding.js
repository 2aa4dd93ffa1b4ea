// What a sentence adds: the parts of its reading, which Tab leads to; so does Enter where one is asked.
import { all, first, focused, make } from "../elements/element.js";
import { around } from "../elements/listen.js";
import { parse, sentence } from "../wire/answer.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Control */

const CONTROLS = "input, select";

export class Adding {
  /** @type {Record<string, string>} */ answers = {};
  #isOpen = false;

  /**
   * @param {HTMLElement} frame where the forms stand
   * @param {HTMLButtonElement | null} way what leads there without the key; none for who only reads
   * @param {() => void} again called when a part was changed
   * @param {() => void} add called when a form is sent
   */
  constructor(frame, way, again, add) {
    this.frame = frame;
    this.way = way;
    frame.addEventListener("change", (event) => {
      const control = /** @type {Control | null} */ (around(event, CONTROLS));
      if (!control) return;
      this.answers[control.name] = control.value;
      again();
    });
    frame.addEventListener("submit", (event) => {
      event.preventDefault();
      add();
    });
    frame.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !around(event, "select")) return;
      event.preventDefault();
      add();
    });
  }

  /** Another sentence is typed: what was answered is asked again. */
  typed() {
    this.answers = {};
    this.#isOpen = false;
  }

  /**
   * The answers as the server takes them.
   * @returns {Record<string, string>}
   */
  get given() {
    return Object.fromEntries(Object.entries(this.answers).map(([name, value]) => [`answer.${name}`, value]));
  }

  /**
   * @param {HTMLElement | null} fresh what the server has drawn
   * @param {HTMLElement | null} active the option that is active
   */
  show(fresh, active) {
    const held = /** @type {Control | null} */ (focused()?.closest?.(CONTROLS) ?? null);
    const isHere = held && this.frame.contains(held);
    this.frame.replaceChildren(...(fresh?.children ?? []));
    this.update(active);
    if (!held || !isHere) return;
    const form = this.#formOf(active);
    const same = form && /** @type {Control | undefined} */ (all(CONTROLS, form).find((one) => /** @type {Control} */ (one).name === held.name));
    if (same && held.value && held.value !== this.answers[held.name] && held instanceof HTMLInputElement) same.value = held.value;
    (same ?? (form ? first(CONTROLS, form) : null))?.focus();
  }

  /**
   * The parts of the active option are in sight once one went to them; nothing moves while one types.
   * @param {HTMLElement | null} active
   */
  update(active) {
    if (this.way) this.way.disabled = !this.#formOf(active);
    for (const form of all("form", this.frame)) {
      form.hidden = !this.#isOpen || form !== this.#formOf(active);
    }
  }

  /**
   * Goes to the first part that is asked, or else to the first one. False where there is none.
   * @param {HTMLElement | null} active
   */
  enter(active) {
    const form = this.#formOf(active);
    if (!form) return false;
    this.#isOpen = true;
    this.update(active);
    (first("[data-asked]", form) ?? first(CONTROLS, form))?.focus();
    return true;
  }

  /** @param {HTMLElement | null} active */
  asks(active) {
    const form = this.#formOf(active);
    return Boolean(form && first("[data-asked]", form));
  }

  /**
   * Says at the parts why it was refused.
   * @param {HTMLElement} active
   * @param {import("../wire/send.js").Answer} answer
   */
  refuse(active, answer) {
    const form = this.#formOf(active);
    if (!form) return;
    for (const old of all(".problem", form)) old.remove();
    const lines = all("li[data-field]", parse(answer.html));
    for (const line of lines) {
      const name = line.dataset.field ?? "";
      const control = all(CONTROLS, form).find((one) => /** @type {Control} */ (one).name === name) ?? this.#more(form, name);
      control.dataset.asked = "";
      control.setAttribute("aria-invalid", "true");
      control.parentElement?.classList.add("is-asked");
      control.after(make("p", { className: "problem", role: "alert", textContent: line.textContent }));
    }
    if (!lines.length) form.prepend(make("p", { className: "problem", role: "alert", textContent: sentence(answer) }));
    this.enter(active);
  }

  /**
   * A field for what was not asked so far.
   * @param {HTMLElement} form
   * @param {string} name
   */
  #more(form, name) {
    const control = make("input", { name, type: "text", autocomplete: "off" });
    const part = make("div", { className: "palette-part is-asked" });
    part.append(control);
    form.prepend(part);
    return control;
  }

  /** @param {HTMLElement | null} active */
  #formOf(active) {
    const name = active?.dataset.parts;
    return name ? first(`form[data-parts="${name}"]`, this.frame) : null;
  }
}
