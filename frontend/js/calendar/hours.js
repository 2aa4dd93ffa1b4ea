// The hours of a week: an entry is drawn over empty ones, moved, and made longer or shorter at its ends.
import { across } from "../elements/direction.js";
import { all, closest, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on, onEach } from "../elements/listen.js";
import { DAY, HALF_HOUR, later } from "./dates.js";
import { clearGhosts, ghost, makes, openForm } from "./ghost.js";
import { moveBy, stretch, stretchBy } from "./saving.js";

const MINUTE = 60_000;
const STEP = 15; // minutes
const USUAL = 60;
const WHOLE = 24 * 60;
const MORNING = 7;

onEach(".week-hours", (week) => {
  week.scrollTop = (the("[data-hours]", week).offsetHeight / 24) * MORNING;
});

/** @param {HTMLElement} day @param {number} clientY */
function minuteAt(day, clientY) {
  const { top, height } = day.getBoundingClientRect();
  return Math.min(Math.max(((clientY - top) / height) * WHOLE, 0), WHOLE);
}

/** @param {number} minutes */
const snapped = (minutes) => Math.round(minutes / STEP) * STEP;

/** @param {string | undefined} day @param {number} minutes */
const at = (day, minutes) => later(`${day} 00:00`, minutes * MINUTE).replace(" ", "T");

/** @param {number} clientX */
const dayUnder = (clientX) => all(".hours-day").find((day) => {
  const { left, right } = day.getBoundingClientRect();
  return left <= clientX && clientX < right;
});

/**
 * Follows the pointer until it is let go: `done` says whether it went anywhere.
 * @param {(event: PointerEvent) => void} moved
 * @param {(isDone: boolean) => void} done
 */
function follow(moved, done) {
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener("pointermove", moved, { signal });
  for (const name of /** @type {const} */ (["pointerup", "pointercancel"])) {
    document.addEventListener(name, () => {
      ended.abort();
      done(name === "pointerup");
    }, { signal });
  }
}

/**
 * @param {HTMLElement} block
 * @param {number} from
 * @param {number} to
 */
function draw(block, from, to) {
  const given = { "--at": Math.floor(from / 60), "--past": from % 60, "--to": Math.floor(to / 60), "--until": to % 60 };
  for (const [name, value] of Object.entries(given)) block.style.setProperty(name, String(value));
}

on("pointerdown", ".hours-day", (day, down) => {
  if (down.button || down.pointerType === "touch" || around(down, ".entry") || !makes(day).form) return;
  down.preventDefault();
  make(day, down.clientY);
});

on("click", ".hours-day", (day, event) => {
  const isTouch = event instanceof PointerEvent && event.pointerType === "touch";
  if (isTouch && !around(event, ".entry") && makes(day).form) open(day, ...slot(day, event.clientY));
});

/**
 * The hour that begins at the half hour of a point.
 * @param {HTMLElement} day
 * @param {number} clientY
 * @returns {[from: number, to: number]}
 */
function slot(day, clientY) {
  const from = Math.min(Math.floor(minuteAt(day, clientY) / 30) * 30, WHOLE - USUAL);
  return [from, from + USUAL];
}

/**
 * @param {HTMLElement} day
 * @param {number} from
 * @param {number} to
 */
function open(day, from, to) {
  clearGhosts();
  const made = ghost(day, "hour-ghost");
  draw(made, from, to);
  openForm(made, at(day.dataset.day, from), at(day.dataset.day, to));
}

/**
 * @param {HTMLElement} day
 * @param {number} startY
 */
function make(day, startY) {
  clearGhosts();
  const start = snapped(minuteAt(day, startY));
  /** @type {[number, number] | null} */
  let drawn = null;
  const made = ghost(day, "hour-ghost");
  made.hidden = true;
  follow(({ clientY }) => {
    const end = snapped(minuteAt(day, clientY));
    if (Math.abs(end - start) < STEP) return;
    drawn = [Math.min(start, end), Math.max(start, end)];
    made.hidden = false;
    draw(made, ...drawn);
  }, (isDone) => {
    made.remove();
    if (isDone) open(day, ...(drawn ?? slot(day, startY)));
  });
}

on("pointerdown", ".hour-entry[data-cell]", (entry, down) => {
  if (down.button || down.pointerType === "touch") return;
  const pull = around(down, ".entry-pull");
  const day = closest(".hours-day", entry);
  if (!day) return;
  if (pull) {
    down.preventDefault();
    stretchAlong(entry, day, pull.dataset.pull);
  } else carry(entry, day, down);
});

// A link is dragged with its entry, and is not followed afterwards.
on("dragstart", ".hour-entry", (_, event) => event.preventDefault());
on("click", ".hour-entry[data-carried]", (entry, event) => {
  event.preventDefault();
  event.stopPropagation();
  delete entry.dataset.carried;
}, true);

/**
 * @param {HTMLElement} entry
 * @param {HTMLElement} day
 * @param {PointerEvent} down
 */
function carry(entry, day, down) {
  const begun = minuteAt(day, down.clientY);
  let [minutes, days] = [0, 0];
  follow(({ clientX, clientY }) => {
    const to = dayUnder(clientX) ?? day;
    minutes = snapped(minuteAt(day, clientY) - begun);
    days = (Date.parse(to.dataset.day ?? "") - Date.parse(day.dataset.day ?? "")) / DAY;
    const { height } = day.getBoundingClientRect();
    const { left } = to.getBoundingClientRect();
    entry.classList.toggle("dragged", minutes !== 0 || days !== 0);
    entry.style.translate = `${left - day.getBoundingClientRect().left}px ${(minutes / WHOLE) * height}px`;
  }, (isDone) => {
    entry.classList.remove("dragged");
    const back = () => {
      entry.style.translate = "";
    };
    if (!isDone || (!minutes && !days)) {
      back();
      return;
    }
    entry.dataset.carried = "";
    setTimeout(() => delete entry.dataset.carried); // where no click follows
    moveBy(entry, minutes * MINUTE + days * DAY, back);
  });
}

/**
 * @param {HTMLElement} entry
 * @param {HTMLElement} day
 * @param {string | undefined} side
 */
function stretchAlong(entry, day, side) {
  const { top, bottom } = entry.getBoundingClientRect();
  const [from, to] = [snapped(minuteAt(day, top)), snapped(minuteAt(day, bottom + 2))];
  let [begin, end] = [from, to];
  follow(({ clientY }) => {
    const minute = snapped(minuteAt(day, clientY));
    if (side === "end") end = Math.max(minute, begin + STEP);
    else begin = Math.min(minute, end - STEP);
    draw(entry, begin, end);
  }, (isDone) => {
    if (isDone && (begin !== from || end !== to)) {
      stretch(entry, side, at(day.dataset.day, side === "end" ? end : begin).replace("T", " "));
    } else entry.removeAttribute("style");
  });
}

on("keydown", ".hour-entry[data-cell]", (entry, event) => {
  const days = across(event.key);
  const halves = { ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0;
  const isStretched = pressed(event, "stretch");
  if (!isStretched && !pressed(event, "move")) return;
  event.preventDefault();
  if (isStretched) stretchBy(entry, (halves || days) * HALF_HOUR);
  else moveBy(entry, days * DAY + halves * HALF_HOUR);
});
