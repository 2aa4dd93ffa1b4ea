// A field that finds records by what is typed (ARIA combobox 1.2), in a panel or a record.
import { Choices } from "./choices.js";
import { isMorphing } from "../shell/morph.js";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Opens the list of a field, from the address in its `data-targets`, until it is left:
 * `onChoose(option)` when a record is chosen, `onLeave()` in any case.
 */
export function find(input, onChoose, onLeave = () => {}) {
  if (input.ariaExpanded === "true") return;
  const ended = new AbortController();
  const close = () => {
    ended.abort();
    choices.close();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    onLeave();
  };
  const choose = (option) => {
    input.value = "";
    close();
    onChoose(option);
  };
  const from = { address: input.dataset.targets, label: input.ariaLabel };
  const choices = new Choices(from, input, choose);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "choices");
  const listen = (name, act) => input.addEventListener(name, act, { signal: ended.signal });
  listen("input", () => choices.later());
  listen("blur", () => isMorphing() || close());
  listen("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
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
