// From the record beside the page to the next and the previous one, in the order of the list behind it.
import { all, first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { on, onDrawn } from "../elements/listen.js";
import { recordOf } from "./peek-address.js";

const HOLDERS = ":is([data-slug] > tbody > tr[id], .card, .entry, .list > li)";
const TYPING = "dialog, input:not([type=checkbox]), textarea, select, [contenteditable=true], .editing";

/** The links to the records of the list behind the peek, of the kind that it shows, each once. */
function ways() {
  const [slug = ""] = first("#peek")?.dataset.record?.split(":") ?? [];
  /** @type {Map<string, HTMLAnchorElement>} */
  const found = new Map();
  for (const holder of all(`#main ${HOLDERS}`)) {
    if (holder.closest("#peek")) continue;
    const links = /** @type {HTMLAnchorElement[]} */ (all("a[href]", holder));
    const way = links.find((link) => recordOf(link)?.startsWith(`${slug}:`) && link.pathname.includes(holder.id.slice(-36)));
    const key = way && recordOf(way);
    if (key && !found.has(key)) found.set(key, way);
  }
  return found;
}

/**
 * The link to the record so many places on, or null.
 * @param {number} step
 */
function beside(step) {
  const found = ways();
  const keys = [...found.keys()];
  const place = keys.indexOf(first("#peek")?.dataset.record ?? "");
  return place < 0 ? null : found.get(keys[place + step]) ?? null;
}

/** @param {number} step */
function go(step) {
  const way = beside(step);
  if (!way) return;
  way.scrollIntoView({ block: "nearest" }); // which also loads what follows it in a long list
  way.click();
}

on("click", "#peek [data-step]", (button) => go(Number(button.dataset.step)));

document.addEventListener("keydown", (event) => {
  const step = pressed(event, "next") ? 1 : pressed(event, "previous") ? -1 : 0;
  const { target } = event;
  if (!step || event.defaultPrevented || !(target instanceof Element)) return;
  if (!first("#peek") || target.closest(TYPING)) return;
  if (!(target === document.body || target.id === "main" || target.closest("#peek"))) return;
  event.preventDefault();
  go(step);
});

/** A button leads somewhere, or says that it does not. */
function tell() {
  for (const button of all("#peek [data-step]", document, HTMLButtonElement)) {
    button.disabled = !beside(Number(button.dataset.step));
  }
}

onDrawn(tell);
document.addEventListener("rows:more", tell);

