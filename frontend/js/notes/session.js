// Editing a note: what was typed is saved on leaving, and after some seconds of rest.
import { isDone, parse } from "../shell/answer.js";
import { arrived } from "../shell/morph.js";
import { mount as mountPlain } from "./plain-editor.js";
import { showRefusal } from "./refusal.js";
import { armToolbar } from "./toolbar.js";
import { draw, read, refresh, send } from "../shell/send.js";
import { say } from "../shell/toast.js";

const REST = 4000;
const FAILED = "The note could not be opened. Try again.";

/** Opens the editor of a note over what is read. */
export async function edit(note) {
  if (note.classList.contains("editing")) return;
  note.classList.add("editing");
  const [shell, rich] = await Promise.all([load(note.dataset.note), loadRich()]);
  if (shell) {
    new Session(note, shell).start(rich);
    return;
  }
  note.classList.remove("editing");
  say(FAILED);
}

async function load(address) {
  const answer = await read(address);
  return isDone(answer) ? parse(answer.html).querySelector(".note-editor") : null;
}

// Without it the note is edited as the text that it is.
async function loadRich() {
  try {
    return await import("./rich-editor.js");
  } catch {
    return null;
  }
}

class Session {
  constructor(note, shell) {
    Object.assign(this, { note, shell, isOpen: true, isRefused: false, hasSaved: false });
    this.source = shell.querySelector("textarea");
    this.saved = this.source.value;
    this.version = shell.dataset.version;
    this.saving = Promise.resolve();
  }

  start(rich) {
    this.read = this.note.querySelector("[data-note-body]");
    this.read.hidden = true;
    this.note.append(this.shell);
    this.mount(rich?.fits(this.saved) ? rich : null);
    this.ended = new AbortController();
    const { signal } = this.ended;
    const on = (target, name, act, more) => target.addEventListener(name, act, { signal, ...more });
    on(this.shell, "focusout", () => setTimeout(() => this.left()));
    on(this.shell, "keydown", (event) => this.press(event), { capture: true });
    on(this.shell.querySelector("[data-done]"), "click", () => this.leave(true));
    for (const name of ["pagehide", "popstate"]) on(window, name, () => this.keep());
    on(window, "beforeunload", (event) => {
      if (this.isRefused && this.isChanged) event.preventDefault();
    });
    this.editor.focus();
  }

  mount(rich) {
    this.shell.classList.toggle("note-as-text", !rich);
    const host = rich ? this.shell.querySelector(".note-host") : this.source;
    let tools = null;
    this.editor = (rich?.mount ?? mountPlain)(host, this.saved, {
      label: this.source.getAttribute("aria-label"),
      onChange: () => this.later(),
      onMove: () => tools?.show(),
    });
    if (rich) tools = armToolbar(this.shell, this.editor);
  }

  get isChanged() {
    return this.editor.text() !== this.saved;
  }

  press(event) {
    const isSaving = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (event.isComposing || !(isSaving || event.key === "Escape")) return;
    if (event.target.closest(".note-link")) return;
    event.preventDefault();
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

  async save(more) {
    const body = this.editor.text();
    const answer = await send(this.note.dataset.note, { body, opened: this.version, ...more });
    if (isDone(answer)) Object.assign(this, { saved: body, hasSaved: true });
    return answer;
  }

  /** Saves and closes; with `force` whatever is stored meanwhile is replaced. */
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
    if (withKey) this.note.querySelector("[data-edit-note]")?.focus({ preventScroll: true });
  }

  /** Says what was refused; what was typed stays. */
  refuse(answer) {
    Object.assign(this, { isOpen: true, isRefused: true });
    this.note.classList.add("refused");
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
