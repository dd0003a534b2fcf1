/** What the workspace itself offers, under the people: the tour, a fresh start, and what a developer looks at. */

import { h, icon, iconButton } from "./dom.js";
import { say } from "./texts.js";

/** Draw them; `use` has a function for each. */
export function drawTools(use) {
  const tour = { type: "button", class: "side-item", "data-focus": "tour", onclick: use.tour };
  return h(
    "div",
    { class: "tools" },
    h("button", tour, icon("flag"), h("span", { class: "side-name" }, say("page.tour"))),
    iconButton("restart", say("page.reset"), use.reset, { "data-focus": "reset" }),
    iconButton("traffic", say("page.traffic"), use.traffic, { "data-focus": "traffic" }),
  );
}
