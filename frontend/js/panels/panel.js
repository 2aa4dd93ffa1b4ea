// The panels of the controls over a list. The server draws them, anew at every change: a panel sends
// its fields, and the answer names the address that they ask for.
import htmx from "htmx.org";
import { Idiomorph } from "idiomorph/htmx";
import { isAccepted, isDone, parse, unread } from "../shell/answer.js";
import { find } from "../cells/finder.js";
import { float } from "../shell/float.js";
import { navigate } from "../shell/navigate.js";
import { read } from "../shell/send.js";
import { say } from "../shell/toast.js";

const PAUSE = 250;
const SHEET = matchMedia("(width < 600px)");
let open = null;
let timer = 0;

const opener = () => document.getElementById(open.id);

/** What a panel draws, as HTML; "" where it could not be had, which is said, or was asked anew. */
async function ask(address, fields = new URLSearchParams(), signal = null) {
  fields.set("at", location.pathname);
  fields.set("here", location.search.slice(1));
  const answer = await read(`${address}?${fields}`, { signal });
  if (signal?.aborted) return "";
  if (!isDone(answer)) say(unread(answer));
  return isDone(answer) ? answer.html : "";
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
  const own = { panel, id: button.id, leave, hasGone: false };
  open = own;
  mark(true);
  const html = await ask(button.dataset.panel);
  if (open !== own) return;
  if (!html) {
    close();
    return;
  }
  panel.innerHTML = html;
  htmx.process(panel);
  const first = panel.querySelector("[autofocus]") ?? panel.querySelector("input:not([type=hidden]), select, button");
  (first ?? panel).focus();
}

function close({ isLeft = false } = {}) {
  if (!open) return;
  if (timer) change(open.panel.querySelector("[data-panel-form]")); // what was typed last counts too
  const button = opener();
  const hadFocus = open.panel.contains(document.activeElement);
  mark(false);
  open.leave();
  open = null;
  if (hadFocus && !isLeft) button?.focus();
}

function mark(isOpen) {
  opener()?.setAttribute("aria-expanded", String(isOpen));
}

/** Sends the form, draws it anew, unless it was closed meanwhile, and goes where its fields lead. */
async function change(form, doing = "") {
  clearTimeout(timer);
  timer = 0;
  const fields = new URLSearchParams(new FormData(form));
  if (doing) fields.set("do", doing);
  const [before, own] = [form.dataset.url, open];
  const { panel } = own;
  settle(form);
  own.asked?.abort(); // what the same panel asked before
  own.asked = new AbortController();
  const html = await ask(form.getAttribute("action"), fields, own.asked.signal);
  const { url } = parse(html).querySelector("[data-panel-form]")?.dataset ?? {};
  if (!url) return;
  if (open === own) {
    Idiomorph.morph(form, html, { morphStyle: "outerHTML" });
    const fresh = panel.querySelector("form");
    if (/^(add|nest)/.test(doing)) fresh.querySelector("[autofocus]")?.focus();
    if (!panel.contains(document.activeElement)) (fresh.querySelector(".btn-add") ?? panel).focus();
  }
  if (url === before) return;
  navigate(url, { replace: own.hasGone }); // one step back leads to where the panel was opened
  own.hasGone = true;
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
  const isElsewhere = open && !open.panel.contains(target) && !target.closest("dialog");
  if (isElsewhere && target.id !== open.id && target.id !== "main") close({ isLeft: true });
});

/** Finds records for a condition, one after the other. */
function seek({ target, key = "ArrowDown" }) {
  if (!target.matches?.(".panel-pop [data-targets]") || key !== "ArrowDown") return;
  find(target, ({ dataset: { value } }) => {
    const chosen = { type: "hidden", name: target.dataset.row, value };
    target.before(Object.assign(document.createElement("input"), chosen));
    change(target.form);
  });
}

for (const name of ["focusin", "click", "input", "keydown"]) document.addEventListener(name, seek);

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
  if (!isAccepted(detail)) return;
  if (elt.dataset.then) history.replaceState(null, "", elt.dataset.then);
  if (!open?.panel.contains(elt)) return;
  const name = elt.elements.namedItem("name")?.value.trim();
  close();
  const tabs = [...document.querySelectorAll("[data-view]")];
  const made = "opens" in elt.dataset && tabs.filter((tab) => tab.dataset.view === name).at(-1);
  if (made) navigate(made.getAttribute("href"));
});

document.addEventListener("htmx:afterSettle", () => {
  if (open) mark(true);
});
