// What an answer must not take away: the focus, open editors, fields that a person has touched.
import { Idiomorph } from "idiomorph/htmx";

const KEPT = ".cell.editing, .cell[aria-busy=true], form.composer:not([hidden]), .note.editing,"
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
    if (!(old instanceof Element)) return true;
    if (old.dataset.rows !== undefined && fresh instanceof Element) keepPages(old, fresh);
    if (isFurther(old) || isAddedUp(old, fresh)) return false;
    if (!isKept(old)) return true;
    arrived.set(old, fresh.cloneNode(true));
    return false;
  },
  beforeNodeRemoved(node) {
    if (!(node instanceof Element)) return true;
    if (isPage(node)) {
      node.dataset.old = "";
      return false;
    }
    return !node.matches(".pop, .bubble") && !node.querySelector(".cell.editing .editor");
  },
  beforeAttributeUpdated(name, element) {
    if (name === "data-peeked") return false;
    if (name === "checked") return !element.matches(".pick, .pick-all");
    return !(name === "open" && element.matches("details"));
  },
});

const PAGE = "[data-until]:not([data-from=''], [data-other])";

// Further pages of a list stay, as old ones, unless the list is another one now; where all of it is
// there, nothing more comes.
function keepPages(old, fresh) {
  const pages = old.querySelectorAll(`:scope > ${PAGE}`);
  const more = old.querySelector(":scope > .more");
  // Marked, not removed: idiomorph has noted by now what stands where.
  if (old.dataset.rows !== fresh.dataset.rows) for (const part of pages) part.dataset.other = "";
  else if (pages.length && !more) fresh.querySelector(":scope > .more")?.remove();
}

const isPage = (node) => node.matches(`[data-rows] > ${PAGE}`);

// The place where the next rows come lies behind those that are there already.
const isFurther = (node) => node.matches("[data-rows] > .more")
  && node.parentElement.querySelector(`:scope > ${PAGE}`);

// A foot that was added up stays until it is added up again.
const isAddedUp = (old, fresh) => old.matches("tfoot[data-foot]:not([aria-busy])")
  && old.dataset.foot === fresh.dataset?.foot;

function isKept(element) {
  if (answering && element.contains(answering)) return false;
  return element.matches(KEPT) || isTouched(element);
}

/** Whether a person has changed a field of a form that was not sent yet. */
export function isTouched(field) {
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
