// Places what floats at an element, inside the window, above it where there is no room below.
import { autoUpdate, computePosition, flip, offset, shift } from "@floating-ui/dom";

/** @typedef {{ getBoundingClientRect: () => DOMRect, contextElement?: Element }} Anchor An element, or a place. */

const GAP = 4;
const EDGE = 8;
const LOWEST = 120;
const HIGHEST = 480;

/**
 * Keeps `element` at `anchor`; gives what ends it and takes it away.
 * @param {HTMLElement} element
 * @param {Anchor} anchor
 * @param {"bottom" | "top"} [side] where it stands if there is room
 */
export function float(element, anchor, side = "bottom") {
  const stop = hover(element, anchor, side);
  return () => {
    stop();
    element.remove();
  };
}

/**
 * Keeps `element` at `anchor` while the page moves; gives what ends it, and then it stands where it did.
 * @param {HTMLElement} element
 * @param {Anchor} anchor
 * @param {"bottom" | "top"} [side]
 */
export function hover(element, anchor, side = "bottom") {
  const isThere = () => !(anchor instanceof Element) || anchor.isConnected;
  const stop = autoUpdate(anchor, element, () => {
    if (isThere()) place(element, anchor, side); // else it stays where it was
  });
  return () => {
    stop();
    element.removeAttribute("style");
  };
}

/**
 * @param {HTMLElement} element
 * @param {Anchor} anchor
 * @param {"bottom" | "top"} side
 */
async function place(element, anchor, side) {
  element.style.maxHeight = `${Math.max(LOWEST, Math.min(HIGHEST, room(anchor)))}px`;
  const { x, y } = await computePosition(anchor, element, {
    strategy: "fixed",
    placement: `${side}-start`,
    middleware: [
      offset(GAP),
      flip({ padding: EDGE, fallbackPlacements: side === "top" ? ["top-end", "bottom-start", "bottom-end"] : ["bottom-end", "top-start", "top-end"] }),
      shift({ padding: EDGE }),
    ],
  });
  Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
}

/**
 * How high something can be, above or below.
 * @param {Anchor} anchor
 */
function room(anchor) {
  const { top, bottom } = anchor.getBoundingClientRect();
  const { offsetTop, height } = window.visualViewport ?? { offsetTop: 0, height: innerHeight };
  return Math.max(top - offsetTop, offsetTop + height - bottom) - GAP - EDGE;
}
