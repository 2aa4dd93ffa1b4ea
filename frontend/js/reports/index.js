// Reports: with the arrow keys to the period before and after, and onto paper.
import { across } from "../elements/direction.js";
import { first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on } from "../elements/listen.js";

const BUSY = "input, select, textarea, table, [tabindex], [contenteditable], dialog, [role=toolbar], [role=menu]";

document.addEventListener("keydown", (event) => {
  if (!pressed(event, "period") || around(event, BUSY)) return;
  const way = first(`#main [data-step="${across(event.key)}"]`);
  if (!way) return;
  event.preventDefault();
  way.click();
});

on("click", "[data-print]", () => print());
