// What an answer must not take away: the focus, open editors, fields that a person has touched.
import { Idiomorph } from "idiomorph/htmx";

const HELD = ".cell.editing, .cell[aria-busy=true], form.composer:not([hidden]), .note.editing,"
  + " .slot:has(form)";

let morphing = false;
let answering = null;

/** What the server last drew for a cell that was being edited meanwhile. */
export const arrived = new WeakMap();

/** True while the page is being redrawn: leaving a field is then nobody's wish. */
export function isMorphing() {
  return morphing;
}

const morph = Idiomorph.morph;
Idiomorph.morph = (...given) => {
  const focused = document.activeElement;
  const selection = [focused?.selectionStart, focused?.selectionEnd];
  morphing = true;
  try {
    return morph(...given);
  } finally {
    refocus(focused, selection);
    morphing = false;
  }
};

function refocus(focused, [start, end]) {
  if (document.activeElement === focused || focused === document.body) return;
  const found = focused?.isConnected ? focused : focused?.id && document.getElementById(focused.id);
  if (!found) return;
  found.focus({ preventScroll: true });
  if (typeof start === "number") found.setSelectionRange?.(start, end);
}

Object.assign(Idiomorph.defaults.callbacks, {
  beforeNodeMorphed(old, fresh) {
    if (!(old instanceof Element) || !isHeld(old)) return true;
    arrived.set(old, fresh.cloneNode(true));
    return false;
  },
  beforeNodeRemoved(node) {
    if (!(node instanceof Element)) return true;
    return !node.matches(".pop, .bubble") && !node.querySelector(".cell.editing .editor");
  },
  beforeAttributeUpdated(name, element) {
    return name !== "data-peeked" && !(name === "open" && element.matches("details"));
  },
});

function isHeld(element) {
  if (answering && element.contains(answering)) return false;
  return element.matches(HELD) || isTouched(element);
}

function isTouched(field) {
  if (!field.form || field.form === answering || field.type === "hidden") return false;
  if (field instanceof HTMLSelectElement) {
    return [...field.options].some((option) => option.selected !== option.defaultSelected)
      && field.selectedIndex > 0;
  }
  return "defaultValue" in field
    && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

// The form whose own answer is drawn gives its fields up.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  answering = detail.requestConfig?.elt ?? null;
});
document.addEventListener("htmx:afterRequest", () => {
  answering = null;
});

// What had the focus is gone: go on from the page, not from the top of the window.
document.addEventListener("htmx:afterSettle", () => {
  const main = document.getElementById("main");
  if (document.activeElement === document.body) main?.focus({ preventScroll: true });
});
