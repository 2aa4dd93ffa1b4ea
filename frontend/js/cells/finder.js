// A field that finds something by what is typed (ARIA combobox 1.2): records, or the options that it knows.
import { t } from "../elements/words.js";
import { isMorphing } from "../wire/morph.js";
import { Choices } from "./choices.js";
import { Options } from "./options.js";

/**
 * Opens the list of a field, from the address in its `data-targets`, until it is left: `onChoose` when a
 * record is chosen, `onLeave` in any case, `onEscape` where it was given up. Tab takes what was typed for its first match where it `tabs`,
 * also when the answer comes later; `isTyped` says that something was typed already; `given` is what else the address is asked with.
 * @param {HTMLInputElement} input
 * @param {(option: HTMLElement) => void} onChoose
 * @param {{ onLeave?: () => void, onEscape?: () => void, tabs?: boolean, isTyped?: boolean, given?: () => string[][] }} [how]
 */
export function find(input, onChoose, { onLeave = () => {}, onEscape = () => {}, tabs = false, isTyped = false, given = () => [] } = {}) {
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
  let hasTyped = isTyped;
  let isTabbed = false;
  const isKnown = input.dataset.options !== undefined;
  const label = (!isKnown && input.ariaLabel) || t("Choices");
  const choices = isKnown ? new Options("", label, input, choose) : new Choices(input.dataset.targets, label, input, choose, given);
  if (isTyped && isKnown) choices.later();
  input.setAttribute("aria-expanded", "true");
  input.setAttribute("aria-controls", "choices");
  input.addEventListener("input", () => {
    hasTyped = true;
    choices.later();
  }, { signal });
  input.addEventListener("blur", () => {
    if (isMorphing()) return;
    if (tabs && (isTabbed || isKnown) && hasTyped && input.value.trim()) settle();
    else close();
  }, { signal });
  input.addEventListener("keydown", async (event) => {
    event.stopPropagation();
    if (event.isComposing) return;
    isTabbed = event.key === "Tab";
    if (isTabbed && isKnown && tabs && hasTyped && choices.active) {
      choose(choices.active); // before the focus goes on: what is chosen may say where to
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") {
      close();
      onEscape();
    }
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
