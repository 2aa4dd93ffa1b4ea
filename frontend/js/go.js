// Another look at the page: the address changes, and what differs is drawn over what is there.
import { draw, inLine, isSignIn, refresh } from "./send.js";

let wanted = "";

/** Goes to an address of the same page; one that is overtaken by another is not drawn. */
export function go(url) {
  wanted = url;
  return inLine(async () => {
    if (wanted !== url) return;
    // Not stored: the browser's way back must find the whole page, not this part of it.
    const response = await fetch(url, { headers: { "HX-Request": "true" }, cache: "no-store" });
    if (isSignIn(response.redirected, response.url) || !(response.ok || response.status === 422)) {
      location.assign(url);
      return;
    }
    const html = await response.text();
    if (wanted !== url) return;
    history.pushState(null, "", url);
    draw(html);
  }).catch(() => location.assign(url));
}

document.addEventListener("click", (event) => {
  const way = event.target.closest("a[data-go], button[data-go]");
  if (!way || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  go(way.dataset.go || way.getAttribute("href"));
});

document.addEventListener("change", ({ target }) => {
  if (target.matches("select[data-go]")) go(target.value);
});

addEventListener("popstate", () => refresh());
