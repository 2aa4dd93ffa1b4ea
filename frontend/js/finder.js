// A field in a panel that finds records by what is typed (ARIA combobox 1.2).
import { Choices } from "./choices.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/** Opens the list of a field until it is left; `onChoose(value)` when a record is chosen. */
export function find(input, onChoose) {
  if (input.ariaExpanded === "true") return;
  const ended = new AbortController();
  const close = () => {
    ended.abort();
    choices.close();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (option) => {
    close();
    input.value = "";
    onChoose(option.dataset.value);
  };
  const from = { address: input.dataset.targets, label: input.ariaLabel };
  const choices = new Choices(from, input, choose);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "choices");
  const listen = (name, act) => input.addEventListener(name, act, { signal: ended.signal });
  listen("input", () => choices.later());
  listen("blur", close);
  listen("keydown", async (event) => {
    if (event.key === "Escape") close();
    else if (event.key in STEPS) choices.move(STEPS[event.key]);
    else if (event.key === "Enter") {
      event.preventDefault();
      await choices.now();
      if (choices.active) choose(choices.active);
    } else return;
    event.preventDefault();
  });
}
