// Forms sent by htmx: one at a time, and a refusal shown at its fields.
import { all, closest, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { write } from "./ask.js";
import { ask, isQuestion } from "./asked.js";
import { isAccepted, offers, parse, sentence } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { draw, inLine, isSignIn, refresh } from "../wire/send.js";
import { say } from "./toast.js";

/** @import { Answer } from "../wire/send.js" */
/** @import { Way } from "../elements/element.js" */

/** @type {WeakMap<XMLHttpRequest, string>} */
const asked = new WeakMap(); // the address at which each request was made

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof Element) || event.target.ariaBusy !== "true") return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// A form that leads to another page, which may take long to come.
document.addEventListener("submit", ({ submitter }) => {
  const words = submitter?.dataset.waits;
  if (words) busy(new Promise((left) => addEventListener("pagehide", left, { once: true })), words);
});

/**
 * Whether nobody asked: the page looks by itself, and tries again.
 * @param {Element} element
 */
const isQuiet = (element) => element.matches("[data-quiet]");

document.addEventListener("htmx:beforeRequest", ({ detail: { xhr, elt, requestConfig } }) => {
  asked.set(xhr, location.href);
  if (isQuiet(elt)) return;
  const answer = new Promise((done) => xhr.addEventListener("loadend", done));
  const isRead = requestConfig.verb === "get";
  if (!isRead) inLine(() => answer); // what is read after it may not be older
  busy(answer, isRead ? t("Loading") : t("Saving"), { at: elt });
  if (elt instanceof HTMLFormElement) clear(elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { responseURL } = detail.xhr;
  if (isSignIn(Boolean(responseURL), responseURL)) {
    detail.shouldSwap = false;
    if (!isQuiet(detail.requestConfig.elt)) report(detail.requestConfig.elt, { status: 401, html: "" });
  } else if (isAccepted(detail) && detail.shouldSwap && detail.target.id === "main") {
    // Not by htmx, which knows how to draw it only while what asked stands on the page; and what asked may
    // have been in the toast, which the same answer draws.
    detail.shouldSwap = false;
    if (asked.get(detail.xhr) === location.href) draw(detail.xhr.responseText);
    else refresh(); // it is of another look at the page
  }
});

document.addEventListener("htmx:afterRequest", ({ detail: { xhr, elt } }) => {
  if (isQuiet(elt)) return;
  elt.removeAttribute("aria-busy"); // it may be sent again from here on
  const { status, responseText: html } = xhr;
  if (status < 200 || status >= 400) report(elt, { status, html });
});

/**
 * Says what was refused, at the fields of a form.
 * @param {HTMLElement} element
 * @param {Answer} answer
 * @param {boolean} [isFree] the focus may go there
 */
export function report(element, answer, isFree = true) {
  const slot = first(".problems", element);
  if (element instanceof HTMLFormElement && isQuestion(answer)) {
    const given = /** @type {Record<string, string>} */ (Object.fromEntries(new FormData(element)));
    ask(answer, (more) => write(element.getAttribute("hx-post") ?? "", { ...given, ...more }));
    return;
  }
  const offered = ways(element, answer);
  if (!slot || offered.length) {
    say(sentence(answer), offered);
    return;
  }
  for (const field of all(".asked > .field", parse(answer.html))) insert(element, field, slot);
  const found = all(".problems > li", parse(answer.html));
  const lines = found.length ? found : [make("li", { textContent: sentence(answer) })];
  slot.replaceChildren(make("ul", {}, ...lines));
  if (element instanceof HTMLFormElement) {
    for (const [place, problem] of found.entries()) mark(element, problem, place);
  }
  if (isFree) first("[aria-invalid=true]", element)?.focus();
}

/**
 * Puts a field that a form lacks before its problems, until the form starts again.
 * @param {HTMLElement} form
 * @param {HTMLElement} field
 * @param {HTMLElement} slot
 */
function insert(form, field, slot) {
  const name = field.querySelector("[name]")?.getAttribute("name") ?? "";
  if (!(form instanceof HTMLFormElement) || form.elements.namedItem(name)) return;
  field.dataset.presetOnly = "";
  slot.before(field);
}

/**
 * The same form once more, with what the server offered.
 * @param {HTMLElement} form
 * @param {Answer} answer
 * @returns {Way[]}
 */
function ways(form, answer) {
  if (!(form instanceof HTMLFormElement)) return [];
  return offers(answer).map(([words, more]) => [words, () => resend(form, more)]);
}

/**
 * @param {HTMLFormElement} form
 * @param {Record<string, string>} more
 */
function resend(form, more) {
  for (const [name, value] of Object.entries(more)) {
    form.append(make("input", { type: "hidden", name, value }));
  }
  delete form.dataset.confirm;
  form.requestSubmit();
}

/**
 * Says what was refused of a field there, where that is to be seen; it is heard from the slot.
 * @param {HTMLFormElement} form
 * @param {HTMLElement} problem
 * @param {number} place
 */
function mark(form, problem, place) {
  const field = form.elements.namedItem(problem.dataset.field ?? "");
  if (!(field instanceof Element)) return;
  problem.id = `problem-${form.id}-${place}`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", problem.id);
  const label = closest(".field", field);
  if (!label?.checkVisibility()) return;
  problem.classList.add("sr-only");
  label.append(make("span", { className: "field-problem", textContent: problem.textContent, "aria-hidden": "true" }));
}

/**
 * What was said of a form is said no more.
 * @param {HTMLFormElement} form
 */
export function clear(form) {
  form.querySelector(".problems")?.replaceChildren();
  for (const said of all(".field-problem", form)) said.remove();
  for (const field of form.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

document.addEventListener("input", ({ target }) => {
  if (!(target instanceof Element && "form" in target && target.ariaInvalid === "true")) return;
  target.removeAttribute("aria-invalid");
  const id = target.getAttribute("aria-describedby") ?? "";
  first(`.problems > ul > li[id="${id}"]`)?.remove();
  target.closest(".field")?.querySelector(".field-problem")?.remove();
});
