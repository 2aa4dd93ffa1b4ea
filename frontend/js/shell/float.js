// Places what floats at an element, inside the window, above it where there is no room below.
const GAP = 4;
const EDGE = 8;
const HIGHEST = 480;

/** Keeps `element` at `anchor` while the page moves; returns what ends it. */
export function float(element, anchor) {
  const ended = new AbortController();
  const options = { capture: true, passive: true, signal: ended.signal };
  const place = () => put(element, anchor.getBoundingClientRect());
  const watch = new ResizeObserver(place);
  watch.observe(element);
  for (const target of [window, window.visualViewport]) {
    target.addEventListener("scroll", place, options);
    target.addEventListener("resize", place, options);
  }
  place();
  return () => {
    ended.abort();
    watch.disconnect();
    element.remove();
  };
}

function put(element, at) {
  const view = window.visualViewport;
  const below = view.height + view.offsetTop - at.bottom - GAP - EDGE;
  const above = at.top - view.offsetTop - GAP - EDGE;
  element.style.maxHeight = `${Math.max(120, Math.min(HIGHEST, Math.max(below, above)))}px`;
  const { offsetWidth: width, offsetHeight: height } = element;
  const flips = height > below && above > below;
  const top = flips ? at.top - height - GAP : at.bottom + GAP;
  const last = view.offsetLeft + view.width - width - EDGE;
  const left = at.left > last ? at.right - width : at.left;
  element.style.top = `${Math.max(EDGE, top)}px`;
  element.style.left = `${Math.max(EDGE, Math.min(left, last))}px`;
}
