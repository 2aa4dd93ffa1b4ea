// One write after the other, and the page that a write answers.
import htmx from "htmx.org";
import { answered, nameOf } from "./once.js";

const COOKIE = /(?:^|; )freelancer_os_csrf=([^;]+)/;

/** @typedef {{ status: number, html: string }} Answer status 0: no answer came; 401: the way to sign in */

const LARGEST_KEPT = 60_000;

/** @type {Promise<unknown>} */
let line = Promise.resolve();
let waiting = 0;
let times = 0;
/** @type {() => Record<string, string>} */
let inSight = () => ({});

/**
 * Who knows what is in sight says it here, as headers.
 * @param {() => Record<string, string>} tell
 */
export function onInSight(tell) {
  inSight = tell;
}

/** The headers that say what an answer must draw again beyond the page as it is first seen. */
export function inSightHeaders() {
  return inSight();
}

/** The CSRF token: the cookie's, which another tab may have renewed, else the page's. */
export function token() {
  const page = document.querySelector("meta[name=csrf-token]")?.getAttribute("content");
  return COOKIE.exec(document.cookie)?.[1] ?? page ?? "";
}

/** How many writes have not been answered yet. */
export function unanswered() {
  return waiting;
}

/**
 * Posts after the writes before it are answered; the next ones wait until `take` has taken the answer.
 * @param {string} url
 * @param {Record<string, string> | (() => Record<string, string>)} values what is sent; asked for by then
 * @param {(answer: Answer) => void} [take]
 */
export function send(url, values, take = () => {}) {
  count(1);
  return inLine(async () => {
    const answer = await post(url, typeof values === "function" ? values() : values);
    count(-1);
    take(answer);
    return answer;
  });
}

/**
 * Does `work` after the writes before it are answered; what is written later waits for it.
 * @template Result
 * @param {() => Promise<Result>} work
 */
export function inLine(work) {
  const done = line.then(work);
  line = done.catch(() => {});
  return done;
}

/**
 * The page says "Saving…" or "Saved" by it.
 * @param {number} step
 */
function count(step) {
  waiting += step;
  document.documentElement.toggleAttribute("data-saving", waiting > 0);
}

/** How often the page was drawn: what was asked for before that may be older. */
export const drawn = () => times;

/**
 * Draws an answered page over the one on screen.
 * @param {string} html
 */
export function draw(html) {
  times += 1;
  const swap = { swapStyle: "morph:outerHTML", swapDelay: 0, settleDelay: 0 };
  htmx.swap("#main", html, swap, { contextElement: document.body });
}

/** Asks for the page that is on screen and draws it; gives the answer. */
export async function refresh() {
  const answer = await read(location.href, { headers: inSightHeaders() });
  if (answer.status === 200) draw(answer.html);
  return answer;
}

/**
 * Reads an address of ours; status 0 also when `signal` ends it.
 * @param {string} url
 * @param {{ signal?: AbortSignal, headers?: Record<string, string> }} [how]
 */
export function read(url, { signal, headers = {} } = {}) {
  // Not stored: the browser's way back must find the whole page, not this part of it.
  return ask(url, { signal, cache: "no-store", headers: { "HX-Request": "true", ...headers } });
}

/**
 * @param {string} url
 * @param {Record<string, string>} values
 */
async function post(url, values) {
  const fields = new URLSearchParams(values);
  fields.delete("csrfmiddlewaretoken"); // that of a form's page may be an older one: see the header
  const body = fields.toString();
  const mark = `${url} ${body}`;
  const name = nameOf(mark);
  const answer = await ask(url, {
    method: "POST",
    body,
    // A save goes through even if the person leaves the page; browsers do so up to 64 KB.
    keepalive: body.length < LARGEST_KEPT,
    headers: {
      "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
      "HX-Request": "true",
      "HX-Current-URL": location.href,
      "X-CSRFToken": token(),
      "Idempotency-Key": name,
      ...inSightHeaders(),
    },
  });
  answered(mark, name, answer.status);
  return answer;
}

/**
 * @param {string} url
 * @param {RequestInit} given
 * @returns {Promise<Answer>}
 */
async function ask(url, given) {
  try {
    const response = await fetch(url, given);
    if (isSignIn(response.redirected, response.url)) return { status: 401, html: "" };
    const lead = response.headers.get("HX-Redirect");
    if (lead) location.assign(lead);
    return { status: response.status, html: await response.text() };
  } catch {
    if (!given.signal?.aborted) document.dispatchEvent(new Event("wire:unheard"));
    return { status: 0, html: "" };
  }
}

/**
 * Whether a request ended at the sign-in pages.
 * @param {boolean} redirected
 * @param {string} url
 */
export function isSignIn(redirected, url) {
  return redirected && new URL(url, location.href).pathname.startsWith("/auth/");
}
