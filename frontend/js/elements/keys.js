// Which keys do what: the page says so, from the one list of the program (web/shell/frame/shortcuts.py). Keys are
// compared by what they write, never by where they lie, so that every layout has them.

/** @type {Record<string, string[]>} */
const KEYS = JSON.parse(document.getElementById("keys")?.textContent || "{}");

/**
 * Whether a shortcut of the list was pressed. On pages before one is inside there are none.
 * @param {KeyboardEvent} event
 * @param {string} name
 */
export function pressed(event, name) {
  return KEYS[name]?.some((way) => matches(event, way.split("+"))) ?? false;
}

/**
 * @param {KeyboardEvent} event
 * @param {string[]} way the keys that are held, and last the one that is pressed
 */
function matches(event, way) {
  const key = way[way.length - 1];
  const isHeld = (/** @type {string} */ held) => way.slice(0, -1).includes(held);
  // A sign such as "?" needs Shift on some layouts.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  return event.key.toLowerCase() === key.toLowerCase()
    && isHeld("Ctrl") === (event.ctrlKey || event.metaKey)
    && isHeld("Alt") === event.altKey
    && (isSign || isHeld("Shift") === event.shiftKey);
}
