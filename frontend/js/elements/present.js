// Dialogs: built when they are opened, gone when they are closed.
import { around } from "./listen.js";

/**
 * Opens a dialog over the page; Escape closes it and nothing under it.
 * @param {HTMLDialogElement} dialog
 */
export function present(dialog) {
  const ended = new AbortController();
  const { signal } = ended;
  const keep = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") event.stopPropagation();
  };
  dialog.addEventListener("keydown", keep);
  addEventListener("keydown", (event) => {
    if (!around(event, "dialog")) keep(event);
  }, { capture: true, signal });
  dialog.addEventListener("close", () => {
    ended.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
}
