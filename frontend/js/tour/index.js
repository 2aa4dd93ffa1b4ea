// A guided tour begins at a link of its own, and goes on where another page is opened for it.
// What shows it is fetched by then.
import { isPlainClick, on } from "../elements/listen.js";
import { t } from "../elements/words.js";
import { say } from "../shell/toast.js";
import "./film.js";
import { under } from "./way.js";

on("click", "[data-tour]", (control, event) => {
  if (control.matches("a") && !isPlainClick(event)) return;
  event.preventDefault();
  control.closest("dialog")?.close();
  go(control.dataset.tour);
});

/** @param {string} [name] */
async function go(name = "") {
  try {
    const { take } = await import("./tour.js");
    await take(name);
  } catch {
    say(t("The tour could not be opened. Try again."));
  }
}

// The box leads to one by the address of its page.
function begin() {
  const name = /^#tour-([a-z]+)$/.exec(location.hash)?.[1];
  if (name) history.replaceState(history.state, "", location.pathname + location.search);
  return name;
}

addEventListener("hashchange", () => {
  const name = begin();
  if (name) go(name);
});

const going = begin() ?? under()?.name;
if (going) go(going);
