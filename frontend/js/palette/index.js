// The box that finds or makes anything: by Ctrl/⌘+K, or by the field in the rail. What it does is fetched once
// the page is at rest; what is typed until then stands in its field. It imports record, cells, shell, wire and
// elements.
import { all, first, focused } from "../elements/element.js";
import { placeOf } from "../elements/focus-place.js";
import { around, on } from "../elements/listen.js";
import { forget } from "./recent.js";

const dialog = first("#palette", document, HTMLDialogElement);

async function open() {
  if (!dialog || dialog.open) return;
  const place = placeOf(focused());
  dialog.showModal();
  const { openBox } = await import("./box.js");
  openBox(dialog, place);
}

on("click", "[data-palette]", open);

addEventListener("keydown", (event) => {
  const { key, altKey, shiftKey } = event;
  if (key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || altKey || shiftKey) return;
  if (!dialog || around(event, "dialog")) return;
  event.preventDefault(); // which would go to the address bar
  event.stopPropagation();
  open();
}, true);

if (dialog) (window.requestIdleCallback ?? setTimeout)(() => import("./box.js"));

if (/Mac|iP/.test(navigator.platform)) {
  for (const key of all("[data-palette] kbd")) key.textContent = "⌘K";
}

if (first("body.auth")) forget();
