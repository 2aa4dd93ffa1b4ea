// The box that finds or makes anything: by Ctrl/⌘+K, or by the field in the rail. What it does is fetched
// when it is first opened; what is typed until then stands in its field. It imports record, cells, shell, wire
// and elements.
import { all, first, the } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on } from "../elements/listen.js";
import { present } from "../elements/present.js";
import { t } from "../elements/words.js";
import { forget } from "./recent.js";

const template = first("#palette-box", document, HTMLTemplateElement);

async function open() {
  const dialog = template?.content.querySelector("dialog")?.cloneNode(true);
  if (!(dialog instanceof HTMLDialogElement)) return;
  present(dialog);
  try {
    const { openBox } = await import("./box.js");
    openBox(dialog);
  } catch {
    the(".palette-state", dialog).textContent = t("The server did not answer.");
  }
}

on("click", "[data-palette]", open);

addEventListener("keydown", (event) => {
  if (!pressed(event, "search") || !template || around(event, "dialog")) return;
  event.preventDefault(); // which would go to the address bar
  event.stopPropagation();
  open();
}, true);

if (/Mac|iP/.test(navigator.platform)) {
  for (const key of all("[data-palette] kbd")) key.textContent = "⌘K";
}

if (first("body.auth:not(.offline)")) forget();
