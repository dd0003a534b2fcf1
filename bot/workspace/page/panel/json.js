/** JSON as a developer reads it: indented, with its parts told apart. Whatever it holds is only ever text. */

import { h } from "../dom.js";

const MOST_INDENTED = 200_000; // characters; what is deeper or longer is shown as it came
const MOST_PARTS = 4_000; // what follows is not coloured
const PART = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The text indented where it is JSON, as it is otherwise. */
export function indented(text) {
  try {
    const written = JSON.stringify(JSON.parse(text), null, 2);
    return written.length > MOST_INDENTED ? text : written;
  } catch {
    return text;
  }
}

/** Draw what `indented` gave. */
export function drawJson(text) {
  const drawn = h("pre", { class: "json" });
  let end = 0;
  let count = 0;
  for (const found of /^[{[]/.test(text) ? text.matchAll(PART) : []) {
    if (++count > MOST_PARTS) break;
    const [whole, string, colon] = found;
    const part = string ?? whole;
    drawn.append(text.slice(end, found.index), h("span", { class: kind(string, colon) }, part));
    end = found.index + part.length;
  }
  drawn.append(text.slice(end));
  return drawn;
}

function kind(string, colon) {
  if (colon) return "json-name";
  return string ? "json-text" : "json-value";
}
