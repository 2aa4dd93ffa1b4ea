// Inline forms that a button opens: "Add income", "New client". What is entered is sent while one goes on:
// a form that is sent leaves the page for a fresh one, and comes back if it is refused.
import { written } from "../dates/written.js";
import { all, first, make, the } from "../elements/element.js";
import { keepAt } from "../elements/float.js";
import { around, isModified, on, onDrawn } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { isDone } from "../shell/answer.js";
import { busy } from "../shell/busy.js";
import { clear, report } from "../shell/form.js";
import { isTouched } from "../shell/morph.js";
import { addressWith } from "../shell/navigate.js";
import { draw, send } from "../shell/send.js";
import { startAgain, take, valuesOf } from "./link-field.js";
import { CELL } from "./place.js";

const FIELD = ":is(input:not([type=hidden]), select, textarea)";
/** @type {WeakMap<HTMLElement, HTMLElement>} */
const sentFrom = new WeakMap(); // where a form floated that was sent
let count = 0; // of the forms that came back beside a fresh one

/** @param {HTMLElement} form */
const openers = (form) => all(`[data-composer="${form.id}"], [data-slot="${form.id.replace(/-form$/, "")}"]`);

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} at
 */
function lift(form, at) {
  form.classList.add("floating");
  floating.set(form, { at, end: keepAt(form, at) });
}

/**
 * Where a form floated, it stands in the page again; gives the button.
 * @param {HTMLElement} form
 */
function ground(form) {
  const { at, end } = floating.get(form) ?? {};
  end?.();
  floating.delete(form);
  form.classList.remove("floating");
  form.removeAttribute("style");
  return at;
}

/** @param {HTMLElement} button */
function formOf(button) {
  const form = document.getElementById(button.dataset.composer);
  return form instanceof HTMLFormElement ? form : null;
}

/**
 * The button in a table at which a form floats, so that nothing moves, and what ends it.
 * @type {WeakMap<HTMLElement, { at: HTMLElement, end: () => void }>}
 */
const floating = new WeakMap();

/**
 * Whether what opens a form has it float: in a table, and wherever a calendar would move.
 * @param {HTMLElement} button
 */
const isFloating = (button) => Boolean(button.closest("[data-rows]") || first("[data-calendar]"));

/**
 * Opens a form: where a table or a calendar asks for it, at its button, else where the page has it.
 * @param {HTMLElement} form
 * @param {HTMLElement} [at]
 */
function open(form, at) {
  ground(form);
  if (at && isFloating(at)) lift(form, at);
  form.hidden = false;
  for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  first(FIELD, form)?.focus();
}

/**
 * A form that was fetched, or came back beside another, is taken away.
 * @param {HTMLElement} form
 */
export function close(form) {
  const at = ground(form);
  const isExtra = form.matches(".slot > *, .composer-again");
  if (isExtra) form.remove();
  else form.hidden = true;
  for (const button of openers(form)) button.setAttribute("aria-expanded", "false");
  (at?.checkVisibility() ? at : openers(form)[0])?.focus({ preventScroll: true });
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
  const isElsewhere = floating.get(form)?.at !== (isFloating(button) ? button : undefined);
  if (form.hidden || "preset" in button.dataset || isElsewhere) {
    open(form, button);
    preset(form, button.dataset);
  } else close(form);
});

on("click", ".composer [data-close]", (button) => {
  const form = button.closest("form");
  if (form) close(form);
});

document.addEventListener("keydown", (event) => {
  const form = around(event, ".composer");
  if (event.key === "Escape" && form) {
    event.preventDefault();
    close(form);
  }
  if (event.key !== "n" || isModified(event)) return;
  if (around(event, `input, select, textarea, ${CELL}, [data-cell], [contenteditable], dialog`)) return;
  const button = first("#main [data-composer]");
  const opened = button && formOf(button);
  if (!opened) return;
  event.preventDefault();
  open(opened, button);
});

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
 * What stands in the place of a form that is sent: where it began with something, the next one of the
 * same column or day, with the focus in it; else it is closed.
 * @param {HTMLFormElement} form
 */
function leave(form) {
  if (new URL(location.href).searchParams.has("compose")) history.replaceState(null, "", addressWith({}));
  const isOne = form.matches(".slot > *, .composer-again");
  const at = floating.get(form)?.at;
  close(form);
  const fresh = form.cloneNode(true);
  if (at) sentFrom.set(form, at);
  if (isOne || !(fresh instanceof HTMLFormElement)) return;
  startAgain(fresh);
  fresh.hidden = true;
  form.replaceWith(fresh);
  if (!form.dataset.preset) return;
  open(fresh, at);
  preset(fresh, form.dataset);
}

/**
 * A form that was refused is there again, with what is to be said; the focus goes to it unless one is
 * entering something else by now.
 * @param {HTMLFormElement} form
 * @param {string | undefined} slot
 * @param {import("../shell/send.js").Answer} answer
 */
function back(form, slot, answer) {
  const at = document.activeElement;
  const fresh = document.getElementById(form.id);
  const isUsed = fresh instanceof HTMLFormElement && [...fresh.elements].some(isTouched);
  const isFree = at === document.body || at === the("#main") || openers(form).some((one) => one === at)
    || (fresh?.contains(at) && !isUsed);
  form.hidden = false;
  if (fresh && !isUsed) fresh.replaceWith(form);
  else {
    count += 1;
    form.classList.add("composer-again");
    const room = slot && document.getElementById(slot);
    if (fresh) form.id += `-${count}`;
    if (fresh) fresh.before(form);
    else (room || the("#main")).prepend(form);
  }
  const from = sentFrom.get(form);
  if (from?.isConnected) lift(form, from);
  for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  report(form, answer, Boolean(isFree));
  if (isFree && !form.contains(document.activeElement)) first(FIELD, form)?.focus();
}

onDrawn(() => {
  for (const form of all(".composer:not([hidden])")) {
    for (const button of openers(form)) button.setAttribute("aria-expanded", "true");
  }
});
