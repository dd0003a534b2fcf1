/** What the bot offers to do, everywhere or with one message. */

import { post } from "./net.js";
import { state } from "./state.js";
import { complain } from "./toasts.js";

/** Tell the bot that its shortcut was used; `where` is `{channel, message_ts}` for one of a message. */
export async function useShortcut(button, callback_id, where = {}) {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  const answer = await post("shortcut", { person: state.person, callback_id, ...where });
  button.removeAttribute("aria-busy");
  if (!answer.ok) complain(answer.error);
}
