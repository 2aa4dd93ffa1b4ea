// Editing a note: what was typed is saved on leaving, and after some seconds of rest.
import { isDone, parse, sentence } from "./answer.js";
import { arrived } from "./morph.js";
import { mount as mountPlain } from "./note-plain.js";
import { armToolbar } from "./note-tools.js";
import { draw, refresh, send } from "./send.js";
import { say } from "./toast.js";

const REST = 4000;
const FAILED = "The note could not be opened. Try again.";

/** Opens the editor of a note over what is read. */
export async function edit(note) {
  if (note.classList.contains("editing")) return;
  note.classList.add("editing");
  const [shell, rich] = await Promise.all([load(note.dataset.note), loadRich()]);
  if (!shell) {
    note.classList.remove("editing");
    say(FAILED);
    return;
  }
  new Session(note, shell, rich).start();
}

async function load(address) {
  try {
    const response = await fetch(address, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (!response.ok || response.redirected) return null;
    return parse(await response.text()).querySelector(".note-editor");
  } catch {
    return null;
  }
}

// Without it the note is edited as the text that it is.
async function loadRich() {
  try {
    return await import("./note-rich.js");
  } catch {
    return null;
  }
}

class Session {
  constructor(note, shell, rich) {
    Object.assign(this, { note, shell, rich });
    this.source = shell.querySelector("textarea");
    this.saved = this.source.value;
    this.opened = shell.dataset.version;
    this.saving = Promise.resolve();
    this.hasSaved = false;
    this.isOpen = true;
  }

  start() {
    this.read = this.note.querySelector("[data-note-body]");
    this.read.hidden = true;
    this.note.append(this.shell);
    const isRich = this.rich?.fits(this.saved);
    this.shell.classList.toggle("note-as-text", !isRich);
    const { mount } = isRich ? this.rich : { mount: mountPlain };
    const host = this.shell.querySelector(".note-host");
    this.editor = mount(isRich ? host : this.source, this.saved, {
      label: this.source.getAttribute("aria-label"),
      onChange: () => this.later(),
      onMove: () => this.tools?.show(),
    });
    this.tools = isRich ? armToolbar(this.shell, this.editor) : null;
    this.ended = new AbortController();
    const { signal } = this.ended;
    this.shell.addEventListener("focusout", () => setTimeout(() => this.left()), { signal });
    this.shell.addEventListener("keydown", (event) => this.press(event), { signal, capture: true });
    for (const name of ["pagehide", "popstate"]) addEventListener(name, () => this.keep(), { signal });
    addEventListener("beforeunload", (event) => this.warn(event), { signal });
    this.shell.querySelector("[data-done]").addEventListener("click", () => this.leave(true));
    this.editor.focus();
  }

  get isChanged() {
    return this.editor.text() !== this.saved;
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), REST);
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
    const isInside = this.shell.contains(document.activeElement) || !document.hasFocus();
    if (!isInside && this.note.isConnected) this.leave(false);
  }

  /** Saves while the person goes on writing. */
  keep() {
    clearTimeout(this.timer);
    if (!this.isOpen || this.isRefused || !this.isChanged) return this.saving;
    this.saving = this.saving.then(() => this.save({ on: "1" })).then((answer) => {
      if (answer && !isDone(answer)) this.refuse(answer);
    });
    return this.saving;
  }

  /** Saves what differs; the answer, or nothing if there was nothing to save. */
  async save(more) {
    const body = this.editor.text();
    const answer = await send(this.note.dataset.note, { body, opened: this.opened, ...more });
    if (isDone(answer)) {
      this.saved = body;
      this.hasSaved = true;
      if (more.on) this.opened = answer.html;
    }
    return answer;
  }

  async leave(withKey, more = {}) {
    if (!this.isOpen || (this.isRefused && !more.force)) return;
    this.isOpen = false;
    clearTimeout(this.timer);
    await this.saving;
    if (this.isRefused && !more.force) {
      this.isOpen = true;
      return;
    }
    if (!this.isChanged && !this.hasSaved && !more.force) {
      this.close(withKey);
      return;
    }
    const answer = await this.save(more.force ? { opened: "" } : {});
    if (!isDone(answer)) {
      this.isOpen = true;
      this.refuse(answer);
      return;
    }
    this.close(withKey, answer.html);
  }

  close(withKey, html) {
    const isBehind = arrived.has(this.note);
    arrived.delete(this.note);
    this.ended.abort();
    this.isOpen = false;
    this.editor.drop();
    this.shell.remove();
    this.read.hidden = false;
    this.note.classList.remove("editing");
    if (html) draw(html);
    else if (isBehind) refresh();
    if (withKey) this.note.querySelector("[data-edit-note]")?.focus({ preventScroll: true });
  }

  /** Says what was refused; what was typed stays. */
  refuse(answer) {
    this.isRefused = true;
    const slot = this.shell.querySelector(".problems");
    const words = document.createElement("p");
    words.className = "problem";
    words.textContent = sentence(answer);
    const ways = document.createElement("div");
    ways.className = "row";
    const mine = () => this.again(true);
    const theirs = () => {
      this.close(true);
      refresh();
    };
    const offered = answer.status === 409
      ? [["Keep mine", mine], ["Take theirs", theirs]]
      : [["Try again", () => this.again(false)]];
    ways.append(...offered.map(([text, act]) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn btn-small", textContent: text });
      button.addEventListener("click", act);
      return button;
    }));
    slot.replaceChildren(words, ways);
    if (!this.note.isConnected) say(sentence(answer));
  }

  again(force) {
    this.isRefused = false;
    this.shell.querySelector(".problems").replaceChildren();
    this.leave(true, { force });
  }

  warn(event) {
    if (this.isRefused && this.isChanged) event.preventDefault();
  }
}
