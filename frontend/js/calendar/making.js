// Several days of a month are drawn over to make an entry from the first to the last of them.
import { all, closest } from "../elements/element.js";
import { around, on } from "../elements/listen.js";
import { clearGhosts, ghost, makes, openForm } from "./ghost.js";

const DAY = "[data-calendar] .day";
const TAKEN = "a, button, .entry";

on("pointerdown", DAY, (from, down) => {
  const { form, end, timed } = makes(from);
  if (down.button || down.pointerType === "touch" || !form || !end || around(down, TAKEN)) return;
  down.preventDefault(); // no text is chosen
  const days = all(DAY);
  const begin = days.indexOf(from);
  let aim = begin;
  /** @param {number} place */
  const span = (place) => days.slice(Math.min(begin, place), Math.max(begin, place) + 1);
  const ended = new AbortController();
  const { signal } = ended;
  document.addEventListener("pointermove", ({ target }) => {
    const day = target instanceof Element ? closest(DAY, target) : null;
    const place = day ? days.indexOf(day) : -1;
    if (place < 0 || place === aim) return;
    aim = place;
    for (const [at, one] of days.entries()) one.classList.toggle("day-aim", span(aim).includes(days[at]));
  }, { signal });
  /** @param {PointerEvent} event */
  const done = ({ type }) => {
    ended.abort();
    for (const one of days) one.classList.remove("day-aim");
    if (type !== "pointerup" || aim === begin) return; // a click adds to the day
    clearGhosts();
    const over = span(aim);
    const ghosts = over.map((day) => ghost(day, "day-ghost"));
    const [first, last] = [over[0].dataset.day, over[over.length - 1].dataset.day];
    const hours = timed === undefined ? ["", ""] : ["T09:00", "T17:00"];
    openForm(ghosts[days[aim] === over[0] ? 0 : ghosts.length - 1], first + hours[0], last + hours[1]);
  };
  document.addEventListener("pointerup", done, { signal });
  document.addEventListener("pointercancel", done, { signal });
});
