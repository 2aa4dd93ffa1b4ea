// "?" lists what the keys do; the button in the rail does as well.
import { first } from "../elements/element.js";
import { pressed } from "../elements/keys.js";
import { around } from "../elements/listen.js";

const TYPING = "input, select, textarea, .cell[tabindex], [data-cell], [contenteditable], dialog";

document.addEventListener("keydown", (event) => {
  if (!pressed(event, "help") || around(event, TYPING)) return;
  event.preventDefault();
  first("#shortcuts")?.click();
});
