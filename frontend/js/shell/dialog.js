// Dialogs: built when they are opened, gone when they are closed. Forms that are fetched when they are
// asked for stand in one, which closes once its answer is drawn.
import htmx from "htmx.org";
import { first, make } from "../elements/element.js";
import { around, on } from "../elements/listen.js";
import { onAccepted } from "./answer.js";
import { load } from "./ask.js";
import { unsaved } from "./unsaved.js";

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

on("click", "[data-dialog]", async (button) => {
  const innerHTML = await load(button.dataset.dialog, { at: button });
  if (innerHTML === null) return;
  const label = button.getAttribute("aria-label") ?? button.textContent.trim();
  const dialog = make("dialog", { className: "dialog", "aria-label": label, innerHTML });
  dialog.addEventListener("click", (event) => around(event, "[data-shut]") && dialog.close());
  htmx.process(dialog);
  present(dialog);
});

onAccepted((form) => form.closest("dialog")?.close());

addEventListener("popstate", () => {
  const dialog = first("body > dialog.dialog", document, HTMLDialogElement);
  if (dialog && !unsaved(dialog).length) dialog.close();
});
