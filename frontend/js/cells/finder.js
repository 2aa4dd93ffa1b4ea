// A field that finds records by what is typed (ARIA combobox 1.2), in a panel or a record.
import { isMorphing } from "../shell/morph.js";
import { Choices } from "./choices.js";

/**
 * Opens the list of a field, from the address in its `data-targets`, until it is left: `onChoose` when a
 * record is chosen, `onLeave` in any case.
 * @param {HTMLInputElement} input
 * @param {(option: HTMLElement) => void} onChoose
 * @param {() => void} [onLeave]
 */
export function find(input, onChoose, onLeave = () => {}) {
  if (input.ariaExpanded === "true") return;
  const ended = new AbortController();
  const { signal } = ended;
  const close = () => {
    ended.abort();
    choices.close();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    onLeave();
  };
  /** @param {HTMLElement} option */
  const choose = (option) => {
    input.value = "";
    close();
    onChoose(option);
  };
  const choices = new Choices(input.dataset.targets, input.ariaLabel ?? "", input, choose);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "choices");
  input.addEventListener("input", () => choices.later(), { signal });
  input.addEventListener("blur", () => isMorphing() || close(), { signal });
  input.addEventListener("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step) choices.move(step);
    else if (event.key === "Enter") {
      event.preventDefault();
      await choices.now();
      if (choices.active) choose(choices.active);
    } else return;
    event.preventDefault();
  }, { signal });
}
