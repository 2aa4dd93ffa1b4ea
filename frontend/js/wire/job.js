// A job: a change of many rows that the server writes while others read and write. How far it has come, and
// how to cancel it; not after the writes in line, which wait for it.
import { token } from "./send.js";

/** @typedef {{ done: number, total: number, told: string }} Far */

const ADDRESS = "/under-way/";

/**
 * How far one's own job in this workspace has come, or null if there is none.
 * @returns {Promise<Far | null>}
 */
export async function howFar() {
  const answer = await fetch(ADDRESS).catch(() => null);
  return answer?.ok && !answer.redirected ? answer.json() : null;
}

/** Has it end, and taken back. */
export function cancelJob() {
  fetch(`${ADDRESS}cancel/`, { method: "POST", headers: { "X-CSRFToken": token(), "HX-Request": "true" } }).catch(() => {});
}
