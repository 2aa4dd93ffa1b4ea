// The note of a record: its checkboxes tick in place; a click, or its button, opens its editor.
import { closest } from "../elements/element.js";
import { around, on } from "../elements/listen.js";
import { write } from "../shell/ask.js";
import { refresh } from "../wire/send.js";
import { edit } from "./open.js";

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  if (target.matches("[data-note] [data-note-body] input[data-line]")) tick(target);
});

/** @param {HTMLInputElement} box */
function tick(box) {
  const { line = "", saw = "" } = box.dataset;
  const on = box.checked;
  // Until the answer is drawn, the next tick of this box starts from this one.
  box.dataset.saw = saw.replace(/\[[ xX]\]/, on ? "[x]" : "[ ]");
  const address = `${closest("[data-note]", box)?.dataset.note}tick/`;
  write(address, { line, saw, on: String(on) }, {
    async refused(answer) {
      box.checked = !on;
      box.dataset.saw = saw;
      if (answer.status === 409) await refresh();
    },
  });
}

on("click", "[data-note]", (note, event) => {
  const isBody = around(event, "[data-note-body]") && !around(event, "a, label, input");
  if (!isBody && !around(event, "[data-edit-note]")) return;
  if (!isBody || getSelection()?.isCollapsed) edit(note);
});
