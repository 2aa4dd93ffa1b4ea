// The widths of columns: by their menus, or by drawing at the edge of a head.
import { isReversed } from "../elements/direction.js";
import { closest } from "../elements/element.js";
import { on } from "../elements/listen.js";
import { addressWith, navigate } from "../shell/navigate.js";
import { heads, listOf } from "./list.js";
import { hold } from "./steady.js";

const LEAST = 64;

/**
 * Gives a column a width, in pixels; the others keep the ones they have.
 * @param {HTMLElement} head
 * @param {number} width
 */
export function resize(head, width) {
  const list = listOf(head);
  if (!list) return;
  const wide = heads(list).map((one) => {
    const pixels = one === head ? Math.max(LEAST, width) : one.offsetWidth;
    return `${one.dataset.field}.${Math.round(pixels)}`;
  });
  navigate(addressWith({ wide: wide.join(",") }), { replace: true });
}

// The edge of a column follows the pointer; the table takes the width when it is let go.
on("pointerdown", ".head-edge", (edge, event) => {
  const head = closest("th", edge);
  if (!head || event.button) return;
  event.preventDefault();
  const list = listOf(head);
  if (!list) return;
  const start = event.clientX;
  const before = head.offsetWidth;
  const whole = list.offsetWidth;
  hold(list);
  const way = isReversed() ? -1 : 1;
  /** @param {PointerEvent} at */
  const moved = ({ clientX }) => Math.max(LEAST - before, way * (clientX - start));
  // The column is as wide as the pointer has it, the others keep their widths.
  const show = (/** @type {number} */ by) => {
    head.style.inlineSize = `${before + by}px`;
    list.style.inlineSize = `${whole + by}px`;
  };
  const ended = new AbortController();
  const { signal } = ended;
  edge.setPointerCapture(event.pointerId);
  edge.classList.add("dragged");
  edge.addEventListener("pointermove", (at) => show(moved(at)), { signal });
  edge.addEventListener("pointerup", (at) => {
    if (moved(at)) resize(head, before + moved(at));
    else show(0);
  }, { signal });
  edge.addEventListener("lostpointercapture", () => {
    ended.abort();
    edge.classList.remove("dragged");
  }, { signal });
});
