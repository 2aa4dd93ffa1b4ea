// A new workspace begins in the time zone of the browser: its language may be spoken elsewhere.
import { take } from "../cells/link-field.js";
import { optionsOf } from "../cells/options.js";
import { onEach } from "../elements/listen.js";

onEach("input[data-browser-zone]", (field) => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (!(field instanceof HTMLInputElement)) return;
  if (optionsOf(field).some(([zone]) => zone === timeZone)) take(field, timeZone, "");
});
