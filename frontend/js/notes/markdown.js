// Markdown and the documents of the rich editor: one is read and written as the other.
import { Extension, InputRule } from "@tiptap/core";
import { TaskItem, TaskList } from "@tiptap/extension-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { MarkdownManager } from "@tiptap/markdown";
import StarterKit from "@tiptap/starter-kit";
import { Marked } from "marked";

/** @import { JSONContent } from "@tiptap/core" */

// What would begin something else than a paragraph, were it not escaped.
const BEGINS = /^([-+]|#{1,6})(?=\s|$)/;
const COUNTS = /^(\d{1,9})([.)])(?=\s|$)/;
const RULES = /^(?=[-=|:\s]*[-=])[-=|:\s]+$/;

/** @param {string} line */
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

/** What a note can hold. */
export const extensions = [
  Checklists,
  StarterKit.configure({ paragraph: false, underline: false, link: { openOnClick: false } }),
  Paragraph.extend({
    renderMarkdown(node, helpers, context) {
      const text = this.parent?.(node, helpers, context) ?? "";
      return text.split("\n").map((line, place) => (place ? line && escaped(line) : escaped(line)))
        .join("\n");
    },
  }),
  TaskList,
  TaskItem.configure({ nested: true }),
];
// Its type asks for the whole module of marked; an instance is all that it uses.
const marked = /** @type {any} */ (new Marked());
const manager = new MarkdownManager({ marked, extensions });
const plain = new Marked();

// What the serialiser writes more carefully than it must.
/** @type {[RegExp, string][]} */
const TIDIER = [
  [/&amp;/g, "&"],
  [/&lt;(?![a-z/!?])/gi, "<"],
  [/(?<=[\s=-])&gt;/g, ">"],
  [/(?<=\w)\\_(?=\w)/g, "_"],
  [/\\([[\]~])/g, "$1"],
];

/**
 * Whether two texts mean the same: whatever a tight or a loose list makes of its items.
 * @param {string} one
 * @param {string} other
 */
export function isSame(one, other) {
  return meaning(one) === meaning(other);
}

/** @param {string} text */
function meaning(text) {
  return plain.parse(text, { async: false })
    .replace(/<li>\s*<p>/g, "<li>")
    .replace(/<\/p>\s*(?=<\/li>|<[uo]l)/g, "")
    .replace(/\s+(?=<\/?(?:li|ul|ol|p|blockquote|h\d|hr|pre)\b)/g, "")
    .replace(/\s*\n\s*$/, "");
}

/**
 * A document as Markdown.
 * @param {JSONContent} json
 */
export function written(json) {
  const text = manager.serialize(json).replace(/(?:\s|&nbsp;)+$/, "");
  return TIDIER.reduce((found, [what, by]) => {
    const tidier = found.replace(what, by);
    return tidier !== found && isSame(found, tidier) ? tidier : found;
  }, text);
}

/**
 * Markdown as a document.
 * @param {string} text
 */
export function readMarkdown(text) {
  return manager.parse(text);
}

/**
 * Whether a text comes out of the editor as it goes in; a table, for one, would not.
 * @param {string} text
 */
export function fits(text) {
  try {
    return isSame(text, written(manager.parse(text)));
  } catch {
    return false;
  }
}
