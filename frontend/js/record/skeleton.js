// The outline of a record that is still being fetched, where it will stand.
import { make, the } from "../elements/element.js";
import { t } from "../elements/words.js";

const LINES = 7;

/**
 * Draws the outline beside the page, with the title that is known already.
 * @param {string} title
 */
export function skeleton(title) {
  if (document.getElementById("peek")) return; // the record that is open stays until the next is there
  const lines = Array.from({ length: LINES }, () => make("span", { className: "skeleton" }));
  const heading = make("p", { className: "peek-title", textContent: title });
  const given = { id: "peek", className: "peek-waiting", "aria-busy": "true", "aria-label": title || t("Record") };
  the("#main").append(make("aside", given, heading, ...lines));
}
