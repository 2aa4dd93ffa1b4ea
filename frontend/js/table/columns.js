// The columns of a table: their menus, their order, their widths. All of it is the page's address.
import Sortable from "sortablejs";
import { addressWith, navigate } from "../shell/navigate.js";
import { openMenu } from "../shell/menu.js";

const LEAST = 64;
const STEP = 32;
const WORDS = {
  sum: "Sum", average: "Average", least: "Least", most: "Most", filled: "Filled", empty: "Empty",
};
const OF_DATES = { least: "Earliest", most: "Latest" };
const GROUPED = ["choice", "link"];

const heads = (table) => [...table.querySelectorAll("th[data-field]")];
const names = (table) => heads(table).map((head) => head.dataset.field);
const label = (head) => head.querySelector(".head-label").textContent.replace(/ [↑↓]$/, "");

/** Shows these fields, in this order. */
const show = (fields) => navigate(addressWith({ show: fields.join(",") }), { replace: true });

function entries(head) {
  const { field, kind } = head.dataset;
  const table = head.closest("table");
  const all = names(table);
  const place = all.indexOf(field);
  const sort = (order) => () => navigate(addressWith({ order }));
  const moved = (to) => () => show(all.toSpliced(place, 1).toSpliced(to, 0, field));
  const isSorted = head.querySelector("a");
  return [
    isSorted && ["Sort ascending", sort(field), { checked: head.ariaSort === "ascending" }],
    isSorted && ["Sort descending", sort(`-${field}`), { checked: head.ariaSort === "descending" }],
    GROUPED.includes(kind) && location.pathname === `/${table.dataset.slug}/`
      && ["Group by this", () => navigate(addressWith({ group: field }))],
    ...calculations(head),
    ["Wider", () => resize(head, head.offsetWidth + STEP), { group: true }],
    ["Narrower", () => resize(head, head.offsetWidth - STEP)],
    place > 0 && ["Move left", moved(place - 1)],
    place < all.length - 1 && ["Move right", moved(place + 1)],
    all.length > 1 && ["Hide", () => show(all.toSpliced(place, 1))],
  ].filter(Boolean);
}

function calculations(head) {
  const { field, kind, calc } = head.dataset;
  const table = head.closest("table");
  const found = calc ? calc.split(" ") : [];
  const now = calculated(table);
  const set = (fn) => () => {
    const rest = Object.entries({ ...now, [field]: fn }).filter(([, value]) => value);
    const asked = rest.map((pair) => pair.join("."));
    navigate(addressWith({ calc: asked.join(",") || "none" }), { replace: true });
  };
  const named = kind === "date" || kind === "instant" ? { ...WORDS, ...OF_DATES } : WORDS;
  return [
    ...found.map((fn, at) => [named[fn], set(fn), { checked: now[field] === fn, group: !at }]),
    ...(now[field] ? [["Calculate nothing", set("")]] : []),
  ];
}

/** What the feet of the columns say now, by field. */
const calculated = (table) => Object.fromEntries(
  heads(table).filter((head) => head.dataset.calculates)
    .map(({ dataset }) => [dataset.field, dataset.calculates]),
);

function resize(head, width) {
  const wide = heads(head.closest("table")).map((one) => {
    const pixels = one === head ? Math.max(LEAST, width) : one.offsetWidth;
    return `${one.dataset.field}.${Math.round(pixels)}`;
  });
  return navigate(addressWith({ wide: wide.join(",") }), { replace: true });
}

// The edge of a column follows the pointer; the table takes the width when it is let go.
function drag(event, head) {
  const start = event.clientX;
  const before = head.offsetWidth;
  const edge = head.querySelector(".head-edge");
  const moved = ({ clientX }) => Math.max(LEAST - before, clientX - start);
  edge.setPointerCapture(event.pointerId);
  edge.classList.add("dragged");
  edge.onpointermove = (at) => {
    edge.style.translate = `${moved(at)}px`;
  };
  edge.onlostpointercapture = () => {
    Object.assign(edge, { onpointermove: null, onlostpointercapture: null });
    edge.classList.remove("dragged");
    edge.style.translate = "";
  };
  edge.onpointerup = (at) => {
    if (moved(at)) resize(head, before + moved(at));
  };
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".head-menu");
  const head = button?.closest("th");
  if (head) openMenu(button, `Column ${label(head)}`, entries(head));
});

document.addEventListener("pointerdown", (event) => {
  const head = event.target.closest?.(".head-edge")?.closest("th");
  if (!head || event.button) return;
  event.preventDefault();
  drag(event, head);
});

const made = new WeakSet();

function arm() {
  for (const row of document.querySelectorAll("[data-rows] > thead > tr")) {
    if (made.has(row)) continue;
    made.add(row);
    Sortable.create(row, {
      draggable: "th[data-field]",
      filter: ".head-edge, .head-menu",
      preventOnFilter: false,
      direction: "horizontal",
      delay: 150,
      delayOnTouchOnly: true,
      ghostClass: "head-ghost",
      onUpdate: ({ item, oldIndex, newIndex }) => {
        const fields = names(row.closest("table"));
        // The head moves with its column, once the answer is there.
        row.insertBefore(item, row.children[oldIndex + (oldIndex > newIndex ? 1 : 0)]);
        show(fields);
      },
    });
  }
}

document.addEventListener("htmx:afterSettle", arm);
arm();
