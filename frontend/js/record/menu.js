// The menu of a record: at its "···", and by right click on its row, card, line or calendar entry.
import { isReversed } from "../elements/direction.js";
import { all, closest, first, make } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, isModified, on } from "../elements/listen.js";
import { showMenu } from "../elements/menu.js";
import { t } from "../elements/words.js";
import { load, write } from "../shell/ask.js";
import { question } from "../shell/confirm.js";

/** @import { Choice } from "../shell/confirm.js" */
/** @import { Anchor } from "../elements/float.js" */

const HOLDER = "#main :is([data-slug] > tbody > tr[id], .card, .entry, li[id^='area-'])";
const WAY = /^\/[a-z-]+\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\/$/;
const TYPING = "dialog, input:not([type=checkbox]), textarea, select, [contenteditable=true]";

/**
 * The way to the record of a row, a card or an entry.
 * @param {Element} holder
 */
function wayOf(holder) {
  const id = /[0-9a-f-]{36}$/.exec(holder.id)?.[0];
  const ways = /** @type {HTMLAnchorElement[]} */ (all("a[href]", holder));
  return ways.find(({ pathname }) => WAY.test(pathname) && (!id || pathname.includes(id)));
}

/**
 * @param {HTMLElement} opener
 * @param {string} address
 * @param {Anchor} [at]
 */
async function open(opener, address, at = opener) {
  const items = await itemsOf(opener, address, opener);
  if (items) showMenu(opener, t("Menu"), items, at);
}

/**
 * What the menu of a record has, ready to be pressed; null where it could not be had.
 * @param {HTMLElement} opener
 * @param {string} address
 * @param {Element | null} [at] what is busy meanwhile; without it nothing is said
 */
export async function itemsOf(opener, address, at = null) {
  const innerHTML = await load(`${address}menu/`, at ? { at } : { words: "", fail: () => {} });
  if (innerHTML === null || !opener.isConnected) return null;
  const items = all("[role^=menuitem]", make("div", { innerHTML })).filter(isNeeded);
  for (const item of items) prepare(item, opener);
  return items;

  /** @param {Element} item */
  function isNeeded(item) {
    const isHere = location.pathname === address;
    return !(item.matches("[data-open]") && (isHere || opener.closest("#peek"))) && !(isHere && item.matches("[data-whole]"));
  }
}

/**
 * @param {HTMLElement} item
 * @param {HTMLElement} opener
 */
function prepare(item, opener) {
  const { post } = item.dataset;
  item.tabIndex = -1;
  item.addEventListener("click", (event) => {
    const holder = opener.closest(HOLDER) ?? opener;
    if (item.matches("[data-open]") && !isModified(event) && wayOf(holder)) {
      event.preventDefault();
      wayOf(holder)?.click();
    }
    if (post) doIt(item, post);
  });
}

/**
 * Does what an item says, after its question if it has one.
 * @param {HTMLElement} item
 * @param {string} address
 */
function doIt({ dataset, textContent }, address) {
  const { question: words, keep = "", instead, insteadWords = "" } = dataset;
  const act = () => write(address, {});
  if (!words) {
    act();
    return;
  }
  /** @type {Choice[]} */
  const choices = [[keep, "", () => {}], [textContent?.trim() ?? "", instead ? "btn-danger" : "btn-primary btn-danger", act]];
  if (instead) choices.unshift([insteadWords, "btn-primary", () => write(instead, {})]);
  question(words, choices);
}

on("click", "[data-menu]", (button) => open(button, button.dataset.menu));

document.addEventListener("contextmenu", (event) => {
  const holder = around(event, HOLDER);
  const way = holder && wayOf(holder);
  const isTouched = "pointerType" in event && event.pointerType === "touch";
  if (!holder || !way || isTouched || event.shiftKey || around(event, `${TYPING}, a.out`)) return;
  event.preventDefault();
  const { clientX: x, clientY: y } = event;
  const isPoint = x > 0 || y > 0;
  const opener = closest("[tabindex], a, button", /** @type {Element} */ (event.target)) ?? way;
  open(opener, way.pathname, isPoint ? { getBoundingClientRect: () => new DOMRect(x, y, 0, 0) } : opener);
});

// The "···" that stands at what the pointer is over; it is no part of the page, which is drawn anew.
const more = make("button", { className: "record-more", type: "button", textContent: "···", ariaLabel: t("Menu"), tabIndex: -1, hidden: true });
more.setAttribute("aria-haspopup", "menu");
/** @type {HTMLElement | null} */
let over = null;

more.addEventListener("click", () => {
  const way = over && wayOf(over);
  if (over && way) open(way, way.pathname, more);
});

document.addEventListener("pointermove", (event) => {
  if (event.pointerType === "touch" || event.target === more || more.contains(/** @type {Node} */ (event.target))) return;
  // The ends of a calendar's bars are pulled where it would lie.
  const holder = around(event, ".entry") ? null : around(event, HOLDER);
  if (holder === over && !more.hidden) return;
  over = holder;
  more.hidden = !holder || !wayOf(holder) || document.body.matches(".dragging");
  if (!holder || more.hidden) return;
  if (!more.isConnected) document.body.append(more);
  const { left, right, top, height } = holder.getBoundingClientRect();
  const isRow = holder.matches("tr");
  const sheet = closest(".sheet", holder)?.getBoundingClientRect();
  const end = isReversed() ? Math.max(left, sheet?.left ?? left) : Math.min(right, sheet?.right ?? right);
  const room = holder.querySelector(":scope > [data-pull=end]") ? 12 : 0; // by which an entry is stretched
  const x = isReversed() === isRow ? end - (isRow ? 26 : 30 + room) : end + (isRow ? 2 : 6 + room);
  const y = isRow || height < 40 ? top + (height - 24) / 2 : top + 6;
  Object.assign(more.style, { left: `${x}px`, top: `${y}px` });
});

for (const name of ["scroll", "pointerdown"]) {
  document.addEventListener(name, (event) => {
    if (event.target !== more) more.hidden = true;
  }, true);
}

// Ctrl/⌘+D: once more what the keyboard is at, or the record that is open.
document.addEventListener("keydown", (event) => {
  const { target } = event;
  if (!pressed(event, "duplicate")) return;
  if (!(target instanceof Element) || target.closest(TYPING) || document.querySelector("body > dialog")) return;
  const holder = around(event, HOLDER);
  const own = first("[data-menu]")?.dataset.menu;
  const address = (holder && wayOf(holder)?.pathname) || own;
  if (!address) return;
  event.preventDefault();
  if (!event.repeat) write(`${address}duplicate/`, {});
});
