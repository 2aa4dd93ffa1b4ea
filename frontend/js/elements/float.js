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
 * What `covers` is as high as it needs: where neither side has room for that, it lies over the anchor, and it
 * stays in the window when that leaves it.
 * @param {HTMLElement} element
 * @param {Anchor} anchor
 * @param {"bottom" | "top"} [side]
 * @param {boolean} [covers]
 */
export function hover(element, anchor, side = "bottom", covers = false) {
  const isThere = () => !(anchor instanceof Element) || anchor.isConnected;
  const stop = autoUpdate(anchor, element, () => {
    if (isThere()) place(element, anchor, side, covers); // else it stays where it was
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
 * @param {boolean} covers
 */
async function place(element, anchor, side, covers) {
  const most = covers ? windowHeight() - 2 * EDGE : Math.min(HIGHEST, room(anchor));
  element.style.maxHeight = `${Math.max(LOWEST, most)}px`;
  const { x, y } = await computePosition(anchor, element, {
    strategy: "fixed",
    placement: `${side}-start`,
    middleware: [
      offset(GAP),
      flip({ padding: EDGE, fallbackPlacements: side === "top" ? ["top-end", "bottom-start", "bottom-end"] : ["bottom-end", "top-start", "top-end"] }),
      shift({ padding: EDGE, crossAxis: covers }),
    ],
  });
  Object.assign(element.style, { left: `${x}px`, top: `${y}px` });
}

/** What the keyboard of a phone leaves of it. */
const windowHeight = () => window.visualViewport?.height ?? innerHeight;

/**
 * How high something can be, above or below.
 * @param {Anchor} anchor
 */
function room(anchor) {
  const { top, bottom } = anchor.getBoundingClientRect();
  const { offsetTop, height } = window.visualViewport ?? { offsetTop: 0, height: innerHeight };
  return Math.max(top - offsetTop, offsetTop + height - bottom) - GAP - EDGE;
}
