// Reports: with the arrow keys to the period before and after, and onto paper.
import { across } from "../elements/direction.js";
import { first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around, on, onDrawn } from "../elements/listen.js";

const BUSY = "input, select, textarea, table, [tabindex]:not(#main), [contenteditable], dialog, [role=toolbar], [role=menu]";

let ahead = 0; // steps that were pressed while the page of the one before was on its way

/** @param {number} step */
const wayOf = (step) => first(`#main a[data-step="${step}"]`);

document.addEventListener("keydown", (event) => {
  if (!pressed(event, "period") || around(event, BUSY)) return;
  const step = across(event.key);
  if (!wayOf(step)) return;
  event.preventDefault();
  if (document.body.classList.contains("going")) ahead += step;
  else {
    ahead = 0;
    wayOf(step)?.click();
  }
});

onDrawn(() => {
  if (!ahead) return;
  const step = Math.sign(ahead);
  ahead -= step;
  wayOf(step)?.click();
});

on("click", "[data-print]", () => print());
