// Editing a note: what was typed is saved on leaving, and after some seconds of rest.
import { all, first, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around } from "../elements/listen.js";
import { isDone } from "../wire/answer.js";
import { arrived } from "../wire/morph.js";
import { draw, refresh, send } from "../wire/send.js";
import { mount as mountPlain } from "./plain-editor.js";
import { showRefusal } from "./refusal.js";
import { armToolbar } from "./toolbar.js";

/** @import { Answer } from "../wire/send.js" */
/** @import { Block } from "./blocks.js" */
/** @import { Early } from "./early.js" */
/** @import { NoteEditor } from "./plain-editor.js" */
/** @typedef {typeof import("./rich-editor.js")} Rich the module that is loaded when it is needed */

const REST = 4000;
const BLOCKS = ["heading1", "heading2", "bullets", "numbers", "tasks", "quote"]; // what a line can become

/** A note that is being edited, from its first look to its last save. */
export class Session {
  isOpen = true;
  isRefused = false;
  hasSaved = false;
  dropMenu = () => false;
  ended = new AbortController();
  /** @type {Promise<void>} */ saving = Promise.resolve();
  /** @type {ReturnType<typeof setTimeout> | undefined} */ timer;

  /**
   * @param {HTMLElement} note
   * @param {HTMLElement} shell what surrounds the editor, with the text as it is stored
   * @param {Rich | null} rich
   */
  constructor(note, shell, rich) {
    this.note = note;
    this.shell = shell;
    this.source = the("textarea", shell, HTMLTextAreaElement);
    this.saved = this.source.value;
    this.version = shell.dataset.version ?? "";
    this.read = the("[data-note-body]", note);
    this.read.hidden = true;
    note.append(shell);
    this.editor = this.mount(rich?.fits(this.saved) ? rich : null);
    this.listen();
  }

  /**
   * Goes on with what was typed before there was an editor, in it or, where one went elsewhere, without.
   * @param {Early} early
   */
  begin(early) {
    const { isHeld } = early;
    if (early.typed) this.editor.type(early.typed);
    if (isHeld) this.editor.focus();
    early.drop();
    if (!isHeld) this.leave(early.isDone);
  }

  listen() {
    const { signal } = this.ended;
    this.shell.addEventListener("focusout", () => setTimeout(() => this.left()), { signal });
    this.shell.addEventListener("keydown", (event) => this.press(event), { signal, capture: true });
    the("[data-done]", this.shell).addEventListener("click", () => this.leave(true), { signal });
    for (const name of ["pagehide", "popstate"]) addEventListener(name, () => this.keep(), { signal });
    addEventListener("beforeunload", (event) => {
      if (this.isRefused && this.isChanged) event.preventDefault();
    }, { signal });
  }

  /**
   * @param {Rich | null} rich
   * @returns {NoteEditor}
   */
  mount(rich) {
    this.shell.classList.toggle("note-as-text", !rich);
    const onChange = () => this.later();
    if (!rich) return mountPlain(this.source, this.saved, onChange);
    let onMove = () => {};
    const label = this.source.getAttribute("aria-label") ?? "";
    const host = the(".note-host", this.shell);
    const blocks = all("[data-do]", this.shell).filter(({ dataset }) => BLOCKS.includes(dataset.do ?? ""))
      .map((button) => /** @type {Block} */ ([button.dataset.do, button.ariaLabel || button.title]));
    const editor = rich.mount(host, this.saved, { label, blocks, onChange, onMove: () => onMove() });
    this.dropMenu = editor.dropMenu;
    onMove = armToolbar(this.shell, editor).show;
    return editor;
  }

  get isChanged() {
    return this.editor.text() !== this.saved;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const isSaving = pressed(event, "save");
    if (event.isComposing || !(isSaving || event.key === "Escape")) return;
    if (around(event, ".note-link")) return;
    event.preventDefault();
    if (!isSaving && this.dropMenu()) {
      event.stopPropagation();
      return;
    }
    event.stopPropagation();
    this.leave(true);
  }

  left() {
    // Another window, or the toolbar, is not leaving.
    const isInside = this.shell.contains(document.activeElement) || !document.hasFocus();
    if (!isInside && this.note.isConnected) this.leave(false);
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), REST);
  }

  /** Saves while the person goes on writing. */
  keep() {
    clearTimeout(this.timer);
    if (!this.isOpen || this.isRefused || !this.isChanged) return;
    this.saving = this.saving.then(async () => {
      const answer = await this.save({ on: "1" });
      if (isDone(answer)) this.version = answer.html;
      else this.refuse(answer);
    });
  }

  /** @param {Record<string, string>} more */
  async save(more) {
    const body = this.editor.text();
    const answer = await send(this.note.dataset.note, { body, opened: this.version, ...more });
    if (isDone(answer)) Object.assign(this, { saved: body, hasSaved: true });
    return answer;
  }

  /**
   * Saves and closes; with `force` whatever is stored meanwhile is replaced.
   * @param {boolean} withKey the person goes on here, by keys
   */
  async leave(withKey, force = false) {
    if (!this.isOpen || this.isRefused) return;
    this.isOpen = false;
    clearTimeout(this.timer);
    await this.saving;
    if (this.isRefused) return;
    if (!this.isChanged && !this.hasSaved && !force) {
      this.close(withKey);
      return;
    }
    // Nothing is typed that this save would not hold.
    this.shell.inert = true;
    const answer = await this.save(force ? { opened: "" } : {});
    this.shell.inert = false;
    if (isDone(answer)) this.close(withKey, answer.html);
    else this.refuse(answer);
  }

  /**
   * @param {boolean} withKey
   * @param {string} [html] the page as it is now
   */
  close(withKey, html) {
    const isBehind = arrived.has(this.note);
    arrived.delete(this.note);
    this.isOpen = false;
    this.ended.abort();
    this.editor.drop();
    this.shell.remove();
    this.read.hidden = false;
    this.note.classList.remove("editing", "refused");
    if (html) draw(html);
    else if (isBehind) refresh();
    if (withKey) first("[data-edit-note]", this.note)?.focus({ preventScroll: true });
  }

  /**
   * Says what was refused; what was typed stays.
   * @param {Answer} answer
   */
  refuse(answer) {
    Object.assign(this, { isOpen: true, isRefused: true });
    this.note.classList.add("refused");
    /** @param {boolean} force */
    const again = (force) => () => {
      this.isRefused = false;
      this.note.classList.remove("refused");
      this.leave(true, force);
    };
    const drop = () => {
      this.close(true);
      refresh();
    };
    showRefusal(this.shell, answer, { again: again(false), mine: again(true), theirs: drop });
  }
}
