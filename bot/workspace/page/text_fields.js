/** The fields of a form in which one types: a text, an address, a moment. */

import { h } from "./dom.js";
import { inSeconds, onTheClock } from "./moments.js";
import { say } from "./texts.js";

/** A text of one line or several; it counts its characters where the bot set a limit. */
export function textField(element, id, held) {
  const attributes = { id, class: "input", placeholder: element.placeholder?.text };
  const input = element.multiline
    ? h("textarea", { ...attributes, rows: 4 })
    : h("input", { ...attributes, type: "text", autocomplete: "off" });
  input.value = held?.value ?? element.initial_value ?? "";
  return { element: [input, counter(input, element, `${id}-count`)], main: input, read: () => input.value };
}

/** The address of a page. */
export function urlField(element, id, held) {
  const attributes = { id, class: "input", placeholder: element.placeholder?.text ?? "https://" };
  const input = h("input", { ...attributes, type: "url", autocomplete: "off", spellcheck: "false" });
  input.value = held?.value ?? element.initial_value ?? "";
  return { element: input, main: input, read: () => input.value.trim() };
}

/** A day and a time where the person is; what is read is in seconds, in digits, "" when nothing was chosen. */
export function momentField(element, id, held) {
  const input = h("input", { id, class: "input", type: "datetime-local" });
  input.value = onTheClock(Number(held?.value ?? element.initial_date_time ?? 0));
  return { element: input, main: input, read: () => String(inSeconds(input.value) ?? "") };
}

/** How much was written, and how much may or must be. A character outside the first plane is one, as on the server. */
function counter(input, { min_length: least = 0, max_length: most }, id) {
  if (least < 2 && !most) return null; // that there must be something is said of every field
  const place = h("p", { id, class: "field-count" });
  const count = () => {
    const length = [...input.value].length;
    const ofMost = most ? `${length} / ${most}` : "";
    place.textContent = length < least && least > 1 ? say("page.form.at-least", { count: least }) : ofMost;
    place.classList.toggle("over", Boolean(most) && length > most);
  };
  input.addEventListener("input", count);
  count();
  return place;
}
