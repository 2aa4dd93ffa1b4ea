// A note as the text that it is: where it holds what the rich editor would lose.

/** Mounts the text in its own field; the same as the rich editor's `mount`. */
export function mount(field, text, { onChange }) {
  field.hidden = false;
  field.value = text;
  field.addEventListener("input", onChange);
  return {
    text: () => field.value,
    focus: () => field.focus(),
    drop: () => field.removeEventListener("input", onChange),
  };
}
