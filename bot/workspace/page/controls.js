/** Buttons, lists, choices and dates that act as soon as they are used. */

import { choicesOf, chosenAtFirst } from "./choices.js";
import { h, icon, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";
import { inSeconds, onTheClock } from "./moments.js";
import { drawText, newTab } from "./mrkdwn.js";
import { use } from "./origins.js";
import { say } from "./texts.js";

let count = 0;

/** The control that an element of a block is; null when there is no such control. */
export function drawControl(element, block, origin) {
  const draw = CONTROLS[element.type];
  return draw ? draw(element, (control, used) => use(control, element, used, block, origin)) : null;
}

const CONTROLS = {
  button(element, use) {
    const style = ["primary", "danger"].includes(element.style) ? element.style : "plain";
    const opens = element.url && newTab(element.url);
    const attributes = { ...(opens || { type: "button" }), class: `button ${style}`, ...identity(element) };
    const control = h(opens ? "a" : "button", attributes, drawText(element.text));
    control.addEventListener("click", () => use(control, { value: element.value }));
    return control;
  },
  static_select(element, use) {
    const shown = h("span", {}, drawText((element.initial_option ?? { text: element.placeholder }).text));
    const always = { type: "button", class: "button plain select", "aria-haspopup": "listbox" };
    const control = h("button", { ...always, ...identity(element), ...nameOfList(element) }, shown, icon("down"));
    control.addEventListener("click", async () => {
      const how = { role: "listbox", chosen: element.initial_option?.value };
      const chosen = await openMenu(control, element.options, how);
      if (chosen && (await use(control, { selected_option: chosen }))) shown.replaceChildren(...drawText(chosen.text));
    });
    return control;
  },
  overflow(element, use) {
    const attributes = { "aria-haspopup": "menu", ...identity(element) };
    const control = iconButton("more", element.accessibility_label ?? say("page.more-actions"), null, attributes);
    control.addEventListener("click", async () => {
      const chosen = await openMenu(control, element.options, { role: "menu" });
      if (chosen) await use(control, { selected_option: chosen });
    });
    return control;
  },
  radio_buttons: (element, use) => choices(element, "radiogroup", use, ([value]) => ({ selected_option: { value } })),
  checkboxes: (element, use) =>
    choices(element, "group", use, (values) => ({ selected_options: values.map((value) => ({ value })) })),
  datepicker: (element, use) => day(element, "date", element.initial_date, use, (shown) => ({ selected_date: shown })),
  datetimepicker: (element, use) =>
    day(element, "datetime-local", onTheClock(element.initial_date_time), use, (shown) => ({
      selected_date_time: inSeconds(shown),
    })),
};

function choices(element, role, use, told) {
  const first = chosenAtFirst(element);
  const { labels, checked } = choicesOf(element, `control-${++count}`, (value) => first.includes(value));
  const group = h("div", { class: "choices", role }, labels);
  group.addEventListener("change", () => use(group, told(checked())));
  return group;
}

function day(element, type, first, use, told) {
  const input = h("input", { type, class: "input day-input", "aria-label": element.placeholder?.text, ...identity(element) });
  input.value = first ?? "";
  input.addEventListener("change", () => input.value && use(input, told(input.value)));
  return input;
}

/** What finds the same control again after what holds it was drawn anew. */
function identity({ action_id, value, accessibility_label }) {
  const named = accessibility_label && { "aria-label": accessibility_label };
  return { "data-focus": action_id, "data-which": value, ...named };
}

/** A list in which something is chosen still says what is chosen in it. */
function nameOfList({ placeholder, initial_option }) {
  return placeholder && initial_option && { "aria-label": `${placeholder.text}: ${initial_option.text.text}` };
}
