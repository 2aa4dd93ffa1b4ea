// What a person sees while they wait: nothing at first, then that it goes on, then for how long.
import { button, first, make } from "../elements/element.js";
import { t } from "../elements/words.js";
import { cancelJob, howFar } from "./job.js";

const LATE = 300; // from here on the page shows that it waits
const LONG = 2000; // from here on a line says what for, and since when

/** @type {Set<Promise<unknown>>} */
const late = new Set();

/** @type {WeakMap<Element, number>} */
const works = new WeakMap();

/**
 * Marks an element as busy; gives what ends it, where nothing else goes on there.
 * @param {Element} at
 */
export function engage(at) {
  const count = (/** @type {number} */ step) => {
    const left = (works.get(at) ?? 0) + step;
    works.set(at, left);
    if (left) at.setAttribute("aria-busy", "true");
    else at.removeAttribute("aria-busy");
    return left;
  };
  count(1);
  return () => count(-1);
}

/**
 * Shows that `work` is under way: `at` is busy at once, the page once it takes long, as `words`; with
 * `cancel` there is a button for it. Gives what `work` gives.
 * @template Result
 * @param {Promise<Result>} work
 * @param {string} words nothing: only `at` shows it
 * @param {{ at?: Element | null, cancel?: () => void }} [more]
 */
export async function busy(work, words, { at, cancel } = {}) {
  let end = () => {};
  const timers = words ? [
    setTimeout(() => mark(() => late.add(work)), LATE),
    setTimeout(() => {
      end = showLine(words, cancel);
    }, LONG),
  ] : [];
  const release = at && engage(at);
  try {
    return await work;
  } finally {
    release?.();
    timers.forEach(clearTimeout);
    end();
    mark(() => late.delete(work));
  }
}

/** @param {() => void} change */
function mark(change) {
  change();
  document.body.classList.toggle("late", late.size > 0);
}

/**
 * @param {string} words
 * @param {(() => void)} [cancel]
 */
function showLine(words, cancel) {
  const count = make("span", { className: "num mut", "aria-hidden": "true" });
  const bar = make("progress", { "aria-label": words });
  const line = make("div", { className: "waiting", role: "status" }, bar, make("span", { textContent: words }), count);
  const offer = (/** @type {() => void} */ act) => first("button", line) ?? line.append(button(t("Cancel"), "btn-text", act));
  if (cancel) offer(cancel);
  let seconds = LONG / 1000;
  const tick = setInterval(async () => {
    seconds += 1;
    count.textContent ||= t("{count} s", { count: seconds });
    const far = cancel ? null : await howFar();
    count.textContent = far?.told ?? t("{count} s", { count: seconds });
    if (!far) return;
    Object.assign(bar, { max: far.total, value: far.done });
    offer(cancelJob);
  }, 1000);
  document.body.append(line);
  return () => {
    clearInterval(tick);
    line.remove();
  };
}
