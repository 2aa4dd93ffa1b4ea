// The line at the foot: what was just done, with its undo; gone after eight seconds.
import { all, button, first, focused, make } from "../elements/element.js";
import { placeOf, takePlace } from "../elements/focus-place.js";
import { around, onDrawn } from "../elements/listen.js";
import { t } from "../elements/words.js";

/** @import { Way } from "../elements/element.js" */

const STAY = 8000;
const toast = document.getElementById("toast");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Says a sentence, with buttons; one that is to stay goes when it is closed, or another is said.
 * @param {string} words
 * @param {Way[]} [ways]
 * @param {boolean} [isKept]
 */
export function say(words, ways = [], isKept = false) {
  const buttons = ways.map(([label, act]) => button(label, "btn-text", act));
  const said = make("div", { className: "toast" }, make("span", { textContent: words }), ...buttons);
  if (isKept) {
    said.dataset.kept = "";
    said.append(button(t("Close"), "btn-text", () => said.remove()));
  }
  toast?.replaceChildren(said);
}

/**
 * Draws another look at the page: what was just done stands there still, with its undo.
 * @param {() => void} draw
 */
export function sayingStill(draw) {
  const told = [...toast?.childNodes ?? []];
  draw();
  if (toast && !toast.firstElementChild) toast.replaceChildren(...told);
}

/** @param {HTMLElement} at */
function countDown(at) {
  clearTimeout(timer);
  if (at.matches(":hover, :has(> [data-kept])") || at.contains(focused())) return;
  if (at.firstElementChild) timer = setTimeout(() => at.replaceChildren(), STAY);
}

// What was added says that it is not shown here, unless it is.
onDrawn(() => {
  const main = first("#main");
  if (!toast || !main) return;
  for (const told of all("[data-made]", toast)) {
    const keys = told.dataset.made?.split(" ") ?? [];
    if (keys.every((key) => main.querySelector(`[id$="${key}"], a[href*="${key}"]`))) told.remove();
  }
});

if (toast) {
  const count = () => countDown(toast);
  new MutationObserver(count).observe(toast, { childList: true });
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, () => setTimeout(count));
  for (const name of ["pointerenter", "focusin"]) {
    toast.addEventListener(name, () => clearTimeout(timer));
  }
  toast.addEventListener("click", (event) => {
    if (!around(event, "[data-dismiss]")) return;
    const place = placeOf(focused());
    around(event, ".toast")?.remove();
    if (!focused()) takePlace(place);
  });
  count();
}
