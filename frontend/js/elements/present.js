// Dialogs: built when they are opened, gone when they are closed.

/**
 * Opens a dialog over the page.
 * @param {HTMLDialogElement} dialog
 */
export function present(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
