// Where one types while the editor of a note is on its way: it has the focus at once, and hands over what
// was typed. It shows itself once that takes long.
import { closest, make } from "../elements/element.js";
import { pressed } from "../elements/keys.js";

/** What is typed before there is an editor. */
export class Early {
  isDone = false; // left by a key: the editor closes at once

  /** @param {HTMLElement} note */
  constructor(note) {
    this.field = make("textarea", {
      className: "note-source", rows: 1, "aria-labelledby": note.getAttribute("aria-labelledby") ?? "",
    });
    this.box = make("div", { className: "note-editor note-early" }, this.field);
    this.field.addEventListener("keydown", (event) => this.press(event));
    note.append(this.box);
    this.field.focus({ preventScroll: true });
  }

  /** Whether one types there. */
  get isHeld() {
    return !this.isDone && closest(".note-early", document.activeElement) === this.box;
  }

  get typed() {
    return this.field.value;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing || !(event.key === "Escape" || pressed(event, "save"))) return;
    event.preventDefault();
    event.stopPropagation();
    this.isDone = true;
    this.field.readOnly = true;
  }

  /** It could not be opened: one goes on typing here, and it is no secret. */
  resume() {
    Object.assign(this, { isDone: false });
    this.field.readOnly = false;
    this.box.classList.add("note-stuck");
  }

  drop() {
    this.box.remove();
  }
}
