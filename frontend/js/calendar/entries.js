// Moving entries between the days of a calendar, and adding one to a day.
import Sortable from "sortablejs";
import { saveMove } from "../cells/move.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DAY = 86_400_000;
const HALF_HOUR = DAY / 48;

const made = new WeakMap();

/** A date, or a date and a time, as many milliseconds later. */
function later(raw, step) {
  const [date, time] = raw.split(" ");
  const moved = new Date(Date.parse(time ? `${date}T${time}Z` : date) + step).toISOString();
  return time ? moved.slice(0, 16).replace("T", " ") : moved.slice(0, 10);
}

const head = (entry) => entry.querySelector("a").id.replace(/^(entry-[0-9a-f-]{36}).*/, "$1");

/** Moves an entry by as many days as lie between two; the time of day and its length stay. */
function move(entry, from, to, back) {
  const value = later(entry.dataset.raw, Date.parse(to) - Date.parse(from));
  saveMove(entry, value, head(entry), { keep_length: "1" }, back);
}

/** Puts the start or the end of an entry on another day, or at another time. */
function stretch(entry, side, value) {
  const { cell, raw, end, endRaw } = entry.dataset;
  const dataset = side === "end" ? { cell: end, raw: endRaw } : { cell, raw };
  saveMove({ dataset }, value, head(entry));
}

/** A step of the end by keys: days, or half hours where there is a time. */
function step(entry, days) {
  const { raw, end, endRaw } = entry.dataset;
  const by = raw.includes(" ") ? Math.sign(days) * HALF_HOUR : days * DAY;
  if (end) stretch(entry, "end", later(endRaw || raw, by));
}

function dropped({ item, to, from, oldIndex }) {
  const [start, end] = [from, to].map((list) => list.closest(".day").dataset.day);
  if (start !== end) move(item, start, end, () => from.insertBefore(item, from.children[oldIndex]));
}

function arm() {
  for (const list of document.querySelectorAll("[data-calendar] .entries")) {
    if (made.has(list) || !document.querySelector("[data-calendar] .entry[data-cell]")) continue;
    made.set(list, Sortable.create(list, {
      group: "calendar",
      draggable: ".entry[data-cell]",
      filter: ".entry-pull",
      preventOnFilter: false,
      sort: false,
      delay: 150,
      delayOnTouchOnly: true,
      ghostClass: "card-ghost",
      onEnd: dropped,
    }));
  }
}

function dayAt(day, step) {
  const date = new Date(Date.parse(day.dataset.day) + step * DAY).toISOString().slice(0, 10);
  return document.getElementById(`day-${date}`);
}

document.addEventListener("keydown", (event) => {
  const day = event.target.closest?.("[data-calendar] .day");
  const days = STEPS[event.key];
  if (!day || !days) return;
  const entry = event.altKey && event.target.closest(".entry[data-cell]");
  const isAdding = event.target.matches(".day-add");
  if (!entry && !isAdding) return;
  event.preventDefault();
  if (entry && event.shiftKey) {
    step(entry, days);
    return;
  }
  const to = dayAt(day, days);
  if (to && entry) move(entry, day.dataset.day, to.dataset.day);
  else if (to) rove(event.target, to.querySelector(".day-add"));
});

// One of the days takes the Tab key, the arrow keys lead to the others.
function rove(from, to) {
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

// An end of a bar is drawn to another day by mouse or finger.
document.addEventListener("pointerdown", (down) => {
  const pull = down.target.closest("[data-calendar] .entry-pull");
  if (!pull || down.button) return;
  down.preventDefault();
  pull.setPointerCapture(down.pointerId);
  let aim = null;
  const follow = ({ clientX, clientY }) => {
    const under = document.elementsFromPoint(clientX, clientY);
    const day = under.map((one) => one.closest?.("[data-calendar] .day")).find(Boolean);
    aim?.classList.remove("day-aim");
    aim = day ?? aim;
    aim?.classList.add("day-aim");
  };
  const ended = new AbortController();
  const end = ({ type }) => {
    ended.abort();
    aim?.classList.remove("day-aim");
    if (type !== "pointerup" || !aim || aim === pull.closest(".day")) return;
    stretch(pull.closest(".entry"), pull.dataset.pull, aim.dataset.day);
  };
  pull.addEventListener("pointermove", follow, { signal: ended.signal });
  for (const name of ["pointerup", "pointercancel"]) {
    pull.addEventListener(name, end, { signal: ended.signal });
  }
});

document.addEventListener("click", ({ target }) => {
  const day = target.closest("[data-calendar] .day");
  if (day && !target.closest("a, button, .entry")) day.querySelector(".day-add")?.click();
});

document.addEventListener("htmx:afterSettle", arm);
arm();
