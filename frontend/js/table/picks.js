// Rows that were picked, and what can be done with them: the bar at the foot of the page.
import { onManyRows } from "../cells/save.js";
import { isDone, sentence } from "../shell/answer.js";
import { draw, send } from "../shell/send.js";
import { say } from "../shell/toast.js";
import { wait } from "../shell/wait.js";

const table = (box) => box.closest("[data-rows]");
const boxes = (list) => [...list.querySelectorAll(".pick")];

let before = null; // the box that was changed last: Shift picks the rows between
let isAll = false; // all that the table's filters leave, also those that are not loaded

/** The boxes of the picked rows. */
export function picked() {
  return [...document.querySelectorAll("[data-rows] .pick:checked")];
}

// What a write to the picked rows sends along.
function pickedRows() {
  const found = picked();
  const list = found.length ? table(found[0]) : null;
  if (isAll && list) return { rows: list.dataset.rows };
  return { ids: found.map((box) => box.value).join(",") };
}

// The cell in the bar is that of all picked rows.
onManyRows((cell) => (cell.closest("#picks") ? pickedRows() : null));

function clear(list) {
  isAll = false;
  for (const box of boxes(list)) box.checked = false;
  update();
}

function update() {
  const [some] = picked();
  const list = some ? table(some) : null;
  isAll &&= list !== null;
  if (isAll) for (const box of boxes(list)) box.checked = true; // those that were loaded since
  const found = picked();
  for (const all of document.querySelectorAll(".pick-all")) {
    const own = boxes(table(all));
    const count = own.filter((box) => box.checked).length;
    all.checked = own.length > 0 && count === own.length;
    all.indeterminate = count > 0 && count < own.length;
  }
  const bar = document.getElementById("picks");
  if (!bar) return;
  bar.hidden = !list;
  if (!list) return;
  const hasMore = list.querySelector(":scope > .more") !== null;
  bar.querySelector(".picks-count").textContent = isAll ? "All selected" : `${found.length} selected`;
  bar.querySelector("[data-all]").hidden = isAll || !hasMore || !boxes(list).every((box) => box.checked);
  fit(bar, list, found[0].value);
}

// The bar's own cell is that of the chosen field, of all picked rows at once.
function fit(bar, list, first) {
  const field = bar.querySelector("select");
  const { slug } = list.dataset;
  const names = [...list.querySelectorAll("th[data-field]")].map(({ dataset }) => dataset.field);
  if (field.dataset.of !== `${slug} ${names}`) choices(field, list, `${slug} ${names}`);
  const cell = bar.querySelector(".cell");
  const { kind } = field.selectedOptions[0]?.dataset ?? {};
  cell.hidden = !kind;
  if (!kind) return;
  const shape = kind === "bool" ? "choice" : kind; // no is a choice as well
  Object.assign(cell.dataset, { cell: `/${slug}/bulk/${field.value}/`, kind: shape, raw: "", first });
  cell.dataset.label = `${field.selectedOptions[0].textContent} of the selected`;
  cell.setAttribute("aria-label", cell.dataset.label);
}

function choices(field, list, of) {
  const { value } = field;
  field.dataset.of = of;
  const editable = [...list.querySelectorAll("th[data-field]")].filter(({ cellIndex }) => (
    [...list.tBodies].some((body) => body.rows[0]?.cells[cellIndex]?.dataset.cell)
  ));
  field.replaceChildren(new Option("Set a property…", ""), ...editable.map((head) => {
    const words = head.querySelector(".head-label").textContent.replace(/ [↑↓]$/, "");
    const option = new Option(words, head.dataset.field);
    option.dataset.kind = head.dataset.kind;
    return option;
  }));
  if ([...field.options].some((option) => option.value === value)) field.value = value;
}

document.addEventListener("change", ({ target }) => {
  if (!target.checked && target.matches?.(".pick, .pick-all")) isAll = false;
  if (target.matches?.(".pick-all")) {
    for (const box of boxes(table(target))) box.checked = target.checked;
  } else if (!target.matches?.(".pick, #picks select")) return;
  update();
});

document.addEventListener("click", (event) => {
  const { target } = event;
  if (target.matches?.(".pick")) {
    if (event.shiftKey && before?.isConnected && table(before) === table(target)) between(target);
    before = target;
  }
  const bar = target.closest?.("#picks");
  const list = picked()[0] && table(picked()[0]);
  if (!bar || !list) return;
  if (target.closest("[data-all]")) isAll = true;
  if (target.closest("[data-clear]")) clear(list);
  if (target.closest("[data-delete]")) remove(list);
  update();
});

function between(target) {
  const own = boxes(table(target));
  const [from, to] = [own.indexOf(before), own.indexOf(target)].sort((a, b) => a - b);
  for (const box of own.slice(from, to + 1)) box.checked = target.checked;
  update();
}

async function remove(list) {
  const answer = await wait(send(`/${list.dataset.slug}/bulk/delete/`, pickedRows()), "Deleting");
  if (!isDone(answer)) return say(sentence(answer));
  draw(answer.html);
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !picked().length || event.defaultPrevented) return;
  const isOver = document.querySelector(".panel-pop, body > dialog, .menu"); // they are closed first
  const isInside = event.target.closest?.("#peek, .composer, .slot");
  if (!isOver && !isInside) clear(table(picked()[0]));
});

for (const name of ["htmx:afterSettle", "rows:more"]) document.addEventListener(name, update);
