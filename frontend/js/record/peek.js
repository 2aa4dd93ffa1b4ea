// A record beside the page. From 900 px links to records open it; under that they are followed, as
// they are with a modifier key.
import { navigate } from "../shell/navigate.js";
import { addressBeside, recordOf } from "./peek-address.js";
import { isTouched } from "../shell/morph.js";
import { remember } from "./peek-marks.js";
import { skeleton } from "./skeleton.js";
import { say } from "../shell/toast.js";

const WIDE = matchMedia("(width >= 900px)");
const PATIENCE = 300;
const TYPING = "dialog, .composer, input:not([type=checkbox]), textarea, select, [contenteditable=true]";

const peek = () => document.getElementById("peek");

/** What was entered beside the page and is not saved. */
function unsaved() {
  const forms = [...document.querySelectorAll("#peek .slot form")];
  return document.querySelector("#peek .note.refused, #peek .editor[aria-invalid=true]")
    ?? forms.find((form) => [...form.elements].some(isTouched));
}

/** Goes on with `act`, unless something entered would be lost: then that is said. */
function leave(act) {
  const left = unsaved();
  if (!left) return act();
  left.scrollIntoView({ block: "nearest" });
  (left.matches("input") ? left : left.querySelector("input:not([type=hidden]), textarea, button"))?.focus();
  return say("What you entered here is not saved yet.", [["Leave it", act]]);
}

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
  const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
  const link = WIDE.matches && linkAt(target);
  const act = link && !link.target && !link.hasAttribute("download") && wayOf(link);
  if (!act) return;
  event.preventDefault();
  leave(act);
});

// Where there is no room beside the page, a card is the way to its record all over, too.
document.addEventListener("click", (event) => {
  const link = !WIDE.matches && !event.defaultPrevented && linkAt(event.target);
  if (link && !link.contains(event.target)) location.assign(link.href);
});

// A card is the way to its record all over.
function linkAt(target) {
  const link = target.closest("#main a[href]");
  if (link || target.closest("button, input, label, select")) return link;
  return target.closest("#main .card")?.querySelector(".card-title a");
}

/** What a click on a link does instead of following it, if anything. */
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

const titleOf = (link) => link.textContent.trim() || link.ariaLabel?.replace(/^Open /, "") || "";

document.addEventListener("keydown", (event) => {
  const at = event.target;
  if (event.key === "Enter" && at.matches?.(".card[tabindex]")) {
    at.querySelector(".card-title a")?.click();
  }
  if (event.key !== "Escape" || event.defaultPrevented || !peek() || !WIDE.matches) return;
  if (at.closest?.(TYPING) || !(at === document.body || at.id === "main" || at.closest("#peek"))) return;
  event.preventDefault();
  leave(close);
});
