// Moving entries between the days of a calendar, and adding one to a day.
import Sortable from "sortablejs";
import { across } from "../elements/direction.js";
import { closest, first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on, onEach } from "../elements/listen.js";
import { DAY, later } from "./dates.js";
import { move, stretchByStep } from "./saving.js";

/** @type {Record<string, number>} */
const WEEKS = { ArrowUp: -7, ArrowDown: 7 };

/** @param {HTMLElement} list */
const dayOf = (list) => closest(".day", list)?.dataset.day ?? "";

onEach("[data-calendar]:has(.entry[data-cell]) .entries", (list) => Sortable.create(list, {
  group: "calendar",
  draggable: ".entry[data-cell]",
  filter: ".entry-pull",
  preventOnFilter: false,
  sort: false,
  delay: 150,
  delayOnTouchOnly: true,
  ghostClass: "card-ghost",
  onEnd({ item, to, from, oldIndex = 0 }) {
    const [start, end] = [dayOf(from), dayOf(to)];
    if (start !== end) move(item, start, end, () => from.insertBefore(item, from.children[oldIndex]));
  },
}));

on("keydown", "[data-calendar] .day", (day, event) => {
  const days = across(event.key) || WEEKS[event.key];
  if (!days) return;
  const isMoved = pressed(event, "move") || pressed(event, "stretch");
  const entry = isMoved ? around(event, ".entry[data-cell]") : null;
  const adding = around(event, ".day-add");
  if (!entry && !adding) return;
  event.preventDefault();
  if (entry && pressed(event, "stretch")) {
    stretchByStep(entry, days);
    return;
  }
  const to = document.getElementById(`day-${later(day.dataset.day, days * DAY)}`);
  if (to && entry) move(entry, day.dataset.day, to.dataset.day);
  else if (to && adding) rove(adding, first(".day-add", to));
});

/**
 * One of the days takes the Tab key, the arrow keys lead to the others.
 * @param {HTMLElement} from
 * @param {HTMLElement | null} to
 */
function rove(from, to) {
  if (!to) return;
  from.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}

on("click", "[data-calendar] .day", (day, event) => {
  if (!around(event, "a, button, .entry")) first(".day-add", day)?.click();
});
