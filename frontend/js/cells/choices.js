// The pop-up list of a combobox: fetched as HTML, one option active.
import { isDone, unread } from "../shell/answer.js";
import { float } from "../shell/float.js";
import { read } from "../shell/send.js";

const PAUSE = 120;

/** The choices that an address offers for `input`; `onChoose(option)` when one is pressed. */
export class Choices {
  constructor({ address, label }, input, onChoose) {
    Object.assign(this, { address, label, input });
    this.pop = document.createElement("div");
    Object.assign(this.pop, { className: "pop", id: "pop" });
    (input.closest(".panel-pop") ?? document.getElementById("main")).append(this.pop);
    this.unfloat = float(this.pop, input);
    // The focus stays in the input while the list is pressed.
    this.pop.addEventListener("mousedown", (event) => event.preventDefault());
    this.pop.addEventListener("click", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option) onChoose(option);
    });
    this.pop.addEventListener("mousemove", ({ target }) => {
      const option = target.closest("[role=option]");
      if (option && option !== this.active) this.activate(option);
    });
    this.loaded = this.load();
  }

  /** Takes the list away; what it still waits for is asked no more. */
  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.unfloat();
  }

  /** Loads for what is typed, once the typing pauses. */
  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PAUSE);
  }

  /** Settles when the list belongs to what is typed. */
  now() {
    if (this.timer) {
      clearTimeout(this.timer);
      this.timer = 0;
      this.loaded = this.load();
    }
    return this.loaded;
  }

  async load() {
    this.request?.abort();
    const request = new AbortController();
    this.request = request;
    const sign = this.address.includes("?") ? "&" : "?";
    const address = `${this.address}${sign}${new URLSearchParams({ q: this.input.value })}`;
    const answer = await read(address, { signal: request.signal });
    if (request.signal.aborted) return;
    if (isDone(answer)) this.fill(answer.html);
    else this.fail(answer);
  }

  fail(answer) {
    const words = document.createElement("p");
    words.className = "problem";
    words.textContent = answer.status === 401 ? unread(answer)
      : "The choices could not be loaded. Type to try again.";
    this.pop.replaceChildren(words);
    this.activate(null);
  }

  fill(html) {
    this.pop.innerHTML = html;
    const list = this.pop.querySelector("[role=listbox]");
    list.id = "choices";
    list.setAttribute("aria-label", this.label ?? "");
    this.options = [...list.querySelectorAll("[role=option]")];
    for (const [place, option] of this.options.entries()) option.id = `choice-${place}`;
    this.effect = this.pop.querySelector(".effect") ?? document.createElement("p");
    this.effect.className = "effect";
    this.effect.setAttribute("aria-live", "polite");
    this.pop.append(this.effect);
    this.usual = this.effect.innerHTML;
    const current = this.options.find((option) => option.ariaSelected === "true");
    this.activate(this.input.value ? this.options[0] : current);
  }

  /** Moves the active option by `step`, round the ends. */
  move(step) {
    const { length } = this.options ?? [];
    if (!length) return;
    const place = this.active ? this.options.indexOf(this.active) + step : (step - 1) / 2;
    this.activate(this.options[(place + length) % length]);
  }

  activate(option) {
    this.active?.classList.remove("active");
    this.active = option ?? null;
    this.active?.classList.add("active");
    this.active?.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", this.active?.id ?? "");
    if (!this.effect) return;
    if (option?.dataset.effect) this.effect.textContent = option.dataset.effect;
    else this.effect.innerHTML = this.usual;
  }
}
