// Dates as the workspace writes them. Scripts reckon with ISO dates, `2026-11-23`; what is typed in any
// other way than an input holds it, the server reads.
import { the } from "../elements/element.js";

export const DAY = 86_400_000;
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d))?$/;
const PARTS = /d{1,2}|M{1,2}|y{1,4}/g;

/** What the page says of dates: the locale, the pattern of a date, the clock, the week, the time zone. */
function formats() {
  const { locale = "en", dates = "y-MM-dd", clock = "24", week = "0", zone = "UTC" } = the("#main").dataset;
  return { locale, pattern: dates, hasHalves: clock === "12", firstDay: Number(week), zone };
}

/** @param {string} iso */
const at = (iso) => new Date(`${iso}T00:00Z`);

/** Today in the time zone of the workspace. */
export const today = () => new Intl.DateTimeFormat("sv-SE", { timeZone: formats().zone }).format();

/**
 * A date so many days later.
 * @param {string} iso
 * @param {number} days
 */
export const later = (iso, days) => new Date(at(iso).getTime() + days * DAY).toISOString().slice(0, 10);

/**
 * A date so many months later, the last of its month where that is shorter.
 * @param {string} iso
 * @param {number} months
 */
export function monthsLater(iso, months) {
  const [year, month, day] = iso.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/**
 * The first day of the week of a date, as the locale begins its weeks.
 * @param {string} iso
 */
export const weekOf = (iso) => later(iso, -((at(iso).getUTCDay() + 6 - formats().firstDay) % 7));

/**
 * A date in words.
 * @param {string} iso
 * @param {Intl.DateTimeFormatOptions} how
 */
export function words(iso, how) {
  return new Intl.DateTimeFormat(formats().locale, { ...how, calendar: "gregory", timeZone: "UTC" }).format(at(iso));
}

/**
 * What an input holds for an ISO date, or date and time; another text as it is.
 * @param {string} raw
 */
export function written(raw) {
  const match = ISO.exec(raw);
  if (!match) return raw;
  const [, year, month, day, hour, minute] = match;
  const { pattern } = formats();
  const parts = { d: day, M: month, y: year };
  const date = pattern.replace(PARTS, (part) => (
    String(Number(parts[/** @type {"d" | "M" | "y"} */ (part[0])])).padStart(part.length, "0")
  ));
  return hour === undefined ? date : `${date} ${clock(Number(hour), minute)}`;
}

/**
 * @param {number} hour
 * @param {string} minute
 */
function clock(hour, minute) {
  if (!formats().hasHalves) return `${String(hour).padStart(2, "0")}:${minute}`;
  return `${(hour + 11) % 12 + 1}:${minute} ${hour < 12 ? "AM" : "PM"}`;
}

/**
 * The ISO date with which a text begins as an input holds it, and what follows it; "" where there is none.
 * @param {string} text
 * @returns {{ day: string, rest: string }}
 */
export function dateIn(text) {
  const typed = text.trim();
  /** @type {string[]} */
  const order = [];
  const source = formats().pattern.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(PARTS, (part) => {
    order.push(part[0]);
    return part[0] === "y" ? "(\\d{4})" : "(\\d{1,2})";
  });
  const match = new RegExp(`^${source}(?!\\d)[\\s,]*`).exec(typed);
  if (!match) return { day: "", rest: typed };
  const found = Object.fromEntries(order.map((part, place) => [part, match[place + 1].padStart(2, "0")]));
  const day = `${found.y}-${found.M}-${found.d}`;
  const isDay = !Number.isNaN(at(day).getTime()) && at(day).toISOString().startsWith(day);
  return isDay ? { day, rest: typed.slice(match[0].length) } : { day: "", rest: typed };
}
