// Dialogs: built when they are opened, gone when they are closed.
import { focused } from "./element.js";
import { placeOf, takePlace } from "./focus-place.js";
import { around } from "./listen.js";

/**
 * Opens a dialog over the page; Escape closes it and nothing under it. The focus goes back to where it was.
 * @param {HTMLDialogElement} dialog
 */
export function present(dialog) {
  const place = placeOf(focused());
  const ended = new AbortController();
  const { signal } = ended;
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape" && dialog.open) event.stopPropagation(); // closed, its end is only told later
  };
  dialog.addEventListener("keydown", keep);
  addEventListener("keydown", (event) => {
    if (!around(event, "dialog")) keep(event);
  }, { capture: true, signal });
  dialog.addEventListener("close", () => {
    ended.abort();
    dialog.remove();
    if (!focused()) takePlace(place);
  });
  document.body.append(dialog);
  dialog.showModal();
  if (!dialog.scrollTop || focused()?.matches("input, textarea")) return;
  // What has the focus at first stands at its end: one reads from the start.
  dialog.tabIndex = -1;
  dialog.focus();
  dialog.scrollTop = 0;
}
