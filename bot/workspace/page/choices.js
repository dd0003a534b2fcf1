/** Choices that are all in sight: radio buttons and boxes to tick. */

import { h } from "./dom.js";
import { drawText } from "./mrkdwn.js";

/** The inputs of an element's options, called `name` together; `isChosen(value)` says which are chosen at first. */
export function choicesOf(element, name, isChosen) {
  const type = element.type === "checkboxes" ? "checkbox" : "radio";
  const inputs = element.options.map(({ value }) => {
    const input = h("input", { type, name, value, "data-focus": element.action_id, "data-which": value });
    input.checked = isChosen(value);
    return input;
  });
  const labels = element.options.map(({ text, description }, number) =>
    h(
      "label",
      { class: "choice" },
      inputs[number],
      h("span", {}, drawText(text), description && h("span", { class: "field-hint" }, drawText(description))),
    ),
  );
  const checked = () => inputs.filter((input) => input.checked).map((input) => input.value);
  return { labels, checked, first: () => inputs.find((input) => input.checked) ?? inputs[0] };
}

/** The values that are chosen when nobody has touched the element. */
export function chosenAtFirst({ initial_option, initial_options }) {
  return (initial_options ?? [initial_option]).filter(Boolean).map(({ value }) => value);
}
