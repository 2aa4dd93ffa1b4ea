// Opens and closes the panels of the controls over a list: beside the button, on a phone as a sheet.
import htmx from "htmx.org";
import { all, first, make } from "../elements/element.js";
import { float } from "../elements/float.js";
import { around, on } from "../elements/listen.js";
import { onAccepted } from "../wire/answer.js";
import { load } from "../shell/ask.js";
import { keepKeys } from "../shell/keys-ahead.js";
import { navigate } from "../shell/navigate.js";

/**
 * The panel that is open: `id` is its button's, `leave` takes it away, `hasGone` once it led to another
 * address; `asked` is what it last asked, `send` sends what was typed last.
 * @typedef {object} Panel
 * @property {HTMLElement} panel
 * @property {string} id
 * @property {() => void} leave
 * @property {boolean} hasGone
 * @property {AbortController} [asked]
 * @property {() => void} [send]
 */

const SHEET = matchMedia("(width < 600px)");
const FIELD = "input:not([type=hidden]), select, button";

/** @type {Panel | null} */
let open = null;

/** The panel that is open, if there is one. */
export const opened = () => open;

/**
 * What a panel draws, as HTML; null where it could not be had, which is said, or was asked anew.
 * @param {string} address
 * @param {URLSearchParams} [fields]
 * @param {AbortSignal} [signal]
 */
export function ask(address, fields = new URLSearchParams(), signal = undefined) {
  fields.set("at", location.pathname);
  fields.set("here", location.search.slice(1));
  return load(`${address}?${fields}`, { words: "", signal });
}

/** @param {HTMLElement} button */
async function show(button) {
  close();
  const label = button.getAttribute("aria-label") ?? button.textContent.trim();
  const panel = make("div", { className: "panel-pop", tabIndex: -1, role: "dialog", "aria-label": label });
  document.body.append(panel);
  const leave = SHEET.matches ? () => panel.remove() : float(panel, button);
  const own = { panel, id: button.id, leave, hasGone: false };
  open = own;
  mark(own, true);
  const { field } = button.dataset; // the one in which one goes on
  const handOver = keepKeys();
  const html = await ask(button.dataset.panel, new URLSearchParams(field ? { field } : {}));
  if (open === own && html) {
    panel.innerHTML = html;
    htmx.process(panel);
    (first("[autofocus]", panel) ?? first(FIELD, panel) ?? panel).focus();
  } else if (open === own) close();
  handOver(panel);
}

/** Closes the panel; its button has the focus again, unless the person went elsewhere. */
function close({ isLeft = false } = {}) {
  if (!open) return;
  open.send?.(); // what was typed last counts too
  const { panel, id, leave } = open;
  const hadFocus = panel.contains(document.activeElement);
  mark(open, false);
  leave();
  open = null;
  if (hadFocus && !isLeft) document.getElementById(id)?.focus();
}

/**
 * @param {Panel} panel
 * @param {boolean} isOpen
 */
function mark({ id }, isOpen) {
  document.getElementById(id)?.setAttribute("aria-expanded", String(isOpen));
}

on("click", "[data-panel]", (button) => {
  if (open?.id === button.id) close();
  else show(button);
});

on("click", "[data-shut]", () => close());

document.addEventListener("pointerdown", (event) => {
  if (!open || !(event.target instanceof Node) || open.panel.contains(event.target)) return;
  if (!around(event, "[data-panel]")) close({ isLeft: true });
});

document.addEventListener("focusin", (event) => {
  const { target } = event;
  if (!open || !(target instanceof Element) || open.panel.contains(target)) return;
  const isOwn = target.id === open.id || target.id === "main";
  if (!isOwn && !target.closest("dialog")) close({ isLeft: true });
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !open || event.defaultPrevented) return;
  event.preventDefault();
  close();
});

// What a form has done: the panel closes, a new view is opened, the address is the view's again.
onAccepted((form) => {
  if (form.dataset.then) history.replaceState(null, "", form.dataset.then);
  if (!(form instanceof HTMLFormElement) || !open?.panel.contains(form)) return;
  const field = form.elements.namedItem("name");
  const name = field instanceof HTMLInputElement ? field.value.trim() : undefined;
  close();
  const made = "opens" in form.dataset && all("[data-view]").filter((tab) => tab.dataset.view === name).at(-1);
  if (made) navigate(made.getAttribute("href") ?? "");
});

document.addEventListener("htmx:afterSettle", () => {
  if (open) mark(open, true);
});
