// A toolbar is one stop of the Tab key; in it the arrow keys, Home and End lead about (ARIA toolbar).
import { across } from "../elements/direction.js";
import { all, closest, first } from "../elements/element.js";
import { around, isModified, on, onDrawn } from "../elements/listen.js";
import { rove, stopAt } from "../elements/rove.js";

const BAR = "[role=toolbar]";

const STOP = "a[href], button, input[data-options]";

on("keydown", BAR, (bar, event) => {
  if (isModified(event) || event.shiftKey || around(event, "[aria-expanded=true]:is(input)")) return;
  const stops = all(STOP, bar).filter((one) => one.checkVisibility() && !one.matches(":disabled"));
  const place = stops.findIndex((one) => one.matches(":focus"));
  const step = across(event.key);
  const to = step ? place + step : { Home: 0, End: stops.length - 1 }[event.key];
  if (place < 0 || to === undefined) return;
  event.preventDefault();
  stops[(to + stops.length) % stops.length].focus();
});

on("focusin", BAR, (bar, { target }) => {
  const stop = target instanceof Element && closest(STOP, target);
  if (!stop) return;
  rove(bar, STOP, stop);
  stopAt(bar, stop);
});

onDrawn(() => {
  for (const bar of all(BAR)) rove(bar, STOP, first(STOP, bar));
});
