// Going to another address of ours without loading the page anew.
import { draw, isSignIn, refresh } from "./send.js";

let asked = 0;

/**
 * Draws the page at `url` over the one on screen and puts its address into the history. Where that
 * cannot be, the browser goes there by itself. Settles when the page is drawn: whether it was.
 */
export async function go(url, { replace = false } = {}) {
  const mine = (asked += 1);
  const answer = await page(url);
  if (mine !== asked) return false;
  if (!answer) {
    location.assign(url);
    return false;
  }
  history[replace ? "replaceState" : "pushState"](null, "", url);
  draw(answer);
  return true;
}

async function page(url) {
  try {
    // Not stored: the browser's way back must find the whole page, not this part of it.
    const headers = { "HX-Request": "true" };
    const response = await fetch(url, { headers, cache: "no-store" });
    if (isSignIn(response.redirected, response.url) || response.status >= 500) return "";
    return response.status === 404 ? "" : await response.text();
  } catch {
    return "";
  }
}

addEventListener("popstate", () => {
  asked += 1;
  refresh();
});
