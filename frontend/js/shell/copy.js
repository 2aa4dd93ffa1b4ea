// What copies a link to the clipboard says so: in the line at the foot, or in a dialog on its own button.
import { first } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { say } from "./toast.js";

const SAID = t("The link is copied.");

on("click", "[data-copy]", async (button) => {
  const url = new URL(button.dataset.copy ?? "", location.href).href;
  const dialog = button.closest("dialog");
  try {
    await navigator.clipboard.writeText(url);
  } catch { // not on a page that came by http from elsewhere
    if (dialog) first("input[readonly]", dialog, HTMLInputElement)?.select();
    else say(url);
    return;
  }
  const words = first("span", button);
  if (dialog && words) words.textContent = SAID;
  else say(SAID);
});
