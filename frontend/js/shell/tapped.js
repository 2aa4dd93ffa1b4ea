// What was tapped before the scripts were there has the focus: it is pressed once more. A key that led
// there shows as much, and only passed by.
import { focused } from "../elements/element.js";

const PRESSED = "button[type=button], .cell[tabindex], [data-cell]";

/** Does what a person has asked for meanwhile; called when every room listens. */
export function pressAgain() {
  const at = focused();
  if (at?.matches(PRESSED) && !at.matches(":focus-visible")) at.click();
}
