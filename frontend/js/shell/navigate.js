// Another look at the page: the address changes, and what differs is drawn over what is there.
import { isPlainClick, on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { isDone, parse, unread } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { draw, inLine, inSightHeaders, read } from "../wire/send.js";
import { say, sayingStill } from "./toast.js";
import { holdBack, lostIn, unsaved } from "./unsaved.js";

/** @type {AbortController | null} */
let going = null;
let here = location.href; // the address of what is drawn

/**
 * Goes to an address of ours, once the writes before are answered; one that is overtaken is not drawn.
 * @param {string} url
 * @param {{ replace?: boolean }} [how]
 */
export function navigate(url, { replace = false } = {}) {
  going?.abort();
  const own = new AbortController();
  going = own;
  const { classList } = document.body;
  classList.add("going");
  const gone = inLine(() => fetched(url, replace, own.signal)).finally(() => {
    if (going === own) classList.remove("going");
  });
  return busy(gone, t("Loading"), { cancel: () => own.abort() });
}

// What of an address lays a list out.
const LAYOUT = ["layout", "order", "group", "show", "wide", "calc", "by", "fold"];

/**
 * Whether an address lays the list on screen out anew, which is kept for the person.
 * @param {string} url
 */
function isLaidOutAnew(url) {
  const [there, now] = [new URL(url, location.href), new URL(here)];
  const differs = (/** @type {string} */ name) => there.searchParams.get(name) !== now.searchParams.get(name);
  return there.pathname === now.pathname && LAYOUT.some(differs);
}

/**
 * @param {string} url
 * @param {boolean} replace
 * @param {AbortSignal} signal
 */
async function fetched(url, replace, signal) {
  /** @type {Record<string, string>} */
  const headers = isLaidOutAnew(url) && url !== location.href ? { "X-Layout": "keep" } : {};
  const answer = await read(url, { signal, headers: { ...inSightHeaders(), ...headers } });
  if (signal.aborted) return;
  if (isDone(answer) || answer.status === 422) {
    const go = () => show(url, replace, answer.html);
    const lost = lostIn(parse(answer.html));
    if (!lost) go();
    else {
      stay();
      holdBack(lost, go);
    }
  } else if (!answer.status || answer.status === 401 || unsaved().length) {
    stay();
    const words = answer.status ? unread(answer) : t("The server did not answer.");
    say(words, [[t("Try again"), () => navigate(url, { replace })]]);
  } else location.assign(url);
}

/**
 * @param {string} url
 * @param {boolean} replace
 * @param {string} html
 */
function show(url, replace, html) {
  history[replace ? "replaceState" : "pushState"](null, "", url);
  sayingStill(() => draw(html));
}

/** The address is that of what is drawn, also after a step back that led nowhere. */
function stay() {
  if (location.href !== here) history.pushState(null, "", here);
}

/**
 * The page's address with some parameters set; those of nothing are taken out.
 * @param {Record<string, string>} changes
 */
export function addressWith(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ cursor: "", compose: "", named: "", ...changes })) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.pathname + url.search;
}

on("click", "a[data-go], button[data-go]", (way, event) => {
  if (way.closest("#peek") || !isPlainClick(event)) return;
  event.preventDefault();
  navigate(way.dataset.go || (way.getAttribute("href") ?? ""));
});

document.addEventListener("change", ({ target }) => {
  if (target instanceof HTMLInputElement && target.matches("[data-go][data-key]")) navigate(target.dataset.key ?? "");
});

document.addEventListener("htmx:afterSettle", () => {
  here = location.href;
});

// A step to another place of the same page has its mark.
addEventListener("popstate", () => location.hash || navigate(location.href, { replace: true }));
