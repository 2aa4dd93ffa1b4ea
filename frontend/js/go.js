// Going to another look of the page: its address changes, what differs is drawn anew.
import { isSignIn, draw, seen } from "./send.js";
import { say } from "./toast.js";

const LATE = 300;

let going = null;

/** Fetches an address of ours, draws it over the page, and makes it the page's address. */
export async function go(url, { replace = false } = {}) {
  going?.abort();
  const request = new AbortController();
  going = request;
  const late = setTimeout(() => document.body.classList.add("late"), LATE);
  try {
    const headers = { "HX-Request": "true", ...seen() };
    const response = await fetch(url, { headers, signal: request.signal, cache: "no-store" });
    if (isSignIn(response.redirected, response.url)) return location.assign(url);
    const html = await response.text();
    if (!response.ok && response.status !== 422) throw new Error(String(response.status));
    history[replace ? "replaceState" : "pushState"](null, "", url);
    draw(html);
  } catch {
    if (!request.signal.aborted) say("The server did not answer.", [["Try again", () => go(url)]]);
  } finally {
    clearTimeout(late);
    if (going === request) document.body.classList.remove("late");
  }
}

/** The page's address with some parameters set; those of nothing are taken out. */
export function address(changes) {
  const url = new URL(location.href);
  for (const [name, value] of Object.entries({ cursor: "", compose: "", ...changes })) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.pathname + url.search;
}

addEventListener("popstate", () => go(location.href, { replace: true }));
