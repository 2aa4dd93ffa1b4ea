// The box that finds or makes anything: by Ctrl/⌘+K, or by the field in the rail. What it does is fetched
// when it is first opened; what is typed until then stands in its field. It imports record, cells, shell, wire
// and elements.
import { all, first, focused } from "../elements/element.js";
import { placeOf } from "../elements/focus-place.js";
import { pressed } from "../elements/keys.js";
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
  if (!pressed(event, "search") || !dialog || around(event, "dialog")) return;
  event.preventDefault(); // which would go to the address bar
  event.stopPropagation();
  open();
}, true);

if (/Mac|iP/.test(navigator.platform)) {
  for (const key of all("[data-palette] kbd")) key.textContent = "⌘K";
}

if (first("body.auth")) forget();
