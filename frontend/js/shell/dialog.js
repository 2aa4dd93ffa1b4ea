// Forms that are fetched when they are asked for stand in a dialog, which closes once its answer is drawn.
import htmx from "htmx.org";
import { all, first, make } from "../elements/element.js";
import { around, isPlainClick, on } from "../elements/listen.js";
import { present } from "../elements/present.js";
import { onAccepted } from "../wire/answer.js";
import { load } from "./ask.js";
import { keepKeys } from "./keys-ahead.js";
import { unsaved } from "./unsaved.js";

/**
 * Opens the form at an address, called by a label.
 * @param {string} address
 * @param {string} label
 * @param {HTMLElement} at what is busy meanwhile
 */
export async function openDialog(address, label, at) {
  const handOver = keepKeys();
  const innerHTML = await load(address, { at });
  if (innerHTML === null) {
    handOver(null);
    return;
  }
  const dialog = make("dialog", { className: "dialog", "aria-label": label, innerHTML });
  leaveOut(dialog);
  dialog.addEventListener("click", (event) => around(event, "[data-shut]") && dialog.close());
  htmx.process(dialog);
  present(dialog);
  handOver(dialog);
}

/**
 * What is told of something (`data-at`) is left out where the page has none of it.
 * @param {HTMLElement} dialog
 */
function leaveOut(dialog) {
  for (const one of all("[data-at]", dialog)) if (!first(one.dataset.at ?? "")) one.remove();
  for (const group of all("section", dialog)) if (group.querySelector("dl:empty, dl:not(:has(dt))")) group.remove();
}

on("click", "[data-dialog]", (button, event) => {
  if (button.matches("a") && !isPlainClick(event)) return; // it leads to the same as a page
  event.preventDefault();
  openDialog(button.dataset.dialog, button.getAttribute("aria-label") ?? button.textContent.trim(), button);
});

// What only looks, as a rule that is tried while it is typed, leaves the dialog open.
onAccepted((form) => form.matches("[data-stays], [hx-get]") || form.closest("dialog")?.close());

// What is downloaded comes while the page stays.
document.addEventListener("submit", ({ target }) => {
  if (target instanceof HTMLFormElement && target.matches("[data-shuts]")) target.closest("dialog")?.close();
});

addEventListener("popstate", () => {
  const dialog = first("body > dialog.dialog", document, HTMLDialogElement);
  if (dialog && !unsaved(dialog).length) dialog.close();
});
