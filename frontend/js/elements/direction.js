// Which way the page reads: where its lines begin at the right, what lies on is at the left.

/** Whether lines begin at the right. */
export const isReversed = () => document.documentElement.dir === "rtl";

/**
 * The step along a line that an arrow key means: 1 on, -1 back, 0 for other keys.
 * @param {string} key
 */
export function across(key) {
  const right = { ArrowRight: 1, ArrowLeft: -1 }[key] ?? 0;
  return isReversed() ? -right : right;
}
