// Another look at the page: the address changes, and what differs is drawn over what is there.
import { draw, inLine, isSignIn, seen } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

let going = null;

/** Goes to an address of ours, once the writes before are answered; one that is overtaken is not drawn. */
export function go(url, { replace = false } = {}) {
  going?.abort();
  going = new AbortController();
  const { signal } = going;
  const stop = () => going.abort();
  const { classList } = document.body;
  classList.add("going");
  const gone = inLine(() => fetched(url, replace, signal)).finally(() => {
    if (going.signal === signal) classList.remove("going");
  });
  return wait(gone, "Loading", stop);
}

async function fetched(url, replace, signal) {
  try {
    // Not stored: the browser's way back must find the whole page, not this part of it.
    const headers = { "HX-Request": "true", ...seen() };
    const response = await fetch(url, { headers, signal, cache: "no-store" });
    const isDrawn = response.ok || response.status === 422;
    if (isSignIn(response.redirected, response.url) || !isDrawn) return location.assign(url);
    const html = await response.text();
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

document.addEventListener("click", (event) => {
  const way = event.target.closest("a[data-go], button[data-go]");
  if (!way || way.closest("#peek") || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(way.dataset.go || way.getAttribute("href"));
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("select[data-go]")) go(target.value);
});

addEventListener("popstate", () => go(location.href, { replace: true }));
