// What an answer must not take away: the focus, open editors, fields that a person has touched.
import { Idiomorph } from "idiomorph/htmx";
import { all, closest, first, focused } from "../elements/element.js";
import { placeOf, takePlace } from "../elements/focus-place.js";

const KEPT = ".cell:is(.editing, .refused, [aria-busy=true]), form.composer:not([hidden]), .note.editing,"
  + " .slot:has(form), .field.refused, .tray-uploads:has(li)";

let morphing = false;
/** @type {HTMLElement | null} */
let answering = null;

/** @type {Element | null} */
let saved = null;

/**
 * Draws the answer to a cell: its row may go, if the person is in no other cell of it by now.
 * @param {Element} cell
 * @param {() => void} act
 */
export function answered(cell, act) {
  saved = cell;
  act();
  saved = null;
}

/**
 * Whether a person goes on in a row: it stays until they leave it.
 * @param {HTMLElement} row
 */
function isInUse(row) {
  const at = focused();
  return row.querySelector(".cell:is(.editing, .refused, [aria-busy=true])") !== null
    || (at !== saved && row.contains(at) && at?.matches(".cell") === true);
}

// A row that is not on the page any more goes once it is left.
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  const row = target instanceof Element ? closest("tr[data-gone]", target) : null;
  const isInside = relatedTarget instanceof Node && row?.contains(relatedTarget);
  if (row && !isInside && document.hasFocus()) setTimeout(() => isInUse(row) || row.remove());
});

/**
 * What the server last drew for a cell that was being edited meanwhile.
 * @type {WeakMap<Element, HTMLElement>}
 */
export const arrived = new WeakMap();

/** True while the page is being redrawn: leaving a field is then nobody's wish. */
export function isMorphing() {
  return morphing;
}

/** @type {ReturnType<typeof placeOf>} */
let place = null; // of what had the focus before the answer

const morph = Idiomorph.morph;
Idiomorph.morph = (...given) => {
  const at = focused();
  place = placeOf(at) ?? place;
  const selection = at && isText(at) ? [at.selectionStart, at.selectionEnd] : [];
  morphing = true;
  try {
    return morph(...given);
  } finally {
    if (at) refocus(at, selection);
    morphing = false;
  }
};

/**
 * @param {HTMLElement} field
 * @returns {field is HTMLInputElement | HTMLTextAreaElement}
 */
const isText = (field) => field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;

/**
 * @param {HTMLElement} was
 * @param {unknown[]} selection where it began and ended, in a field of text
 */
function refocus(was, [start, end]) {
  if (document.activeElement === was) return;
  const found = was.isConnected ? was : was.id && document.getElementById(was.id);
  if (!found) return;
  found.focus({ preventScroll: true });
  if (isText(found) && typeof start === "number") found.setSelectionRange(start, Number(end));
}

Object.assign(Idiomorph.defaults.callbacks, {
  /** @type {(old: Node, fresh: Node) => boolean} */
  beforeNodeMorphed(old, fresh) {
    if (!(old instanceof HTMLElement && fresh instanceof HTMLElement)) return true;
    if ("rows" in old.dataset) keepPages(old, fresh);
    if (isFurther(old) || isAddedUp(old, fresh)) return false;
    if (!isKept(old)) return true;
    const copy = fresh.cloneNode(true);
    if (copy instanceof HTMLElement) arrived.set(old, copy);
    return false;
  },
  /** @type {(node: Node) => boolean} */
  beforeNodeRemoved(node) {
    if (!(node instanceof HTMLElement)) return true;
    if (isPage(node)) {
      node.dataset.old = "";
      return false;
    }
    if (node.matches(".cell-pick > label")) return false; // the browser made it
    if (node.matches("tr") && isInUse(node)) {
      node.dataset.gone = "";
      return false;
    }
    return !node.matches(".pop, .bubble, .bubble-row, .composer-again") && !node.querySelector(".cell.editing .editor");
  },
  /** @type {(name: string, element: Element, way: "update" | "remove") => boolean} */
  beforeAttributeUpdated(name, element, way) {
    if (name === "data-peeked") return false;
    if (name === "tabindex") return !isRoving(element, way);
    if (name === "style" || name === "data-held") return !element.matches("table[data-held], table[data-held] > thead th");
    if (name === "checked") return !element.matches(".pick, .pick-all");
    return !(name === "open" && element.matches("details"));
  },
});

/**
 * Whether what takes the Tab key is told here (elements/rove.js); that a cell is edited at all says the server.
 * @param {Element} element
 * @param {"update" | "remove"} way
 */
const isRoving = (element, way) => element.matches("[role=grid] td")
  ? way === "update" && element.hasAttribute("tabindex")
  : element.matches("[role=grid] *, [role=toolbar] *, [data-board] *");

const PAGE = "[data-until]:not([data-from=''], [data-other])";

/**
 * Further pages of a list stay, as old ones, unless the list is another one now; where all of it is
 * there, nothing more comes.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
function keepPages(old, fresh) {
  const pages = all(`:scope > ${PAGE}`, old);
  const more = old.querySelector(":scope > .more");
  // Marked, not removed: idiomorph has noted by now what stands where.
  if (old.dataset.rows !== fresh.dataset.rows) for (const part of pages) part.dataset.other = "";
  else if (pages.length && !more) fresh.querySelector(":scope > .more")?.remove();
}

/** @param {Element} node */
const isPage = (node) => node.matches(`[data-rows] > ${PAGE}`);

/**
 * The place where the next rows come lies behind those that are there already.
 * @param {Element} node
 */
const isFurther = (node) => node.matches("[data-rows] > .more")
  && node.parentElement?.querySelector(`:scope > ${PAGE}`);

/**
 * A foot that was added up stays until it is added up again.
 * @param {HTMLElement} old
 * @param {HTMLElement} fresh
 */
const isAddedUp = (old, fresh) => old.matches("tfoot[data-foot]:not([aria-busy])")
  && old.dataset.foot === fresh.dataset.foot;

/** @param {Element} element */
function isKept(element) {
  if (answering && element.contains(answering)) return false;
  return element.matches(KEPT) || isTouched(element)
    || (element instanceof HTMLFormElement && element.matches(".rows-form") && [...element.elements].some(isTouched));
}

/**
 * Whether a person has changed a field of a form that was not sent yet.
 * @param {Element} field
 */
export function isTouched(field) {
  if (field instanceof HTMLTextAreaElement) return isUnsent(field) && field.value !== field.defaultValue;
  return field instanceof HTMLInputElement && isUnsent(field) && field.type !== "hidden"
    && (field.value !== field.defaultValue || field.checked !== field.defaultChecked);
}

/**
 * What was entered into a field is what it begins from now: only what is entered later is kept.
 * @param {Element} field
 */
export function settle(field) {
  if (field instanceof HTMLTextAreaElement) {
    field.defaultValue = field.value;
  } else if (field instanceof HTMLInputElement && field.type !== "hidden") {
    field.defaultValue = field.value;
    field.defaultChecked = field.checked;
  }
}

/** @param {{ form: HTMLFormElement | null }} field */
const isUnsent = ({ form }) => form !== null && form !== answering;

// The form whose own answer is drawn gives its fields up.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  answering = detail.requestConfig?.elt ?? null;
});
document.addEventListener("htmx:afterRequest", () => {
  answering = null;
});

// What had the focus is gone: go on from what took its place, else from the page, not from the top of the window.
document.addEventListener("htmx:afterSettle", () => {
  if (document.activeElement === document.body && !takePlace(place)) first("#main")?.focus({ preventScroll: true });
  place = null;
});
