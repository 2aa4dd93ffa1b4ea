// A record beside the page: `?peek=slug:id` in its address. Links to records open it, from 900 px.
import { go } from "./go.js";
import { skeleton } from "./skeleton.js";

const NAME = "peek";
const RECORD = /^\/([a-z-]+)\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/$/;
const WIDE = matchMedia("(width >= 900px)");
const PATIENCE = 300;
const TYPING = "dialog, .composer, input:not([type=checkbox]), textarea, select, [contenteditable=true]";

const peek = () => document.getElementById("peek");

// Where the focus came from, to go back to: a link is found again by its address in its row.
let origin = null;

/** `slug:id` of the record that a link leads to; nothing for other links. */
function recordOf(link) {
  if (link.origin !== location.origin || link.search || link.hash) return null;
  const [, slug, id] = RECORD.exec(link.pathname) ?? [];
  return slug && slug !== "files" ? `${slug}:${id}` : null;
}

function addressWith(key) {
  const url = new URL(location.href);
  url.searchParams.delete(NAME);
  const query = url.searchParams.toString();
  const all = [query, key && `${NAME}=${key}`].filter(Boolean).join("&");
  return url.pathname + (all && `?${all}`);
}

async function open(url, title) {
  const timer = setTimeout(() => skeleton(title), PATIENCE);
  const isDrawn = await go(url);
  clearTimeout(timer);
  const aside = peek();
  if (!isDrawn && aside?.matches(".peek-waiting")) aside.remove();
  if (!isDrawn || !aside) return;
  aside.scrollTop = 0;
  document.getElementById("peek-title")?.focus({ preventScroll: true });
}

async function close() {
  await go(addressWith(""));
}

function remember(link) {
  const at = link.closest("[id]");
  origin = { id: at?.id, href: link.getAttribute("href") };
}

/** Puts the focus back to where the peek was opened from, or to what shows its record. */
function goBack(was) {
  const at = origin?.id && document.getElementById(origin.id);
  const href = origin?.href ?? pathOf(was);
  const link = [at, document.getElementById("main")]
    .map((place) => place?.matches?.(`a[href="${href}"]`) ? place : place?.querySelector(`a[href="${href}"]`))
    .find(Boolean);
  (link ?? document.getElementById("main")).focus({ preventScroll: true });
  origin = null;
}

const pathOf = (key) => `/${key.split(":", 2).join("/")}/`;

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey) return;
  if (event.shiftKey || event.altKey || !WIDE.matches) return;
  const link = linkAt(event.target);
  const here = link?.closest("#peek");
  if (!link || (link.target && link.target !== "_self") || link.hasAttribute("download")) return;
  if (link.matches("[data-close-peek]")) {
    event.preventDefault();
    close();
  } else if (link.matches("[data-go]") || (here && link.closest(".pager"))) {
    event.preventDefault();
    open(link.href, "");
  } else if (canPeek(link)) {
    event.preventDefault();
    if (!here) remember(link);
    open(addressWith(recordOf(link)), titleOf(link));
  }
});

const titleOf = (link) => link.textContent.trim() || link.ariaLabel?.replace(/^Open /, "") || "";

// A card is the way to its record all over.
function linkAt(target) {
  const link = target.closest("#main a[href]");
  if (link || target.closest("button, input, label, select")) return link;
  return target.closest("#main .card")?.querySelector(".card-title a");
}

function canPeek(link) {
  const key = recordOf(link);
  const isPage = link.pathname === location.pathname;
  return key && !isPage && !link.matches("[data-whole]") && !link.closest(".page-head");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches?.(".card[tabindex]")) return;
  event.target.querySelector(".card-title a")?.click();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !peek() || !WIDE.matches) return;
  const at = event.target;
  if (at.closest?.(TYPING)) return;
  if (at !== document.body && at.id !== "main" && !at.closest("#peek")) return;
  event.preventDefault();
  close();
});

// What each answer leaves: the record is marked where the page shows it, a peek that is gone is
// gone from the address too, and the focus is not lost with it.
let shown = peek()?.dataset.record ?? "";

function settle() {
  const record = peek()?.dataset.record ?? "";
  if (shown && !record) {
    if (new URL(location.href).searchParams.has(NAME)) {
      history.replaceState(null, "", addressWith(""));
    }
    const at = document.activeElement;
    if (!at || at === document.body || at.id === "main") goBack(shown);
  }
  shown = record;
  mark(record);
}

function mark(record) {
  for (const element of document.querySelectorAll("#main [data-peeked]")) {
    element.removeAttribute("data-peeked");
  }
  if (!record) return;
  for (const link of document.querySelectorAll(`#main a[href="${pathOf(record)}"]`)) {
    if (!link.closest("#peek")) link.closest(".card, tr, .entry, li")?.setAttribute("data-peeked", "");
  }
}

document.addEventListener("htmx:afterSettle", settle);
mark(shown);
