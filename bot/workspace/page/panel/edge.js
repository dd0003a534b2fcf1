/** The upper edge of the panel: pulled, or moved with the arrows, it makes the panel higher or lower. */

import { h } from "../dom.js";

const LEAST = 20; // hundredths of the window
const MOST = 85;
const AT_FIRST = 42;
const STEPS = { ArrowUp: 4, ArrowDown: -4 };

/** Build the edge of that panel. */
export function makeEdge(panel) {
  const range = { "aria-valuemin": LEAST, "aria-valuemax": MOST, "aria-orientation": "horizontal" };
  const edge = h("div", { class: "panel-edge", role: "separator", tabindex: 0, "aria-controls": panel.id, ...range });
  const set = (height) => {
    const within = Math.round(Math.max(LEAST, Math.min(MOST, height)));
    edge.setAttribute("aria-valuenow", within);
    panel.style.setProperty("--panel-height", `${within}dvh`);
  };
  edge.addEventListener("pointerdown", (event) => edge.setPointerCapture(event.pointerId));
  edge.addEventListener("pointermove", (event) => {
    if (edge.hasPointerCapture(event.pointerId)) set(100 - (100 * event.clientY) / innerHeight);
  });
  edge.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    set(Number(edge.getAttribute("aria-valuenow")) + STEPS[event.key]);
  });
  set(AT_FIRST);
  return edge;
}
