// A list that loads as one scrolls: pages of rows, each a range between two cursors.
import { Idiomorph } from "idiomorph/htmx";
import { all, closest } from "../elements/element.js";
import { around, on, onDrawn } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { parse, unread } from "../wire/answer.js";
import { load } from "../shell/ask.js";
import { drawn, onInSight } from "../wire/send.js";
import { say } from "../shell/toast.js";

const AHEAD = "800px"; // before the end comes into sight
const END = "~"; // of a list, as a range says it

/**
 * @param {(part: HTMLElement) => void} act
 * @param {string} margin
 */
const watch = (act, margin) => new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting && target instanceof HTMLElement) act(target);
    }
  },
  { rootMargin: margin, scrollMargin: margin },
);
const ends = watch(next, AHEAD);
const pages = watch(renew, "0px");

/** @param {HTMLElement} list */
const loaded = (list) => all(":scope > [data-from]:not([data-from='']):not(.more)", list);

/** The ranges before the eyes, which an answer draws again; the others it leaves as they are. */
onInSight(() => {
  /** @type {Record<string, (string | undefined)[][]>} */
  const ranges = {};
  for (const list of all("[data-rows]")) {
    if (!loaded(list).length) continue;
    const parts = all(":scope > [data-until]", list);
    const inSight = parts.filter((part, place) => place === 0 || isInSight(part)).slice(0, 6);
    ranges[list.dataset.region ?? ""] = inSight.map((part) => [part.dataset.from, endOf(part)]);
  }
  /** @type {Record<string, string>} */
  const headers = Object.keys(ranges).length ? { "X-Rows": JSON.stringify(ranges) } : {};
  return headers;
});

/**
 * Where a page of rows ends; the last one with the list, whatever comes to stand there.
 * @param {HTMLElement} part
 */
const endOf = (part) => part.nextElementSibling?.matches("[data-from]") ? part.dataset.until ?? "" : END;

/** @param {HTMLElement} part */
function isInSight(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** @param {HTMLElement} more the place where the next rows come */
async function next(more) {
  const before = drawn();
  const html = await load(addressOf(more, { cursor: more.dataset.from ?? "" }), {
    at: more,
    words: "",
    fail: (answer) => more.isConnected && say(unread(answer), [[t("Try again"), () => next(more)]]),
  });
  if (html === null || !more.isConnected) return;
  ends.unobserve(more);
  const fresh = parts(html);
  if (drawn() !== before) for (const part of fresh) part.dataset.old = "";
  more.replaceWith(...fresh);
  observe();
  document.dispatchEvent(new Event("rows:more"));
}

/** @param {HTMLElement} part a page of rows that an answer left as it was */
async function renew(part) {
  if (!("old" in part.dataset)) return;
  const { from } = part.dataset;
  const until = endOf(part);
  delete part.dataset.old;
  const before = drawn();
  const address = addressOf(part, from ? { cursor: from, until } : { until });
  const html = await load(address, { words: "", fail: () => {} });
  if (!part.isConnected) return;
  // What was written meanwhile is newer than what was read.
  if (html === null || drawn() !== before) {
    part.dataset.old = "";
    if (html !== null) observe();
    return;
  }
  Idiomorph.morph(part, parts(html)[0], { morphStyle: "outerHTML" });
  document.dispatchEvent(new Event("rows:more"));
}

/**
 * @param {HTMLElement} part
 * @param {Record<string, string>} more
 */
const addressOf = (part, more) => `${closest("[data-rows]", part)?.dataset.rows}&${new URLSearchParams(more)}`;

/** @param {string} html */
const parts = (html) => all("[data-from]", parse(html));

/**
 * What is in sight already is told again.
 * @param {IntersectionObserver} watcher
 * @param {string} selector
 */
function again(watcher, selector) {
  for (const part of all(selector)) {
    watcher.unobserve(part);
    watcher.observe(part);
  }
}

function observe() {
  again(ends, "[data-rows] > .more");
  again(pages, "[data-rows] > [data-old]");
}

on("click", "[data-rows] > .more", (more, event) => {
  if (!around(event, "a")) return;
  event.preventDefault();
  next(more);
});

addEventListener("online", observe);
onDrawn(observe);
