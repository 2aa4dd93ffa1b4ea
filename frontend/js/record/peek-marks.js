// What each answer leaves: the record beside the page is marked where the page shows it; one that is
// gone is gone from the address too, and the focus goes back to where it came from.
import { addressBeside, isNamed, pathOf } from "./peek-address.js";

const record = () => document.getElementById("peek")?.dataset.record ?? "";

let shown = record();
// A link is found again by its address, in the row or card that held it.
let origin = null;

/** Remembers the link from which a record is opened. */
export function remember(link) {
  origin = { id: link.closest("[id]")?.id, href: link.getAttribute("href") };
}

function goBack(was) {
  const main = document.getElementById("main");
  const wanted = `a[href="${origin?.href ?? pathOf(was)}"]`;
  const at = origin?.id ? document.getElementById(origin.id) : null;
  const link = at?.matches(wanted) ? at : at?.querySelector(wanted) ?? main.querySelector(wanted);
  (link ?? main).focus({ preventScroll: true });
  origin = null;
}

function mark() {
  for (const element of document.querySelectorAll("#main [data-peeked]")) {
    element.removeAttribute("data-peeked");
  }
  if (!shown) return;
  for (const link of document.querySelectorAll(`#main a[href="${pathOf(shown)}"]`)) {
    const place = link.closest("#peek") ? null : link.closest(".card, tr, .entry, li");
    place?.setAttribute("data-peeked", "");
  }
}

document.addEventListener("htmx:afterSettle", () => {
  const was = shown;
  shown = record();
  if (was && !shown) {
    if (isNamed()) history.replaceState(null, "", addressBeside(""));
    const at = document.activeElement;
    if (at === document.body || at?.id === "main") goBack(was);
  }
  mark();
});

mark();
