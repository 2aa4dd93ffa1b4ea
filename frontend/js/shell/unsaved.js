// What was entered and is not saved: it is not left without a word.
import { all, closest, first } from "../elements/element.js";
import { t } from "../elements/words.js";
import { isTouched } from "../wire/morph.js";
import { unanswered } from "../wire/send.js";
import { say } from "./toast.js";

const REFUSED = ".note.refused, .editor[aria-invalid=true], .cell.refused, .field.refused";
const FORMS = "form.composer:not([hidden]), .dialog form, form.rows-form";
const SAVED_ON_LEAVING = ".editor:focus, form[data-in-place] :focus";

/**
 * What was refused, and the forms in which something was entered.
 * @param {ParentNode} [within]
 */
export function unsaved(within = document) {
  const forms = all(FORMS, within, HTMLFormElement).filter((form) => [...form.elements].some(isTouched));
  return [...all(REFUSED, within), ...forms];
}

/**
 * The first of it that has no place in another page, which would take it away.
 * @param {Document} fresh
 */
export const lostIn = (fresh) => unsaved().find((one) => !one.matches(".composer-again") && !hasPlace(one, fresh));

/**
 * @param {HTMLElement} element
 * @param {Document} fresh
 */
function hasPlace(element, fresh) {
  const row = closest("tr[id]", element);
  if (row) return fresh.getElementById(row.id) !== null;
  /** @type {HTMLElement | null} */
  let at = closest("[id]", element);
  while (at && fresh.getElementById(at.id)) at = closest("[id]", at.parentElement);
  return !at;
}

/**
 * Says that something is not saved yet, and offers to leave it.
 * @param {HTMLElement} left
 * @param {() => void} act
 */
export function holdBack(left, act) {
  left.scrollIntoView({ block: "nearest" });
  (left.matches("input, [tabindex]") ? left : first("input:not([type=hidden]), textarea, button", left))?.focus();
  say(t("What you entered here is not saved yet."), [[t("Leave it"), act]]);
}

// Leaving saves the open field; what was refused, or is still in line, would be lost.
addEventListener("pagehide", () => first(SAVED_ON_LEAVING)?.blur());
addEventListener("beforeunload", (event) => {
  if (unsaved().length || unanswered() > 1) event.preventDefault();
});
