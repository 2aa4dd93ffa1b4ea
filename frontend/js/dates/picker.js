// The month under a field that holds a date (ARIA combobox with a grid). The field keeps the focus, and what
// is typed there is never touched; the arrow down leads into the month.
import { across } from "../elements/direction.js";
import { all, button, make, the } from "../elements/element.js";
import { float } from "../elements/float.js";
import { around, isModified } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { parse } from "../wire/answer.js";
import { load } from "../shell/ask.js";
import { dateIn, later, monthsLater, today, weekOf, words, written } from "./written.js";

const PAUSE = 120;
const WEEKS = 6; // of a month, so that it always has the same height
const USUAL = "09:00"; // where nothing else is said
const TIME = /\d{1,2}:\d\d(?:\s*[ap]\.?m\.?)?$/i;

/**
 * `raw` is what the field holds as ISO, `isTimed` whether it holds a time beside the date; `from` and `until`
 * are the dates between which the other end of a stretch lies; `onPick` is called when a day is chosen,
 * whose text the field holds by then.
 * @typedef {{ raw?: string, isTimed?: boolean, from?: string, until?: string, onPick: () => void }} Asked
 */

export class DatePicker {
  #active = "";
  #day = "";
  #month = "";
  #timer = 0;
  /** @type {AbortController | null} */ #request = null;
  #meaning = make("p", { className: "effect", "aria-live": "polite" });
  #title = make("p", { className: "dates-title", id: "dates-title", "aria-live": "polite" });
  #body = make("tbody");

