// The width of the record beside the page: pulled at its edge, or set there by the arrow keys, and kept.
import { across, isReversed } from "../elements/direction.js";
import { first } from "../elements/element.js";
import { on, onDrawn } from "../elements/listen.js";

const KEPT = "peek-width";
const LEAST = 360;
const STEP = 32;

const most = () => Math.max(LEAST, Math.round(innerWidth * 0.6));

/** @param {number} width */
const inside = (width) => Math.round(Math.min(most(), Math.max(LEAST, width)));

/** @param {number} width */
function set(width) {
  const { style } = document.documentElement;
  style.setProperty("--peek-kept", `${inside(width)}px`);
  localStorage.setItem(KEPT, String(inside(width)));
  tell();
}

function tell() {
  const edge = first("#peek .peek-edge");
  const width = edge?.parentElement?.offsetWidth;
  if (!edge || !width) return;
  const values = { "aria-valuenow": width, "aria-valuemin": LEAST, "aria-valuemax": most() };
  for (const [name, value] of Object.entries(values)) edge.setAttribute(name, String(value));
}

const kept = Number(localStorage.getItem(KEPT));
if (kept) document.documentElement.style.setProperty("--peek-kept", `${inside(kept)}px`);

on("pointerdown", "#peek .peek-edge", (edge, event) => {
  if (event.button) return;
  event.preventDefault();
  edge.setPointerCapture(event.pointerId);
  const ended = new AbortController();
  const { signal } = ended;
  edge.addEventListener("pointermove", ({ clientX }) => set(isReversed() ? clientX : innerWidth - clientX), { signal });
  for (const name of ["pointerup", "pointercancel"]) edge.addEventListener(name, () => ended.abort(), { signal });
});

on("keydown", "#peek .peek-edge", (edge, event) => {
  const step = across(event.key);
  if (!step) return;
  event.preventDefault();
  set((edge.parentElement?.offsetWidth ?? LEAST) - step * STEP);
});

on("dblclick", "#peek .peek-edge", () => {
  document.documentElement.style.removeProperty("--peek-kept");
  localStorage.removeItem(KEPT);
  tell();
});

onDrawn(tell);
