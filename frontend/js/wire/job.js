// A job: a change of many rows that the server writes while others read and write. How far it has come, and
// how to cancel it; not after the writes in line, which wait for it.
import { token } from "./send.js";

/** @typedef {{ done: number, total: number, told: string }} Far */

const ADDRESS = "/under-way/";
const KEPT = "job"; // in the session of this tab: a job was under way

/**
 * How far one's own job in this workspace has come, or null if there is none.
 * @returns {Promise<Far | null>}
 */
export async function howFar() {
  const answer = await fetch(ADDRESS).catch(() => null);
  const far = answer?.ok && !answer.redirected ? await answer.json() : null;
  if (far) sessionStorage.setItem(KEPT, "1");
  else sessionStorage.removeItem(KEPT);
  return far;
}

/** Whether one was under way when this tab left its last page. */
export const wasUnderWay = () => sessionStorage.getItem(KEPT) !== null;

/** Has it end, and taken back. */
export function cancelJob() {
  fetch(`${ADDRESS}cancel/`, { method: "POST", headers: { "X-CSRFToken": token() } }).catch(() => {});
}
