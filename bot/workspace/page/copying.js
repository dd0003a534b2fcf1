/** Taking a text away, e.g. the rewrite of a draft, to where it is posted. */

import { h, icon } from "./dom.js";
import { say } from "./texts.js";

const SAYS_SO_MS = 2000;

/** The drawn text with a button that copies its words. */
export function copyable(drawn, words) {
  const label = h("span", {}, say("page.copy"));
  const button = h("button", { type: "button", class: "copy", "aria-live": "polite" }, icon("copy"), label);
  button.addEventListener("click", async () => {
    label.textContent = (await copy(words)) ? say("page.copied") : say("page.not-copied");
    setTimeout(() => (label.textContent = say("page.copy")), SAYS_SO_MS);
  });
  return h("div", { class: "copyable" }, drawn, button);
}

async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    return copyBySelection(words); // a browser that keeps the clipboard to itself
  }
}

function copyBySelection(words) {
  const focused = document.activeElement;
  const area = h("textarea", { class: "out-of-sight", "aria-hidden": "true" });
  area.value = words;
  document.body.append(area);
  area.select();
  const copied = document.execCommand("copy");
  area.remove();
  focused?.focus();
  return copied;
}
