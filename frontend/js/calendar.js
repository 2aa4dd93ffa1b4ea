// Moving entries between the days of a calendar, and adding one to a day.
import Sortable from "sortablejs";
import { carry } from "./carry.js";

const STEPS = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const DAY = 86_400_000;

const made = new WeakMap();

/** Moves an entry by as many days as lie between two; the time of day and its length stay. */
function move(entry, from, to) {
  const [date, time] = entry.dataset.raw.split(" ");
  const shifted = new Date(Date.parse(date) + Date.parse(to) - Date.parse(from));
  const day = shifted.toISOString().slice(0, 10);
  const id = entry.querySelector("a").id.replace(/^(entry-[0-9a-f-]{36}).*/, "$1");
  carry(entry, time ? `${day} ${time}` : day, id, { keep_length: "1" });
}

function dropped({ item, to, from }) {
  const [start, end] = [from, to].map((list) => list.closest(".day").dataset.day);
  if (start !== end) move(item, start, end);
}

function arm() {
  for (const list of document.querySelectorAll("[data-calendar] .entries")) {
    if (made.has(list) || !document.querySelector("[data-calendar] .entry[data-cell]")) continue;
    made.set(list, Sortable.create(list, {
      group: "calendar",
      draggable: ".entry[data-cell]",
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
  const step = STEPS[event.key];
  if (!day || !step) return;
  const entry = event.altKey && event.target.closest(".entry[data-cell]");
  const isAdding = event.target.matches(".day-add");
  if (!entry && !isAdding) return;
  event.preventDefault();
  const to = dayAt(day, step);
  if (to && entry) move(entry, day.dataset.day, to.dataset.day);
  else if (to) rove(event.target, to.querySelector(".day-add"));
});

// One of the days takes the Tab key, the arrow keys lead to the others.
function rove(from, to) {
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

document.addEventListener("click", ({ target }) => {
  const day = target.closest("[data-calendar] .day");
  if (day && !target.closest("a, button, .entry")) day.querySelector(".day-add")?.click();
});

document.addEventListener("htmx:afterSettle", arm);
arm();
