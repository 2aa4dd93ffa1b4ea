// A field that finds records by what is typed (ARIA combobox 1.2), in a panel or a record.
import { isMorphing } from "../shell/morph.js";
import { Choices } from "./choices.js";

/**
 * Opens the list of a field, from the address in its `data-targets`, until it is left: `onChoose` when a
 * record is chosen, `onLeave` in any case. Tab takes what was typed for its first match where it `tabs`,
 * also when the answer comes later; `given` is what else the address is asked with.
 * @param {HTMLInputElement} input
 * @param {(option: HTMLElement) => void} onChoose
 * @param {{ onLeave?: () => void, tabs?: boolean, given?: () => string[][] }} [how]
 */
export function find(input, onChoose, { onLeave = () => {}, tabs = false, given = () => [] } = {}) {
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
  const settle = async () => {
    const typed = input.value;
    choices.hide();
    await choices.now();
    if (signal.aborted) return;
    if (choices.active && input.value === typed) choose(choices.active);
    else close();
  };
  let hasTyped = false;
  let isTabbed = false;
  const choices = new Choices(input.dataset.targets, input.ariaLabel ?? "", input, choose, given);
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "choices");
  input.addEventListener("input", () => {
    hasTyped = true;
    choices.later();
  }, { signal });
  input.addEventListener("blur", () => {
    if (isMorphing()) return;
    if (tabs && isTabbed && hasTyped && input.value.trim()) settle();
    else close();
  }, { signal });
  input.addEventListener("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    isTabbed = event.key === "Tab";
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") close();
    else if (step) choices.move(step);
    else if (event.key === "Enter") {
      event.preventDefault();
      const typed = input.value;
      await choices.now();
      if (choices.active && input.value === typed && !signal.aborted) choose(choices.active);
    } else return;
    event.preventDefault();
  }, { signal });
}
