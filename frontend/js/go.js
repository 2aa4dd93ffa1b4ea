// Going to another look of the page: its address changes, what differs is drawn anew.
import { isSignIn, draw, seen } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

let going = null;

/** Fetches an address of ours, draws it over the page, and makes it the page's address. */
export function go(url, { replace = false } = {}) {
  going?.abort();
  going = new AbortController();
  const { signal } = going;
  const stop = () => going.abort();
  const { classList } = document.body;
  classList.add("going");
  const gone = fetched(url, replace, signal).finally(() => {
    if (going.signal === signal) classList.remove("going");
  });
  return wait(gone, "Loading", stop);
}

async function fetched(url, replace, signal) {
  try {
    const headers = { "HX-Request": "true", ...seen() };
    const response = await fetch(url, { headers, signal, cache: "no-store" });
    if (isSignIn(response.redirected, response.url)) return location.assign(url);
    const html = await response.text();
    if (!response.ok && response.status !== 422) throw new Error(String(response.status));
    history[replace ? "replaceState" : "pushState"](null, "", url);
    draw(html);
  } catch {
    if (!signal.aborted) say("The server did not answer.", [["Try again", () => go(url)]]);
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
