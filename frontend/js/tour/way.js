// Where a tour is, while it goes from page to page in this tab.
const KEPT = "freelancer-os-tour";

/** @typedef {{ name: string, at: number, by: number, opens?: string }} Way step and direction, and the page that it has asked for */

/** @returns {Way | null} */
export function under() {
  return JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
}

/** @param {Way | null} way */
export function keep(way) {
  if (way) sessionStorage.setItem(KEPT, JSON.stringify(way));
  else sessionStorage.removeItem(KEPT);
}
