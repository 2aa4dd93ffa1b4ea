// An end of a bar is drawn to another day by mouse or finger.
import { closest } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { stretchToDay } from "./saving.js";

/** @param {PointerEvent} event */
function dayUnder({ clientX, clientY }) {
  const under = document.elementsFromPoint(clientX, clientY);
  const day = under.map((one) => one.closest("[data-calendar] .day")).find(Boolean);
  return day instanceof HTMLElement ? day : null;
}

on("pointerdown", "[data-calendar] .entry-pull", (pull, down) => {
  const entry = closest(".entry", pull);
  if (down.button || !entry) return;
  down.preventDefault();
  pull.setPointerCapture(down.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  /** @type {HTMLElement | null} */
  let aim = null;
  pull.addEventListener("pointermove", (event) => {
    aim?.classList.remove("day-aim");
    aim = dayUnder(event) ?? aim;
    aim?.classList.add("day-aim");
  }, { signal });
  /** @param {PointerEvent} event */
  const end = ({ type }) => {
    ended.abort();
    aim?.classList.remove("day-aim");
    if (type !== "pointerup" || !aim || aim === pull.closest(".day")) return;
    stretchToDay(entry, pull.dataset.pull, aim.dataset.day);
  };
  pull.addEventListener("pointerup", end, { signal });
  pull.addEventListener("pointercancel", end, { signal });
});
