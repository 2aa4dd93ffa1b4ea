// Another look at the page: the address changes, and what differs is drawn over what is there.
import { isDone } from "./answer.js";
import { draw, inLine, read, inSightHeaders } from "./send.js";
import { say } from "./toast.js";
import { wait } from "./wait.js";

let going = null;

/** Goes to an address of ours, once the writes before are answered; one that is overtaken is not drawn. */
export function navigate(url, { replace = false } = {}) {
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
  const answer = await read(url, { signal, headers: inSightHeaders() });
  if (signal.aborted) return;
  if (!answer.status) {
    say("The server did not answer.", [["Try again", () => navigate(url, { replace })]]);
  } else if (!isDone(answer) && answer.status !== 422) {
    location.assign(url);
  } else {
    history[replace ? "replaceState" : "pushState"](null, "", url);
    draw(answer.html);
  }
}

/** The page's address with some parameters set; those of nothing are taken out. */
export function addressWith(changes) {
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
  navigate(way.dataset.go || way.getAttribute("href"));
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("select[data-go]")) navigate(target.value);
});

// A step to another place of the same page has its mark.
addEventListener("popstate", () => location.hash || navigate(location.href, { replace: true }));
