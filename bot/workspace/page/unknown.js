/** What the page cannot draw is seen to be there. */

import { h, icon } from "./dom.js";
import { say } from "./texts.js";

export function notDrawn(type) {
  return h("span", { class: "not-drawn" }, icon("warning"), say("page.not-drawn", { type: String(type) }));
}
