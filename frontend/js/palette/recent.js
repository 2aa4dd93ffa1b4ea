// Which records were opened last, newest first. They are remembered in this browser, by their ids alone: reading
// a page then writes nothing on the server, and what they are called is read anew, by whoever may.
import { first } from "../elements/element.js";
import { onDrawn } from "../elements/listen.js";
import { recordOf } from "../record/peek-address.js";

const MOST = 20;
const NAME = "recent:";

const place = () => `${NAME}${first("#palette-box")?.dataset.workspace ?? ""}`;

/** @returns {string[]} `slug:id` each */
export function recent() {
  try {
    const held = JSON.parse(localStorage.getItem(place()) ?? "[]");
    return Array.isArray(held) ? held.filter((one) => typeof one === "string").slice(0, MOST) : [];
  } catch {
    return []; // where a browser stores nothing
  }
}

/** Once signed out, nothing is remembered. */
export function forget() {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(NAME)) localStorage.removeItem(name);
    }
  } catch { /* nothing was */ }
}

/** The record whose page this is, or which is open beside it. */
function opened() {
  const { pathname, searchParams } = new URL(location.href);
  const [slug, id] = searchParams.get("peek")?.split(":") ?? [];
  if (slug && id) return `${slug}:${id}`;
  const here = document.createElement("a");
  here.href = pathname;
  return recordOf(here);
}

if (first("#palette-box")) {
  onDrawn(() => {
    const now = opened();
    const known = recent();
    if (!now || known[0] === now) return;
    try {
      localStorage.setItem(place(), JSON.stringify([now, ...known.filter((one) => one !== now)].slice(0, MOST)));
    } catch { /* it is full, or closed */ }
  });
}
