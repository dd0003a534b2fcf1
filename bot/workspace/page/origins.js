/** Where a control stands, and telling the bot that it was used. */

import { ask } from "./dialog.js";
import { drawText } from "./mrkdwn.js";
import { post } from "./net.js";
import { isFromBot, state } from "./state.js";
import { complain } from "./toasts.js";

/** A message: its quotes can be copied when they are the bot's. */
export function ofMessage(message) {
  return { copies: isFromBot(message), address: () => ({ channel: state.channel, message_ts: message.ts }) };
}

/** A form of the bot's, or its page; `values()` is what stands in its fields now. */
export function ofView({ id, type }, values) {
  return { copies: type === "modal", address: () => ({ view_id: id, values: values() }) };
}

/**
 * Ask for confirmation where the bot wants it, then tell the bot. Answers whether the bot has heard.
 * `used` is what was chosen; `control` is busy meanwhile.
 */
export async function use(control, element, used, block, origin) {
  if (control.getAttribute("aria-busy") === "true") return false;
  if (element.confirm && !(await ask(inWords(element.confirm)))) return false;
  control.setAttribute("aria-busy", "true");
  const action = { type: element.type, action_id: element.action_id, block_id: block.block_id, ...used };
  const answer = await post("action", { person: state.person, ...origin.address(), action });
  control.removeAttribute("aria-busy");
  if (!answer.ok) complain(answer.error);
  return answer.ok;
}

function inWords({ title, text, confirm, deny, style }) {
  const [titleWords, textWords, yes, no] = [title, text, confirm, deny].map(drawText);
  return { title: titleWords, text: textWords, yes, no, danger: style === "danger" };
}
