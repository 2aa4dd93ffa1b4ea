// The rich editor of a note: Markdown in, Markdown out. Loaded when the first note is edited.
import { Editor, Extension, InputRule } from "@tiptap/core";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { MarkdownManager } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";
import { Marked } from "marked";

// What would begin something else than a paragraph, were it not escaped.
const BEGINS = /^([-+]|#{1,6})(?=\s|$)/;
const COUNTS = /^(\d{1,9})([.)])(?=\s|$)/;
const RULES = /^(?=[-=|:\s]*[-=])[-=|:\s]+$/;

function escaped(line) {
  const text = line.trimStart();
  if (RULES.test(text) || BEGINS.test(text)) return `\\${text}`;
  return text.replace(COUNTS, "$1\\$2");
}

// "- " begins a list as soon as it is typed; "[ ] " after it makes a checklist of that.
const Checklists = Extension.create({
  name: "checklists",
  priority: 1000,
  addInputRules() {
    return [new InputRule({
      find: /^\[([ xX])?\]\s$/,
      handler: ({ chain, range, match }) => {
        if (!this.editor.isActive("bulletList")) return;
        const checked = (match[1] ?? " ") !== " ";
        chain().deleteRange(range).toggleTaskList().updateAttributes("taskItem", { checked }).run();
      },
    })];
  },
});

const extensions = [
  Checklists,
  StarterKit.configure({ paragraph: false, underline: false, link: { openOnClick: false } }),
  Paragraph.extend({
    renderMarkdown(node, helpers, context) {
      const text = this.parent(node, helpers, context);
      return text.split("\n").map((line, place) => (place ? line && escaped(line) : escaped(line)))
        .join("\n");
    },
  }),
  TaskList,
  TaskItem.configure({ nested: true }),
];
const manager = new MarkdownManager({ marked: new Marked(), extensions });
const plain = new Marked();

// What the serialiser writes more carefully than it must.
const TIDIER = [
  [/&amp;/g, "&"],
  [/&lt;(?![a-z/!?])/gi, "<"],
  [/(?<=[\s=-])&gt;/g, ">"],
  [/(?<=\w)\\_(?=\w)/g, "_"],
  [/\\([[\]~])/g, "$1"],
];

/** Whether two texts mean the same: whatever a tight or a loose list makes of its items. */
export function isSame(one, other) {
  return meaning(one) === meaning(other);
}

function meaning(text) {
  return plain.parse(text)
    .replace(/<li>\s*<p>/g, "<li>")
    .replace(/<\/p>\s*(?=<\/li>|<[uo]l)/g, "")
    .replace(/\s+(?=<\/?(?:li|ul|ol|p|blockquote|h\d|hr|pre)\b)/g, "")
    .replace(/\s*\n\s*$/, "");
}

/** A document as Markdown. */
export function written(json) {
  const text = manager.serialize(json).replace(/(?:\s|&nbsp;)+$/, "");
  return TIDIER.reduce((found, [what, by]) => {
    const tidier = found.replace(what, by);
    return tidier !== found && isSame(found, tidier) ? tidier : found;
  }, text);
}

/** Markdown as a document. */
export function readMarkdown(text) {
  return manager.parse(text);
}

/** Whether a text comes out of the editor as it goes in; a table, for one, would not. */
export function fits(text) {
  try {
    return isSame(text, written(manager.parse(text)));
  } catch {
    return false;
  }
}

const COMMANDS = {
  heading1: (chain) => chain.toggleHeading({ level: 1 }),
  heading2: (chain) => chain.toggleHeading({ level: 2 }),
  bold: (chain) => chain.toggleBold(),
  italic: (chain) => chain.toggleItalic(),
  bullets: (chain) => chain.toggleBulletList(),
  numbers: (chain) => chain.toggleOrderedList(),
  tasks: (chain) => chain.toggleTaskList(),
  quote: (chain) => chain.toggleBlockquote(),
  code: (chain) => chain.toggleCode(),
};
const STATES = {
  heading1: ["heading", { level: 1 }],
  heading2: ["heading", { level: 2 }],
  bold: ["bold"],
  italic: ["italic"],
  bullets: ["bulletList"],
  numbers: ["orderedList"],
  tasks: ["taskList"],
  quote: ["blockquote"],
  code: ["code"],
  link: ["link"],
};

/** Mounts the editor in `host` with a text; `onChange` is called on every edit of it. */
export function mount(host, text, { label, onChange, onMove }) {
  const editor = new Editor({
    element: host,
    extensions,
    content: text ? manager.parse(text) : "",
    injectCSS: false,
    autofocus: "end",
    editorProps: {
      attributes: { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": label },
      clipboardTextParser: (pasted, _, isPlain) => (isPlain ? null : sliceOf(editor, pasted)),
    },
    onUpdate: onChange,
    onTransaction: () => onMove?.(),
  });
  return {
    text: () => written(editor.getJSON()),
    focus: () => editor.commands.focus(),
    act: (name) => COMMANDS[name](editor.chain().focus()).run(),
    isOn: (name) => editor.isActive(...STATES[name]),
    href: () => editor.getAttributes("link").href ?? "",
    link: (href) => setLink(editor, href.trim()),
    drop: () => editor.destroy(),
  };
}

// Pasted Markdown is read as what it means.
function sliceOf(editor, pasted) {
  if (!fits(pasted)) return null;
  const node = editor.schema.nodeFromJSON(manager.parse(pasted));
  return node.slice(0, node.content.size);
}

function setLink(editor, href) {
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!href) return chain.unsetLink().run();
  const address = /^[a-z][a-z0-9+.-]*:|^[/#]/i.test(href) ? href : `https://${href}`;
  if (!editor.state.selection.empty || editor.isActive("link")) {
    return chain.setLink({ href: address }).run();
  }
  const mark = { type: "link", attrs: { href: address } };
  return chain.insertContent({ type: "text", text: href, marks: [mark] }).run();
}
