// Inline forms that a button opens: "Add income", "New client". What is entered is sent while one goes on:
// a form that is sent leaves the page for a fresh one, and comes back if it is refused.
import { written } from "../dates/written.js";
import { all, first, make, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on, onDrawn } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { isDone } from "../wire/answer.js";
import { busy } from "../wire/busy.js";
import { clear, report } from "../shell/form.js";
import { isTouched } from "../wire/morph.js";
import { addressWith } from "../shell/navigate.js";
import { draw, send } from "../wire/send.js";
import { isElsewhere, lift, openerOf, pressedAt, put, putAgain } from "./composer-place.js";
import { startAgain, take, valuesOf } from "./link-field.js";
import { CELL } from "./place.js";

const FIELD = ":is(input:not([type=hidden]), select, textarea)";
/** @type {WeakMap<HTMLInputElement, string>} */
const begun = new WeakMap(); // what a button began a field with
let count = 0; // of the forms that came back beside a fresh one

/** @param {HTMLElement} form */
const openers = (form) => all(`[data-composer="${form.id}"], [data-slot="${form.id.replace(/-form$/, "")}"]`);

/** @param {HTMLElement} button */
function formOf(button) {
  const form = document.getElementById(button.dataset.composer);
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * Opens a form, with what it begins with, at the button that asked for it, in place of one that is open and
 * unused.
 * @param {HTMLFormElement} form
 * @param {DOMStringMap} [given]
 * @param {HTMLElement} [button]
 */
function open(form, given, button) {
  for (const other of all("form.composer:not([hidden], .composer-again, .slot > *)", document, HTMLFormElement)) {
    if (other !== form && ![...other.elements].some(isTouched)) hide(other);
  }
  form.hidden = false;
  for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  preset(form, given ?? /** @type {DOMStringMap} */ ({}));
  pressedAt(form, button);
  put(form);
  first(FIELD, form)?.focus({ preventScroll: form.matches(".composer-there") });
}

/** @param {HTMLElement} form */
function hide(form) {
  lift(form);
  form.hidden = true;
  for (const button of openers(form)) button.setAttribute("aria-expanded", "false");
}

/**
 * A form that was fetched, or came back beside another, is taken away.
 * @param {HTMLElement} form
 */
export function close(form) {
  const at = openerOf(form);
  hide(form);
  if (form.matches(".slot > *, .composer-again")) form.remove();
  putAgain();
  (at?.checkVisibility() ? at : openers(form)[0])?.focus({ preventScroll: true });
}

/**
 * Closes a form without a word about what was typed in it: filled, one that was fetched waits hidden for its
 * button, and one that came back beside another stays open; only its Cancel gives that up.
 * @param {HTMLElement} form
 */
export function setAside(form) {
  const isFilled = form instanceof HTMLFormElement && [...form.elements].some(isTouched);
  if (!isFilled || !form.matches(".slot > *, .composer-again")) close(form);
  else if (form.matches(".slot > *")) {
    hide(form);
    openers(form)[0]?.focus({ preventScroll: true });
  }
}

/**
 * A form that was set aside is there again as it was left.
 * @param {HTMLElement} form
 */
export function resume(form) {
  form.hidden = false;
  for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  first(FIELD, form)?.focus();
}

/**
 * Starts a form with `name=value`, or several with "&" between: "New in Lead" starts a client in that
 * stage. A value that the form does not offer, or a field that it does not have, is added to it until it
 * starts again.
 * @param {HTMLFormElement} form
 * @param {DOMStringMap} given
 */
function preset(form, { preset: pairs = "", presetLabel: label = "" }) {
  for (const added of form.querySelectorAll("[data-preset-only]")) added.remove();
  for (const field of all("input", form, HTMLInputElement)) giveBack(field);
  Object.assign(form.dataset, { preset: pairs, presetLabel: label });
  for (const pair of pairs ? pairs.split("&") : []) begin(form, pair, label);
}

/**
 * @param {HTMLFormElement} form
 * @param {string} pair
 * @param {string} label
 */
function begin(form, pair, label) {
  const [name, value = ""] = pair.split("=");
  const field = form.elements.namedItem(name) ?? add(form, make("input", { type: "hidden", name }));
  if (field instanceof HTMLInputElement && (field.dataset.targets || field.dataset.options)) take(field, value, label);
  else Object.assign(field, { value: "matches" in field && field.matches("[data-date]") ? written(value) : value });
  if (field instanceof HTMLInputElement) begun.set(field, field.value);
}

/**
 * A field holds again what it was drawn with, where it still holds what another button began it with.
 * @param {HTMLInputElement} field
 */
function giveBack(field) {
  const { dataset } = field;
  if (begun.get(field) === field.value) {
    field.value = field.defaultValue;
    if (dataset.begun) dataset.key = dataset.begun;
    else if (dataset.begun !== undefined) delete dataset.key;
  }
  begun.delete(field);
}

/**
 * @param {HTMLElement} parent
 * @param {HTMLElement} added
 */
function add(parent, added) {
  added.dataset.presetOnly = "";
  parent.append(added);
  return added;
}

on("click", "[data-composer]", (button) => {
  const form = formOf(button);
  if (!form) return;
  if (form.hidden || "preset" in button.dataset || isElsewhere(form, button)) open(form, button.dataset, button);
  else close(form);
});

on("click", ".composer [data-close]", (button) => {
  const form = button.closest("form");
  if (form) close(form);
});

document.addEventListener("keydown", (event) => {
  const form = around(event, ".composer");
  if (event.key === "Escape" && form) {
    event.preventDefault();
    setAside(form);
  }
  if (!pressed(event, "new")) return;
  if (around(event, `input, select, textarea, ${CELL}, [data-cell], [contenteditable], dialog`)) return;
  const button = first("#main [data-composer]");
  const opened = button && formOf(button);
  if (!opened) return;
  event.preventDefault();
  open(opened, undefined, button);
});

on("input", "form.composer[data-unheard]", (form) => form.removeAttribute("data-unheard"));

on("submit", "form.composer", (form, event) => {
  event.preventDefault();
  if (!(form instanceof HTMLFormElement)) return;
  clear(form);
  const values = valuesOf(form);
  const slot = form.parentElement?.closest(".slot")?.id;
  leave(form);
  busy(send(form.action, values, (answer) => {
    if (isDone(answer)) draw(answer.html);
    else back(form, slot, answer);
  }), t("Saving"));
});

/**
 * What stands in the place of a form that is sent: under a table, or where it began with something, the next
 * one of the same table, column or day, with the focus in it; else it is closed.
 * @param {HTMLFormElement} form
 */
function leave(form) {
  if (new URL(location.href).searchParams.has("compose")) history.replaceState(null, "", addressWith({}));
  const isOne = form.matches(".slot > *, .composer-again");
  const at = openerOf(form);
  close(form);
  const fresh = form.cloneNode(true);
  if (isOne || !(fresh instanceof HTMLFormElement)) return;
  startAgain(fresh);
  fresh.hidden = true;
  form.replaceWith(fresh);
  if (!form.dataset.preset && !at?.closest("tfoot")) return;
  open(fresh, form.dataset, at);
}

/**
 * A form that was refused is there again, with what is to be said; the focus goes to it unless one is
 * entering something else by now.
 * @param {HTMLFormElement} form
 * @param {string | undefined} slot
 * @param {import("../wire/send.js").Answer} answer
 */
function back(form, slot, answer) {
  const at = document.activeElement;
  const fresh = document.getElementById(form.id);
  const isUsed = fresh instanceof HTMLFormElement && [...fresh.elements].some(isTouched);
  const isFree = at === document.body || at === the("#main") || openers(form).some((one) => one === at)
    || (fresh?.contains(at) && !isUsed);
  form.hidden = false;
  form.toggleAttribute("data-unheard", !answer.status); // it is sent again once the server is there
  const column = openerOf(form)?.closest(".column > *");
  if (fresh && !isUsed) {
    lift(fresh);
    fresh.replaceWith(form);
    put(form);
  } else {
    count += 1;
    form.classList.add("composer-again");
    const room = slot && document.getElementById(slot);
    if (fresh) form.id += `-${count}`;
    if (column) column.before(form);
    else if (fresh) fresh.before(form);
    else (room || the("#main")).prepend(form);
    putAgain();
  }
  for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  report(form, answer, Boolean(isFree));
  if (isFree && !form.contains(document.activeElement)) first(FIELD, form)?.focus();
}

// A form that the address opens takes the focus as well, once.
let composed = "";
onDrawn(() => {
  const asked = new URL(location.href).searchParams.get("compose") ?? "";
  const form = asked !== composed && document.getElementById(`composer-${asked}`);
  composed = asked;
  const at = document.activeElement;
  if (form && !form.hidden && (at === document.body || at === first("#main"))) first(FIELD, form)?.focus();
  for (const form of all(".composer:not([hidden])")) {
    for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  }
});
