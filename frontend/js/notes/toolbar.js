// The toolbar of the rich editor: one stop of the Tab key, the arrow keys lead on (ARIA toolbar).
import { across } from "../elements/direction.js";
import { all, the } from "../elements/element.js";
import { around } from "../elements/listen.js";

/** @import { RichEditor } from "./rich-editor.js" */

/**
 * Arms the toolbar of a shell; `show()` on what it returns tells what holds at the cursor.
 * @param {HTMLElement} shell
 * @param {RichEditor} editor
 */
export function armToolbar(shell, editor) {
  const bar = the("[role=toolbar]", shell);
  const buttons = all("[data-do]", bar);
  const link = the(".note-link", shell);
  const address = the("input", link, HTMLInputElement);

  bar.addEventListener("mousedown", (event) => {
    if (around(event, "[data-do]")) event.preventDefault();
  });
  bar.addEventListener("click", (event) => {
    const name = around(event, "[data-do]")?.dataset.do;
    if (name === "link") ask();
    else if (name) editor.act(name);
  });
  bar.addEventListener("keydown", (event) => {
    const place = buttons.findIndex((button) => button.matches(":focus"));
    const step = across(event.key);
    const to = step ? place + step : { Home: 0, End: buttons.length - 1 }[event.key];
    if (place < 0 || to === undefined) return;
    event.preventDefault();
    rove(buttons[(to + buttons.length) % buttons.length]);
  });
  shell.addEventListener("keydown", (event) => {
    if (event.key !== "F10" || !event.altKey) return;
    event.preventDefault();
    buttons.find((button) => button.tabIndex === 0)?.focus();
  });

  /** @param {HTMLElement} button */
  function rove(button) {
    for (const one of buttons) one.tabIndex = one === button ? 0 : -1;
    button.focus();
  }

  function ask() {
    link.hidden = false;
    address.value = editor.href();
    address.focus();
  }

  link.addEventListener("keydown", (event) => {
    if (!["Enter", "Escape"].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    link.hidden = true;
    if (event.key === "Enter") editor.link(address.value);
    else editor.focus();
  });
  the("button", link).addEventListener("click", () => {
    link.hidden = true;
    editor.link(address.value);
  });

  return {
    show() {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(editor.isOn(button.dataset.do ?? "")));
      }
    },
  };
}
