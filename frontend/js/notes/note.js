// The note of a record: its checkboxes tick in place; a click, or its button, opens its editor.
import { isDone, sentence } from "../shell/answer.js";
import { edit } from "./session.js";
import { draw, refresh, send } from "../shell/send.js";
import { say } from "../shell/toast.js";

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-note] [data-note-body] input[data-line]")) tick(target);
});

async function tick(box) {
  const { line, saw } = box.dataset;
  const on = box.checked;
  // Until the answer is drawn, the next tick of this box starts from this one.
  box.dataset.saw = saw.replace(/\[[ xX]\]/, on ? "[x]" : "[ ]");
  const address = `${box.closest("[data-note]").dataset.note}tick/`;
  const answer = await send(address, { line, saw, on: String(on) });
  if (isDone(answer)) {
    draw(answer.html);
    return;
  }
  box.checked = !on;
  box.dataset.saw = saw;
  if (answer.status === 409) await refresh();
  say(sentence(answer));
}

document.addEventListener("click", ({ target }) => {
  const note = target.closest("[data-note]");
  const isBody = target.closest("[data-note-body]") && !target.closest("a, label, input");
  if (!note || !(isBody || target.closest("[data-edit-note]"))) return;
  if (getSelection().isCollapsed || !isBody) edit(note);
});
