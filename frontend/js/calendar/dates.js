// Reckoning with the dates of a calendar, written as the server writes them.
export const DAY = 86_400_000;
export const HALF_HOUR = DAY / 48;

/**
 * A date, or a date and a time, as many milliseconds later.
 * @param {string} raw `2026-11-23` or `2026-11-23 14:30`
 * @param {number} step
 */
export function later(raw, step) {
  const [date, time] = raw.split(" ");
  const moved = new Date(Date.parse(time ? `${date}T${time}Z` : date) + step).toISOString();
  return time ? moved.slice(0, 16).replace("T", " ") : moved.slice(0, 10);
}