  /**
   * @param {HTMLInputElement} input
   * @param {Asked} asked
   */
  constructor(input, asked) {
    this.input = input;
    this.asked = asked;
    const turn = (/** @type {number} */ step) => () => this.#show(monthsLater(this.#month, step));
    const [back, on] = [["‹", t("The month before"), -1], ["›", t("The month after"), 1]].map(([sign, label, step]) => {
      const made = button(String(sign), "dates-turn", turn(Number(step)));
      made.tabIndex = -1;
      made.setAttribute("aria-label", String(label));
      return made;
    });
    const head = make("thead", {}, make("tr", {}, ...this.#weekdays()));
    const grid = make("table", { id: "dates-grid", role: "grid", "aria-labelledby": "dates-title" }, head, this.#body);
    this.pop = make("div", { className: "pop dates", id: "dates" },
      make("div", { className: "dates-head" }, this.#title, back, on), grid, this.#meaning);
    (input.closest(".panel-pop, dialog") ?? the("#main")).append(this.pop);
    this.unfloat = float(this.pop, input);
    // The focus stays in the field while the month is pressed.
    this.pop.addEventListener("mousedown", (event) => event.preventDefault());
    this.pop.addEventListener("click", (event) => {
      const cell = around(event, "td");
      if (cell) this.#pick(cell.dataset.day ?? "");
    });
    const attributes = { role: "combobox", "aria-haspopup": "grid", "aria-expanded": "true", "aria-controls": "dates-grid" };
    for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
    this.#mean(input.value);
  }

  close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.unfloat();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** What stands in the field was typed anew. */
  typed() {
    this.#activate("");
    clearTimeout(this.#timer);
    this.#request?.abort();
    const { value } = this.input;
    const isWritten = dateIn(value).day && !this.asked.isTimed;
    if (isWritten || !value.trim()) this.#mean(value);
    else this.#timer = setTimeout(() => this.#ask(value), PAUSE);
  }

  /**
   * Does what a key means in the month: true where it means something there.
   * @param {KeyboardEvent} event
   */
  steer(event) {
    const { key, shiftKey } = event;
    if (isModified(event)) return false;
    const page = { PageUp: -1, PageDown: 1 }[key] ?? 0;
    if (!this.#active) {
      if (key !== "ArrowDown" && !page) return false;
      const { from = "", until = "" } = this.asked;
      const days = [this.#day, from.slice(0, 10), until.slice(0, 10), today()];
      const start = days.find((day) => day.startsWith(this.#month.slice(0, 7))) ?? this.#month;
      this.#activate(page ? monthsLater(start, page) : start);
      return true;
    }
    const days = across(key) || { ArrowUp: -7, ArrowDown: 7 }[key] || 0;
    const week = weekOf(this.#active);
    const edge = { Home: week, End: later(week, 6) }[key];
    if (days) this.#activate(later(this.#active, days));
    else if (page) this.#activate(monthsLater(this.#active, page * (shiftKey ? 12 : 1)));
    else if (edge) this.#activate(edge);
    else if (key === "Escape") {
      this.#activate("");
      if (this.#day) this.#show(this.#day);
    }
    else if (key === "Enter" || key === " ") this.#pick(this.#active);
    else {
      if (key === "Tab") this.#write(this.#active);
      return false;
    }
    return true;
  }

  /** @param {string} day */
  #pick(day) {
    if (!day) return;
    this.#write(day);
    this.#activate("");
    this.#mean(this.input.value);
    this.asked.onPick();
  }

  /**
   * The field holds a day, and keeps its time; one that had none begins at the usual hour.
   * @param {string} day
   */
  #write(day) {
    const { input, asked: { isTimed, raw = "", from = "" } } = this;
    const date = written(day);
    const usual = written(`${day} ${(raw || from).slice(11) || USUAL}`);
    const [time] = TIME.exec(input.value) ?? [];
    input.value = !isTimed ? date : time ? `${date} ${time}` : usual;
    if (isTimed) input.setSelectionRange(date.length + 1, input.value.length);
    for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
  }

  /** @param {string} value */
  async #ask(value) {
    this.#request = new AbortController();
    const { signal } = this.#request;
    const { isTimed, raw = "", from = "" } = this.asked;
    const given = new URLSearchParams({ q: value, held: raw || from, ...(isTimed ? { timed: "1" } : {}) });
    const html = await load(`/dates/?${given}`, { words: "", signal, fail() {} });
    if (html === null || this.input.value !== value) return;
    const [found] = all("time", parse(html));
    this.#mean(value, found?.getAttribute("datetime") ?? "");
  }

  /**
   * Says what a text means, and shows its month.
   * @param {string} value
   * @param {string} [moment] as the server reads it
   */
  #mean(value, moment = "") {
    const known = moment.slice(0, 10) || dateIn(value).day;
    const isChanged = known !== this.#day;
    this.#day = known;
    const long = known && words(known, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
    const time = moment.slice(10) && written(moment).slice(written(known).length);
    this.#meaning.textContent = long ? `${long}${time && `,${time}`}` : this.#hint();
    const { from = "", until = "" } = this.asked;
    if (isChanged || !this.#month) this.#show((known || this.#month || from || until).slice(0, 10) || today());
  }

  #hint() {
    return this.asked.isTimed ? t("Or type it: tomorrow 14:30, fri 2pm") : t("Or type it: tomorrow, next fri, 12 sep, +3");
  }

  /** @param {string} day */
  #activate(day) {
    this.#active = day;
    if (day) this.#show(day);
    else this.#mark();
  }

  /** @param {string} day one of the month that is shown */
  #show(day) {
    const month = `${day.slice(0, 8)}01`;
    if (month !== this.#month) {
      this.#month = month;
      this.#title.textContent = words(month, { month: "long", year: "numeric" });
      const first = weekOf(month);
      const weeks = Array.from({ length: WEEKS }, (_, week) => make("tr", {}, ...this.#week(later(first, week * 7))));
      this.#body.replaceChildren(...weeks);
    }
    this.#mark();
  }

  /** @param {string} first */
  #week(first) {
    const now = today();
    return Array.from({ length: 7 }, (_, place) => {
      const day = later(first, place);
      const cell = make("td", { id: `dates-${day}`, role: "gridcell", textContent: String(Number(day.slice(8))) });
      cell.dataset.day = day;
      cell.setAttribute("aria-label", words(day, { dateStyle: "full" }));
      if (!day.startsWith(this.#month.slice(0, 7))) cell.classList.add("dates-outside");
      if (day === now) cell.setAttribute("aria-current", "date");
      return cell;
    });
  }

  #weekdays() {
    const first = weekOf(today());
    return Array.from({ length: 7 }, (_, place) => {
      const day = later(first, place);
      return make("th", { scope: "col", abbr: words(day, { weekday: "long" }), textContent: words(day, { weekday: "short" }) });
    });
  }

  /** Marks what is chosen, what a key would choose, and the stretch from the other end. */
  #mark() {
    const { from = "", until = "" } = this.asked;
    const here = this.#active || this.#day;
    const [first, last] = from ? [from.slice(0, 10), here] : [here, until.slice(0, 10)];
    for (const cell of all("td", this.#body)) {
      const { day = "" } = cell.dataset;
      cell.setAttribute("aria-selected", String(day === this.#day));
      cell.classList.toggle("active", day === this.#active);
      cell.classList.toggle("dates-between", Boolean(first && last && first <= day && day <= last));
    }
    this.input.setAttribute("aria-activedescendant", this.#active && `dates-${this.#active}`);
  }
}
