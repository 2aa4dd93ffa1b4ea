// A record beside the page. From 900 px links to records open it; under that they are followed, as
// they are with a modifier key.
import { openedBy } from "../cells/place.js";
import { first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, isPlainClick } from "../elements/listen.js";
import { navigate } from "../shell/navigate.js";
import { addressBeside, recordOf } from "./peek-address.js";
import { remember } from "./peek-marks.js";
import { skeleton } from "./skeleton.js";

const WIDE = matchMedia("(width >= 900px)");
const PATIENCE = 300;
const TYPING = "dialog, .composer, input:not([type=checkbox]), textarea, select, [contenteditable=true]";

const peek = () => document.getElementById("peek");

/**
 * @param {string} url
 * @param {string} title
 */
async function open(url, title) {
  const timer = setTimeout(() => skeleton(title), PATIENCE);
  const gone = navigate(url);
  // The page beside it stays as it is meanwhile.
  document.body.classList.remove("going");
  await gone;
  clearTimeout(timer);
  const isDrawn = location.href === new URL(url, location.href).href;
  const aside = peek();
  if (!isDrawn && aside?.matches(".peek-waiting")) aside.remove();
  if (!isDrawn || !aside) return;
  aside.scrollTop = 0;
  document.getElementById("peek-title")?.focus({ preventScroll: true });
}

const close = () => navigate(addressBeside(""));

document.addEventListener("click", (event) => {
  if (event.defaultPrevented) return;
  const link = linkAt(event);
  if (!WIDE.matches) {
    // Where there is no room beside the page, a card is the way to its record all over, too.
    if (link && event.target instanceof Node && !link.contains(event.target)) location.assign(link.href);
    return;
  }
  if (!link || !isPlainClick(event) || link.target || !link.protocol.startsWith("http") || link.hasAttribute("download")) return;
  const act = wayOf(link);
  if (!act) return;
  event.preventDefault();
  act();
});

/**
 * The link that is clicked; a card is the way to its record all over.
 * @param {Event} event
 */
function linkAt(event) {
  const card = around(event, "button, input, label, select") ? null : around(event, "#main .card");
  const link = around(event, "#main a[href]") ?? (card && first(".card-title a", card));
  return link instanceof HTMLAnchorElement ? link : null;
}

/**
 * What a click on a link does instead of following it, if anything.
 * @param {HTMLAnchorElement} link
 */
function wayOf(link) {
  const isHere = link.closest("#peek");
  if (link.matches("[data-close-peek]")) return close;
  if (link.matches("[data-go]") || (isHere && link.closest(".pager"))) return () => open(link.href, "");
  const key = recordOf(link);
  const isOwn = link.pathname === location.pathname || link.matches("[data-whole]");
  if (!key || isOwn || link.closest(".page-head")) return null;
  return () => {
    if (!isHere) remember(link);
    open(addressBeside(key), titleOf(link));
  };
}

/** @param {HTMLElement} link */
const titleOf = (link) => link.textContent.trim() || openedBy(link.ariaLabel ?? "");

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (!(at instanceof Element)) return;
  if (pressed(event, "card") && at.matches(".card[tabindex]")) first(".card-title a", at)?.click();
  if (event.key !== "Escape" || event.defaultPrevented || !peek() || !WIDE.matches) return;
  if (at.closest(TYPING) || !(at === document.body || at.id === "main" || at.closest("#peek"))) return;
  event.preventDefault();
  close();
});
