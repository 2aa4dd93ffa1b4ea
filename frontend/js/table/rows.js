// A list that loads as one scrolls: pages of rows, each a range between two cursors.
import { Idiomorph } from "idiomorph/htmx";
import { isDone, parse, unread } from "../shell/answer.js";
import { drawn, onInSight, read } from "../shell/send.js";
import { say } from "../shell/toast.js";

const AHEAD = "800px"; // before the end comes into sight
const PAUSE = 400; // before a foot is added up again

const watch = (act, margin) => new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) act(target);
  },
  { rootMargin: margin, scrollMargin: margin },
);
const ends = watch(next, AHEAD);
const pages = watch(renew, "0px");
const feet = new WeakMap();

const listOf = (part) => part.closest("[data-rows]");
const loaded = (list) => list.querySelectorAll(":scope > [data-from]:not([data-from='']):not(.more)");

/** The ranges before the eyes, which an answer draws again; the others it leaves as they are. */
onInSight(() => {
  const ranges = {};
  for (const list of document.querySelectorAll("[data-rows]")) {
    if (!loaded(list).length) continue;
    const parts = [...list.querySelectorAll(":scope > [data-until]")];
    const inSight = parts.filter((part, place) => place === 0 || isInSight(part)).slice(0, 6);
    ranges[list.dataset.region] = inSight.map(({ dataset }) => [dataset.from, dataset.until]);
  }
  return Object.keys(ranges).length ? { "X-Rows": JSON.stringify(ranges) } : {};
});

function isInSight(part) {
  const { top, bottom } = part.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

async function next(more) {
  if (more.ariaBusy === "true") return;
  more.ariaBusy = "true";
  const before = drawn();
  const answer = await ask(listOf(more), { cursor: more.dataset.from });
  more.ariaBusy = "false";
  if (!more.isConnected) return;
  if (!isDone(answer)) {
    say(unread(answer), [["Try again", () => next(more)]]);
    return;
  }
  ends.unobserve(more);
  const fresh = parts(answer.html);
  if (drawn() !== before) for (const part of fresh) part.dataset.old = "";
  more.replaceWith(...fresh);
  arm();
  document.dispatchEvent(new Event("rows:more"));
}

async function renew(part) {
  if (!("old" in part.dataset)) return;
  const { from, until } = part.dataset;
  delete part.dataset.old;
  const before = drawn();
  const answer = await ask(listOf(part), { ...(from ? { cursor: from } : {}), until });
  if (!part.isConnected) return;
  // What was written meanwhile is newer than what was read.
  if (!isDone(answer) || drawn() !== before) {
    part.dataset.old = "";
    if (isDone(answer)) arm();
    return;
  }
  Idiomorph.morph(part, parts(answer.html)[0], { morphStyle: "outerHTML" });
}

const ask = (list, more) => read(`${list.dataset.rows}&${new URLSearchParams(more)}`);

const parts = (html) => [...parse(html).querySelectorAll("[data-from]")];

// The foot of a list that is not all there is added up after the page, so that it does not wait.
async function addUp(foot) {
  const address = foot.dataset.foot;
  const answer = await read(address); // without one, the foot keeps saying how many there are
  const fresh = isDone(answer) && parse(answer.html).querySelector("tfoot");
  if (!foot.isConnected || !fresh || foot.dataset.foot !== address) return;
  const cells = foot.rows[0].cells;
  for (const cell of fresh.querySelectorAll("[class^=cell-]:not(.cell-pick)")) {
    cells[cell.cellIndex]?.replaceWith(cell.cloneNode(true));
  }
  foot.removeAttribute("aria-busy");
}

// What is in sight already is told again.
function again(watcher, parts) {
  for (const part of document.querySelectorAll(parts)) {
    watcher.unobserve(part);
    watcher.observe(part);
  }
}

function arm() {
  again(ends, "[data-rows] > .more");
  again(pages, "[data-rows] > [data-old]");
}

function armAll() {
  arm();
  for (const foot of document.querySelectorAll("tfoot[data-foot]")) {
    clearTimeout(feet.get(foot));
    feet.set(foot, setTimeout(() => addUp(foot), feet.has(foot) ? PAUSE : 0));
  }
}

document.addEventListener("click", (event) => {
  const more = event.target.closest?.("[data-rows] > .more");
  if (!more || !event.target.closest("a")) return;
  event.preventDefault();
  next(more);
});

document.addEventListener("htmx:afterSettle", armAll);
addEventListener("online", arm);
armAll();
