// The panels of the controls over a list. The server draws them, anew at every change: a panel sends
// its fields, and the answer names the address that they ask for.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph/htmx";
import { find } from "./finder.js";
import { float } from "./float.js";
import { go } from "./go.js";
import { say } from "./toast.js";

const PAUSE = 250;
const SHEET = matchMedia("(width < 600px)");
const FAILED = "This could not be loaded. Try again.";

let open = null;
let asked = null;
let timer = 0;

const opener = () => document.getElementById(open.id);

async function ask(address, fields = new URLSearchParams()) {
  asked?.abort();
  asked = new AbortController();
  fields.set("at", location.pathname);
  fields.set("here", location.search.slice(1));
  const headers = { "HX-Request": "true" };
  const response = await fetch(`${address}?${fields}`, { headers, signal: asked.signal });
  if (!response.ok) throw new Error(String(response.status));
  return response.text();
}

async function show(button) {
  close();
  const panel = document.createElement("div");
  panel.className = "panel-pop";
  panel.tabIndex = -1;
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", button.getAttribute("aria-label") ?? button.textContent.trim());
  document.body.append(panel);
  const leave = SHEET.matches ? () => panel.remove() : float(panel, button);
  open = { panel, id: button.id, leave };
  mark(true);
  try {
    panel.innerHTML = await ask(button.dataset.panel);
  } catch (problem) {
    fail(problem);
    return;
  }
  htmx.process(panel);
  const first = panel.querySelector("[autofocus]") ?? panel.querySelector("input:not([type=hidden]), select, button");
  (first ?? panel).focus();
}

function close({ isLeft = false } = {}) {
  if (!open) return;
  clearTimeout(timer);
  asked?.abort();
  const button = opener();
  const hadFocus = open.panel.contains(document.activeElement);
  mark(false);
  open.leave();
  open = null;
  if (hadFocus && !isLeft) button?.focus();
}

function fail({ name }) {
  if (name !== "AbortError") say(FAILED);
}

function mark(isOpen) {
  opener()?.setAttribute("aria-expanded", String(isOpen));
}

/** Sends the form, draws it anew, and goes where its fields lead. */
async function change(form, doing = "") {
  clearTimeout(timer);
  const fields = new URLSearchParams(new FormData(form));
  if (doing) fields.set("do", doing);
  const [before, { panel }] = [form.dataset.url, open];
  settle(form);
  try {
    Idiomorph.morph(form, await ask(form.getAttribute("action"), fields), { morphStyle: "outerHTML" });
  } catch (problem) {
    fail(problem);
    return;
  }
  const fresh = panel.querySelector("form");
  if (/^(add|nest)/.test(doing)) fresh.querySelector("[autofocus]")?.focus();
  if (!panel.contains(document.activeElement)) (fresh.querySelector(".btn-add") ?? panel).focus();
  if (fresh.dataset.url !== before) go(fresh.dataset.url);
}

/** What was entered so far is what the answer begins from; only what is entered later is kept. */
function settle(form) {
  for (const field of form.elements) {
    if (field instanceof HTMLSelectElement) {
      for (const option of field.options) option.defaultSelected = option.selected;
    } else if ("defaultValue" in field && field.type !== "hidden") {
      field.defaultValue = field.value;
      field.defaultChecked = field.checked;
    }
  }
}

const formOf = (target) => target.closest?.("[data-panel-form]");

document.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-panel]");
  if (button && open?.id === button.id) close();
  else if (button) show(button);
  if (target.closest("[data-shut]")) close();
  const doing = formOf(target) && target.closest("button[name=do]");
  if (doing) change(doing.form, doing.value);
});

document.addEventListener("pointerdown", ({ target }) => {
  if (open && !open.panel.contains(target) && !target.closest("[data-panel]")) close({ isLeft: true });
});

document.addEventListener("focusin", ({ target }) => {
  if (open && !open.panel.contains(target) && target.id !== open.id && target.id !== "main") {
    close({ isLeft: true });
  } else if (target.matches("[data-targets]")) {
    find(target, (value) => {
      const chosen = { type: "hidden", name: target.dataset.row, value };
      target.before(Object.assign(document.createElement("input"), chosen));
      change(target.form);
    });
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open || event.defaultPrevented) return;
  event.preventDefault();
  close();
});

document.addEventListener("change", ({ target }) => {
  if (formOf(target) && target.matches("select, [type=checkbox], [type=date]")) change(target.form);
});

document.addEventListener("input", ({ target }) => {
  if (!formOf(target) || !target.name || target.matches("select, [type=checkbox], [type=date]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => change(target.form), PAUSE);
});

document.addEventListener("submit", (event) => {
  if (!formOf(event.target)) return;
  event.preventDefault();
  change(event.target);
});

// What a form has done: the panel closes, a new view is opened, the address is the view's again.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  const { elt } = detail.requestConfig;
  if (detail.xhr.status < 200 || detail.xhr.status >= 300) return;
  if (elt.dataset.then) history.replaceState(null, "", elt.dataset.then);
  if (!open?.panel.contains(elt)) return;
  const name = elt.elements.namedItem("name")?.value.trim();
  close();
  const tabs = [...document.querySelectorAll("[data-view]")];
  const made = "opens" in elt.dataset && tabs.filter((tab) => tab.dataset.view === name).at(-1);
  if (made) go(made.getAttribute("href"));
});

document.addEventListener("htmx:afterSettle", () => {
  if (open) mark(true);
});
