/** A fresh start: everything that was said and reviewed here goes. */

import { ask } from "./dialog.js";
import { post } from "./net.js";
import { state } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";

/** Ask first; then have the workspace begin anew. */
export async function startOver() {
  const words = { title: say("page.reset.title"), text: say("page.reset.text"), yes: say("page.reset"), no: say("page.cancel") };
  if (!(await ask({ ...words, danger: true }))) return;
  const answer = await post("reset", { person: state.person });
  if (!answer.ok) complain(answer.error);
}
