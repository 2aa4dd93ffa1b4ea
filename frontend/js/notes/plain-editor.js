// A note as the text that it is: where it holds what the rich editor would lose.

/**
 * What edits a note: `text` is its Markdown; the rest of it is the rich editor's alone.
 * @typedef {object} NoteEditor
 * @property {() => string} text
 * @property {() => void} focus
 * @property {(text: string) => void} type what keys would do
 * @property {() => void} drop takes the editor away
 */

/**
 * Mounts the text in its own field.
 * @param {HTMLTextAreaElement} field
 * @param {string} text
 * @param {() => void} onChange called on every edit
 * @returns {NoteEditor}
 */
export function mount(field, text, onChange) {
  field.hidden = false;
  field.value = text;
  field.addEventListener("input", onChange);
  return {
    text: () => field.value,
    focus: () => field.focus(),
    type(text) {
      field.setRangeText(text, field.value.length, field.value.length, "end");
      onChange();
    },
    drop: () => field.removeEventListener("input", onChange),
  };
}
