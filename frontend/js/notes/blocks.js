// "/" in a note opens a menu of what the line can become; what is typed after it narrows the menu.
import { make } from "../elements/element.js";
import { float } from "../elements/float.js";
import { t } from "../elements/words.js";

/** @import { Editor } from "@tiptap/core" */
/** @typedef {[name: string, label: string]} Block */

const TYPED = /(?:^|\s)\/([\p{L}\p{N}]*)$/u;

/** The menu at the cursor of an editor: there while "/" was typed and something fits. */
export class BlockMenu {
  /** @type {HTMLElement | null} */ #pop = null;
  #end = () => {};
  #place = 0;
  /** @type {Block[]} */ #found = [];
  /** @type {{ from: number, to: number }} */ #range = { from: 0, to: 0 };
  #dropped = -1; // where a "/" stands that is meant as one

  /**
   * @param {Block[]} blocks
   * @param {(name: string, range: { from: number, to: number }) => void} choose
   */
  constructor(blocks, choose) {
    this.blocks = blocks;
    this.choose = choose;
  }

  /**
   * Opens, narrows or closes it, as the text at the cursor says.
   * @param {Editor} editor
   */
  follow(editor) {
    const { $from, empty } = editor.state.selection;
    const isText = empty && $from.parent.isTextblock && !$from.parent.type.spec.code;
    const before = isText ? $from.parent.textBetween(0, $from.parentOffset, undefined, "￼") : "";
    const typed = TYPED.exec(before)?.[1];
    if (typed === undefined) this.#dropped = -1;
    const from = typed === undefined ? -1 : $from.pos - typed.length - 1;
    const sought = typed?.toLocaleLowerCase() ?? "";
    this.#found = from < 0 || from === this.#dropped ? []
      : this.blocks.filter(([, label]) => label.toLocaleLowerCase().includes(sought));
    if (!this.#found.length || !editor.isFocused) {
      this.close();
      return;
    }
    this.#range = { from, to: $from.pos };
    this.#place = Math.min(this.#place, this.#found.length - 1);
    if (!this.#pop) this.#open(editor);
    this.#draw(editor.view.dom);
  }

  /** @param {Editor} editor */
  #open(editor) {
    this.#place = 0;
    const { view } = editor;
    const pop = make("div", { className: "pop blocks", id: "blocks", role: "listbox", ariaLabel: t("Blocks") });
    pop.addEventListener("mousedown", (event) => event.preventDefault());
    document.body.append(pop);
    this.#pop = pop;
    const at = () => {
      const { left, top, bottom } = view.coordsAtPos(this.#range.from);
      return new DOMRect(left, top, 0, bottom - top);
    };
    const unfloat = float(pop, { getBoundingClientRect: at, contextElement: view.dom });
    this.#end = () => {
      unfloat();
      for (const name of ["aria-controls", "aria-activedescendant"]) view.dom.removeAttribute(name);
    };
    view.dom.setAttribute("aria-controls", "blocks");
  }

  /** @param {HTMLElement} field */
  #draw(field) {
    const options = this.#found.map(([, label], place) => {
      const option = make("div", { id: `block-${place}`, role: "option", textContent: label, ariaSelected: String(place === this.#place) });
      option.classList.toggle("active", place === this.#place);
      option.addEventListener("click", () => this.#take(place));
      option.addEventListener("pointermove", ({ movementX, movementY }) => {
        if (place === this.#place || !(movementX || movementY)) return; // the list came to the pointer
        this.#place = place;
        this.#draw(field);
      });
      return option;
    });
    this.#pop?.replaceChildren(...options);
    field.setAttribute("aria-activedescendant", `block-${this.#place}`);
    options[this.#place]?.scrollIntoView({ block: "nearest" });
  }

  /** @param {number} place */
  #take(place) {
    const [name] = this.#found[place];
    this.close();
    this.choose(name, this.#range);
  }

  /**
   * A key while it is open: true where that was meant for it.
   * @param {KeyboardEvent} event
   */
  press({ key, target }) {
    if (!this.#pop) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const { length } = this.#found;
    if (step) {
      this.#place = (this.#place + step + length) % length;
      this.#draw(/** @type {HTMLElement} */ (target));
    } else if (key === "Enter" || key === "Tab") this.#take(this.#place);
    else return false;
    return true;
  }

  /** Closes it where it is open, and leaves the "/" as it stands; says whether it was. */
  drop() {
    const isOpen = this.#pop !== null;
    if (isOpen) this.#dropped = this.#range.from;
    this.close();
    return isOpen;
  }

  close() {
    this.#end();
    this.#end = () => {};
    this.#pop = null;
  }
}
