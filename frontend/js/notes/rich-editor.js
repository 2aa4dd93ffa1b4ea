// The rich editor of a note: Markdown in, Markdown out. Loaded when the first note is edited.
import { Editor } from "@tiptap/core";
import { BlockMenu } from "./blocks.js";
import { extensions, fits, readMarkdown, written } from "./markdown.js";

export { fits } from "./markdown.js";

/** @import { ChainedCommands } from "@tiptap/core" */
/** @import { Block } from "./blocks.js" */
/** @import { NoteEditor } from "./plain-editor.js" */

/**
 * What edits a note as it reads: `act` does what a button of the toolbar names, `isOn` says whether that
 * holds at the cursor; `href` is the address of the link there, and `link` sets it; `dropMenu` closes the
 * menu of blocks where it is open.
 * @typedef {NoteEditor & {
 *   act: (name: string) => void,
 *   isOn: (name: string) => boolean,
 *   href: () => string,
 *   link: (href: string) => void,
 *   dropMenu: () => boolean,
 * }} RichEditor
 */

/** @type {Record<string, (chain: ChainedCommands) => ChainedCommands>} */
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
/** @type {Record<string, [name: string, attributes?: Record<string, unknown>]>} */
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

/**
 * Mounts the editor in `host` with a text.
 * @param {HTMLElement} host
 * @param {string} text
 * @param {{ label: string, blocks: Block[], onChange: () => void, onMove: () => void }} how `blocks` are what
 *   "/" offers, `onChange` is called on every edit of the text, `onMove` when the cursor moves, too
 * @returns {RichEditor}
 */
export function mount(host, text, { label, blocks, onChange, onMove }) {
  const menu = new BlockMenu(blocks, (name, range) => {
    COMMANDS[name](editor.chain().focus().deleteRange(range)).run();
  });
  const editor = new Editor({
    element: host,
    extensions,
    content: text ? readMarkdown(text) : "",
    injectCSS: false,
    editorProps: {
      attributes: { class: "prose", role: "textbox", "aria-multiline": "true", "aria-label": label },
      handleKeyDown: (_, event) => !event.isComposing && menu.press(event),
      // Null, which its type forgets: it is read as usual.
      clipboardTextParser: (pasted, _, isPlain) => /** @type {any} */ (isPlain ? null : sliceOf(editor, pasted)),
    },
    onUpdate: onChange,
    onTransaction(given) {
      menu.follow(given.editor);
      onMove();
    },
    onBlur: () => menu.close(),
  });
  editor.commands.setTextSelection(editor.state.doc.content.size);
  return {
    text: () => written(editor.getJSON()),
    focus: () => editor.view.focus(), // at once; its command waits for a frame, in which keys would be lost
    type: (typed) => typeIn(editor, typed),
    act: (name) => COMMANDS[name](editor.chain().focus()).run(),
    isOn: (name) => editor.isActive(...STATES[name]),
    href: () => editor.getAttributes("link").href ?? "",
    link: (href) => setLink(editor, href.trim()),
    dropMenu: () => menu.drop(),
    drop() {
      menu.close();
      editor.destroy();
    },
  };
}

/**
 * Types as keys would: "# " begins a heading.
 * @param {Editor} editor
 * @param {string} text
 */
function typeIn({ view }, text) {
  for (const key of text) {
    if (key === "\n") {
      const enter = new KeyboardEvent("keydown", { key: "Enter" });
      view.someProp("handleKeyDown", (press) => press(view, enter));
    } else {
      const { from, to } = view.state.selection;
      const plain = () => view.state.tr.insertText(key, from, to);
      if (!view.someProp("handleTextInput", (take) => take(view, from, to, key, plain))) view.dispatch(plain());
    }
  }
}

/**
 * Pasted Markdown is read as what it means.
 * @param {Editor} editor
 * @param {string} pasted
 */
function sliceOf(editor, pasted) {
  if (!fits(pasted)) return null;
  const node = editor.schema.nodeFromJSON(readMarkdown(pasted));
  return node.slice(0, node.content.size);
}

/**
 * @param {Editor} editor
 * @param {string} href nothing takes the link away
 */
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
