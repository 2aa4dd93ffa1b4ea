// Reading an answer that refuses: its sentence, and the way it offers.
import { all } from "../elements/element.js";
import { t } from "../elements/words.js";
import { isSignIn } from "./send.js";

/** @import { Answer } from "./send.js" */

/** @type {Record<number, string>} */
const SENTENCES = {
  0: t("The server did not answer. What you entered is kept here."),
  401: t("You are signed out. Sign in in another tab, then try again; your entry is kept here."),
  403: t("You may not change this. What you entered is kept here."),
  404: t("This row is gone. What you entered is kept here until you leave the page."),
};
const FAILED = t("The server could not save this. What you entered is kept here.");

/**
 * An answer's HTML as a document of its own.
 * @param {string} html
 */
export function parse(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

/**
 * The sentence of an answer that refuses: the server's own, else one for its status.
 * @param {Answer} answer
 */
export function sentence({ status, html }) {
  const problem = parse(html).querySelector(".problem, .problems");
  return problem?.textContent?.trim() || SENTENCES[status] || FAILED;
}

/**
 * What would be accepted instead, `<p class="problem" data-way="with_linked" data-words="…">`:
 * words and values to send along, or nothing.
 * @param {Answer} answer
 * @returns {[words: string, more: Record<string, string>][]}
 */
export function offers({ html }) {
  return all("[data-way]", parse(html)).map(({ dataset: { way = "", words = "" } }) => [words, { [way]: "1" }]);
}

/**
 * Whether an answer draws the page.
 * @param {{ status: number }} answer
 */
export function isDone({ status }) {
  return status >= 200 && status < 300;
}

/**
 * Whether what htmx sent was done; an answer that is the way to sign in is none.
 * @param {{ xhr: XMLHttpRequest }} detail
 */
export function isAccepted({ xhr }) {
  return isDone(xhr) && !isSignIn(Boolean(xhr.responseURL), xhr.responseURL);
}

/**
 * Calls `act` with the form, or what else of htmx, whose sending was done; its own answer may have taken
 * it off the page by then.
 * @param {(sender: HTMLElement) => void} act
 */
export function onAccepted(act) {
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (isAccepted(detail)) act(detail.requestConfig.elt);
  });
}

/**
 * Why something could not be fetched, where nothing was entered.
 * @param {Answer} answer
 */
export function unread({ status }) {
  return status === 401 ? t("You are signed out. Sign in in another tab, then try again.")
    : t("This could not be loaded. Try again.");
}
