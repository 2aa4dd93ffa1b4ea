// While the server does not answer: it is said, and what was not saved is sent once more as soon as it does.
import { all, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";

const PAUSE = 3000; // between two questions whether it is there again
const UNHEARD = "[data-unheard]"; // what sends again: a button, or a form that is sent
const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

let isWatching = false;
/** @type {HTMLElement | null} */
let said = null;

/** Whether the server is there, and what is before it (a proxy, a database) as well. */
async function isThere() {
  try {
    return (await fetch("/healthz", { cache: "no-store" })).ok;
  } catch {
    return false;
  }
}

/** Where the server is away, asks until it is there and nothing waits for it. */
async function watch() {
  if (isWatching) return;
  isWatching = true;
  let wasAway = Boolean(first("body.offline"));
  do {
    const isBack = await isThere();
    wasAway ||= !isBack;
    if (!wasAway) break; // one answer was lost: the person tries again
    tell(!isBack);
    if (isBack && first("body.offline")) location.reload();
    if (isBack) sendAgain();
    await rest();
  } while (said || first(UNHEARD) || first("body.offline"));
  isWatching = false;
}

/** Waits a while, or until the browser says that it is online. */
function rest() {
  return new Promise((done) => {
    const timer = setTimeout(done, PAUSE);
    addEventListener("online", () => {
      clearTimeout(timer);
      done(null);
    }, { once: true });
  });
}

/** Sends what waits, but for where one types just now: leaving that sends it. */
function sendAgain() {
  for (const one of all(UNHEARD)) {
    const holder = one.closest(".bubble") ? null : one.closest("form, .field, .note");
    const isTypedIn = holder?.contains(document.activeElement) || document.activeElement?.matches(".editor[aria-invalid=true]");
    if (isTypedIn || !one.isConnected) continue;
    delete one.dataset.unheard;
    if (one instanceof HTMLFormElement) one.requestSubmit();
    else one.click();
  }
}

/** @param {boolean} isOffline */
function tell(isOffline) {
  if (isOffline && !said && !first("body.offline")) {
    said = make("div", { className: "waiting offline-line", role: "status", textContent: t("Offline. Nothing is lost.") });
    document.body.append(said);
  } else if (!isOffline) {
    said?.remove();
    said = null;
  }
}

document.addEventListener("wire:unheard", watch);
addEventListener("offline", watch);
if (first("body.offline")) watch();

const isSafe = location.protocol === "https:" || LOOPBACK.test(location.hostname);
if (isSafe && "serviceWorker" in navigator && !first("body.offline")) {
  addEventListener("load", () => navigator.serviceWorker.register("/worker.js").catch(() => {}));
}
