// A write that is sent once more, because nobody knows what became of it, keeps its name: the server
// does it once.

/** @type {Map<string, string>} what was sent and not answered for certain, and its name */
const open = new Map();

/**
 * The name of a write (a UUID, which becomes that of its entry in the history).
 * @param {string} mark what is sent, and where to
 */
export function nameOf(mark) {
  return open.get(mark) ?? made();
}

/**
 * @param {string} mark
 * @param {string} name
 * @param {number} status 0: no answer came
 */
export function answered(mark, name, status) {
  if (status === 0 || status >= 500) open.set(mark, name);
  else open.delete(mark);
}

/** As crypto.randomUUID, which browsers offer over https only (RFC 9562, version 4). */
function made() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
}
