// The toolbar of the rich editor.
import { all, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
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
  shell.addEventListener("keydown", (event) => {
    if (!pressed(event, "toolbar")) return;
    event.preventDefault();
    buttons.find((button) => button.tabIndex === 0)?.focus();
  });

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
