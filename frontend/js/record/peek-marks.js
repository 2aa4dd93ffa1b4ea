// What each answer leaves: the record beside the page is marked where the page shows it; one that is
// gone is gone from the address too, and the focus goes back to where it came from.
import { CELL } from "../cells/place.js";
import { all, closest, first, the } from "../elements/element.js";
import { addressBeside, isNamed, pathOf } from "./peek-address.js";

const record = () => first("#peek")?.dataset.record ?? "";

let shown = record();

/**
 * The link from which a record was opened is found again by its address, in the row or card that held it;
 * a cell that had the focus, by its place there.
 * @type {{ id: string | undefined, href: string | null, cell: number } | null}
 */
let origin = null;

/**
 * Remembers the link from which a record is opened.
 * @param {HTMLElement} link
 */
export function remember(link) {
  const cell = document.activeElement;
  const isOfRow = cell instanceof HTMLTableCellElement && cell.matches(CELL) && cell.parentElement === link.closest("tr");
  origin = { id: closest("[id]", link)?.id, href: link.getAttribute("href"), cell: isOfRow ? cell.cellIndex : -1 };
}

/** @param {string} was */
function goBack(was) {
  const main = the("#main");
  const wanted = `a[href="${origin?.href ?? pathOf(was)}"]`;
  const at = origin?.id ? document.getElementById(origin.id) : null;
  const own = at && (at.matches(wanted) ? at : first(wanted, at));
  const cell = at instanceof HTMLTableRowElement ? at.cells[origin?.cell ?? -1] : null;
  (cell ?? own ?? first(wanted, main) ?? main).focus({ preventScroll: true });
  origin = null;
}

function mark() {
  for (const element of all("#main [data-peeked]")) element.removeAttribute("data-peeked");
  if (!shown) return;
  for (const link of all(`#main a[href="${pathOf(shown)}"]`)) {
    if (!link.closest("#peek")) closest(".card, tr, .entry, li", link)?.setAttribute("data-peeked", "");
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
