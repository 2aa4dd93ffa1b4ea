// Rows that were picked, and the bar at the foot of the page with what can be done with them.
import { nameOf, recordOf } from "../cells/place.js";
import { onManyRows } from "../cells/save.js";
import { all, closest, first, make, the } from "../elements/element.js";
import { around, on, onDrawn } from "../elements/listen.js";
import { t, tn } from "../elements/words.js";
import { write } from "../shell/ask.js";
import { addressOf, fit, way } from "./bulk-cell.js";
import { listOf } from "./list.js";

/** @param {Element} list */
const boxes = (list) => all(".pick", list, HTMLInputElement);

/** @param {Element} box */
const record = (box) => recordOf(/** @type {Element} */ (box.closest("tr")));

/** @type {HTMLInputElement | null} */
let before = null; // the box that was changed last: Shift picks the rows between
let isAll = false; // all that the list's filters leave, also those that are not loaded

/** The boxes of the picked rows. */
export function picked() {
  return all("[data-rows] .pick:checked", document, HTMLInputElement);
}

/** The boxes of rows that were drawn without: the server leaves them to what uses them. */
function makeBoxes() {
  for (const place of all("[data-until] > tr:not(.group-row) > .cell-pick:empty")) {
    const row = /** @type {Element} */ (place.parentElement);
    const box = make("input", { className: "pick", type: "checkbox", ariaLabel: t("Select {record}", { record: nameOf(row) }) });
    place.append(make("label", {}, box));
  }
}

/**
 * What a write to the picked rows sends along.
 * @returns {Record<string, string>}
 */
function pickedRows() {
  const found = picked();
  const list = listOf(found[0]);
  if (isAll && list) return { rows: list.dataset.rows };
  return { ids: found.map(record).join(",") };
}

// The cell in the bar is that of all picked rows.
onManyRows((cell) => {
  const bar = closest("#picks", cell);
  return bar && { ...pickedRows(), ...way(bar) };
});

/** @param {Element} list */
function clear(list) {
  isAll = false;
  for (const box of boxes(list)) box.checked = false;
  update();
}

function update() {
  makeBoxes();
  const list = listOf(picked()[0]);
  isAll &&= list !== null;
  if (isAll && list) for (const box of boxes(list)) box.checked = true; // those that were loaded since
  for (const head of all(".pick-all", document, HTMLInputElement)) {
    const own = boxes(listOf(head) ?? head);
    const count = own.filter((box) => box.checked).length;
    head.checked = own.length > 0 && count === own.length;
    head.indeterminate = count > 0 && count < own.length;
  }
  const bar = first("#picks");
  if (!bar) return;
  const isLeft = !list && bar.contains(document.activeElement);
  bar.hidden = !list;
  if (isLeft) (before?.isConnected ? before : first("[data-rows] [tabindex='0']"))?.focus({ preventScroll: true });
  if (list) tell(bar, list);
}

/**
 * @param {HTMLElement} bar
 * @param {HTMLTableElement} list
 */
function tell(bar, list) {
  const found = picked();
  const hasMore = list.querySelector(":scope > .more") !== null;
  the(".picks-count", bar).textContent = isAll ? t("All selected")
    : tn("{count} selected", "{count} selected", found.length);
  the("[data-all]", bar).hidden = isAll || !hasMore || !boxes(list).every((box) => box.checked);
  fit(bar, list, found.map(record));
}

document.addEventListener("change", ({ target }) => {
  if (!(target instanceof HTMLElement) || !target.matches(".pick, .pick-all, #picks [data-options]")) return;
  if (target instanceof HTMLInputElement && target.type === "checkbox") {
    if (!target.checked) isAll = false;
    const list = target.matches(".pick-all") ? listOf(target) : null;
    if (list) for (const box of boxes(list)) box.checked = target.checked;
  }
  update();
  if (target.matches(".picks-field")) first("#picks .cell:not([hidden])")?.focus(); // one goes on to the value
});

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof HTMLInputElement) || !target.matches(".pick")) return;
  const list = listOf(target);
  if (event.shiftKey && list && before?.isConnected && listOf(before) === list) between(list, before, target);
  before = target;
});

on("click", "#picks", (bar, event) => {
  const list = listOf(picked()[0]);
  if (!list) return;
  if (around(event, "[data-all]")) isAll = true;
  if (around(event, "[data-clear]")) clear(list);
  if (around(event, "[data-empty]")) write(addressOf(bar, list), { ...pickedRows(), value: "" });
  if (around(event, "[data-delete]")) {
    write(`/${list.dataset.slug}/bulk/delete/`, pickedRows(), { words: t("Deleting") });
  }
  update();
});

/**
 * @param {Element} list
 * @param {HTMLInputElement} from
 * @param {HTMLInputElement} to
 */
function between(list, from, to) {
  const own = boxes(list);
  const [low, high] = [own.indexOf(from), own.indexOf(to)].sort((a, b) => a - b);
  for (const box of own.slice(low, high + 1)) box.checked = to.checked;
  update();
}

document.addEventListener("keydown", (event) => {
  const list = listOf(picked()[0]);
  if (event.key !== "Escape" || !list || event.defaultPrevented) return;
  const isOver = document.querySelector(".panel-pop, body > dialog, .menu"); // they are closed first
  if (!isOver && !around(event, "#peek, .composer, .slot")) clear(list);
});

// What is said at the foot of the window is said above the bar, however high it is.
new ResizeObserver(([{ target }]) => {
  document.documentElement.style.setProperty("--picks", `${/** @type {HTMLElement} */ (target).offsetHeight}px`);
}).observe(first("#picks") ?? document.createElement("div"));

document.addEventListener("rows:more", update);
onDrawn(update);
