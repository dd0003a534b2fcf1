/** A file of a message or of a draft: its name and its size. */

import { h, icon } from "./dom.js";
import { fileSize } from "./texts.js";

/** An item of a list; `more` comes after the size, e.g. a button. */
export function fileChip({ name, size }, ...more) {
  const words = [h("span", { class: "file-name" }, name), h("span", { class: "file-size" }, fileSize(size))];
  return h("li", { class: "file" }, icon("file"), words, more);
}
