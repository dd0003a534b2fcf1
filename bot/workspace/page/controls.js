/** Buttons, selects and overflow menus of the bot's messages, and telling the bot that one was used. */

import { ask } from "./dialog.js";
import { h, icon, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";
import { drawText, newTab } from "./mrkdwn.js";
import { post } from "./net.js";
import { state } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";

/** The control that an element of a block is; null when there is no such control. */
export function drawControl(element, block, message) {
  const draw = CONTROLS[element.type];
  return draw ? draw(element, (control, used) => use(control, element, used, block, message)) : null;
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
    const control = h("button", { ...always, ...identity(element) }, shown, icon("down"));
    control.addEventListener("click", async () => {
      const how = { role: "listbox", chosen: element.initial_option?.value };
      const chosen = await openMenu(control, element.options, how);
      if (chosen && (await use(control, { selected_option: chosen }))) shown.replaceChildren(...drawText(chosen.text));
    });
    return control;
  },
  overflow(element, use) {
    const attributes = { "aria-haspopup": "menu", ...identity(element) };
    const control = iconButton("more", say("page.more-actions"), null, attributes);
    control.addEventListener("click", async () => {
      const chosen = await openMenu(control, element.options, { role: "menu" });
      if (chosen) await use(control, { selected_option: chosen });
    });
    return control;
  },
};

/** What finds the same control again after its message was drawn anew. */
function identity({ action_id, accessibility_label }) {
  return { "data-focus": action_id, ...(accessibility_label && { "aria-label": accessibility_label }) };
}

/** Ask for confirmation where the bot wants it, then tell the bot. Answers whether the bot has heard. */
async function use(control, element, used, block, message) {
  if (control.getAttribute("aria-busy") === "true") return false;
  if (element.confirm && !(await ask(inWords(element.confirm)))) return false;
  control.setAttribute("aria-busy", "true");
  const action = { type: element.type, action_id: element.action_id, block_id: block.block_id, ...used };
  const { person, channel } = state;
  const answer = await post("action", { person, channel, message_ts: message.ts, action });
  control.removeAttribute("aria-busy");
  if (!answer.ok) complain(answer.error);
  return answer.ok;
}

function inWords({ title, text, confirm, deny, style }) {
  const [titleWords, textWords, yes, no] = [title, text, confirm, deny].map(drawText);
  return { title: titleWords, text: textWords, yes, no, danger: style === "danger" };
}
