// Going to another address of ours without loading the page anew.
import { draw, isSignIn, refresh } from "./send.js";
import { say } from "./toast.js";

const SILENT = "The server did not answer. Try again.";

let asked = 0;

/**
 * Draws the page at `url` over the one on screen and puts its address into the history. What is no
 * page of ours the browser opens by itself. Settles when it is decided: whether the page was drawn.
 */
export async function go(url, { replace = false } = {}) {
  const mine = (asked += 1);
  const { html, isPage } = await ask(url);
  if (mine !== asked) return false;
  if (html) {
    history[replace ? "replaceState" : "pushState"](null, "", url);
    draw(html);
  } else if (isPage) say(SILENT);
  else location.assign(url);
  return Boolean(html);
}

async function ask(url) {
  try {
    // Not stored: the browser's way back must find the whole page, not this part of it.
    const headers = { "HX-Request": "true" };
    const response = await fetch(url, { headers, cache: "no-store" });
    const isPage = response.ok || response.status === 422;
    if (!isPage || isSignIn(response.redirected, response.url)) return {};
    return { html: await response.text() };
  } catch {
    return { isPage: true };
  }
}

addEventListener("popstate", () => {
  asked += 1;
  refresh();
});
