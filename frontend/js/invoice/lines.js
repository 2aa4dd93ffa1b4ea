// The order of an invoice's lines: by dragging one at the grip beside it, or with Alt and the arrow keys.
import { all, make } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { write } from "../shell/ask.js";

const LINE = ".invoice-lines table[role=grid] > tbody > tr[id^='line-']";
const TYPING = "input, textarea, select, [contenteditable=true]";
const WIDE = 20; // pixels of the grip

/** @param {Element | null} line */
const isLine = (line) => line instanceof HTMLElement && line.matches(LINE);

/**
 * Saves where a line stands; it goes back if that is refused.
 * @param {HTMLElement} line
 * @param {() => void} back
 */
function save(line, back) {
  const { previousElementSibling: above } = line;
  const after = above && isLine(above) ? above.id.slice(-36) : "";
  write(`${location.pathname}order/`, { line: line.id.slice(-36), after }, { refused: back });
}

/**
 * Puts a line before another, or last, and has a way back.
 * @param {HTMLElement} line
 * @param {Element | null} next
 */
function put(line, next) {
  const { parentElement: body, nextElementSibling: old } = line;
  const had = line.contains(document.activeElement) ? document.activeElement : null;
  body?.insertBefore(line, next);
  if (had instanceof HTMLElement) had.focus();
  return () => body?.insertBefore(line, old);
}

on("keydown", LINE, (line, event) => {
  if (!pressed(event, "line") || around(event, TYPING)) return;
  const step = event.key === "ArrowUp" ? -1 : 1;
  event.preventDefault();
  const { previousElementSibling: above, nextElementSibling: below } = line;
  if (!isLine(step < 0 ? above : below)) return;
  save(line, put(line, step < 0 ? above : below?.nextElementSibling ?? null));
});

// The grip stands at the line under the pointer; it is no part of the page, which is drawn anew.
const grip = make("button", { className: "grip", type: "button", ariaLabel: t("Move the line"), title: t("Drag to move the line; or Alt and the arrow keys"), tabIndex: -1, hidden: true });
/** @type {HTMLElement | null} */
let over = null;
let isHeld = false;

/** @param {HTMLElement} line */
function stand(line) {
  if (!grip.isConnected) document.body.append(grip);
  const { left, right, top, height } = line.getBoundingClientRect();
  const start = getComputedStyle(line).direction === "rtl" ? right : left - WIDE;
  Object.assign(grip.style, { left: `${start}px`, top: `${top + (height - 24) / 2}px` });
}

document.addEventListener("pointermove", (event) => {
  if (isHeld || event.pointerType === "touch" || event.target === grip) return;
  const line = around(event, LINE);
  over = line;
  grip.hidden = !line || all(LINE).length < 2;
  if (line) stand(line);
});

for (const name of ["scroll", "pointerdown"]) {
  document.addEventListener(name, ({ target }) => {
    if (target !== grip) grip.hidden = true;
  }, true);
}

grip.addEventListener("pointerdown", (event) => {
  const line = over;
  if (!line?.isConnected || event.button) return;
  event.preventDefault();
  const held = line;
  const { parentElement: body, nextElementSibling: old } = held;
  const ended = new AbortController();
  const { signal } = ended;
  isHeld = true;
  grip.setPointerCapture(event.pointerId);
  line.classList.add("line-held");

  grip.addEventListener("pointermove", ({ clientY }) => {
    const others = all(LINE).filter((one) => one !== line);
    const next = others.find((one) => clientY < middleOf(one));
    if (next) next.before(line);
    else others.at(-1)?.after(line);
    stand(line);
  }, { signal });
  grip.addEventListener("pointerup", () => end(false), { signal });
  grip.addEventListener("pointercancel", () => end(true), { signal });
  document.addEventListener("keydown", (key) => {
    if (key.key !== "Escape") return;
    key.stopPropagation();
    end(true);
  }, { signal, capture: true });

  /** @param {boolean} isGivenUp */
  function end(isGivenUp) {
    ended.abort();
    isHeld = false;
    grip.hidden = true;
    held.classList.remove("line-held");
    const back = () => body?.insertBefore(held, old);
    if (isGivenUp) back();
    else if (held.nextElementSibling !== old) save(held, back);
  }
});

/** @param {HTMLElement} line */
function middleOf(line) {
  const { top, height } = line.getBoundingClientRect();
  return top + height / 2;
}
