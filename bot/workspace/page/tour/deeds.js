/** What the tour does for a person, as they would by hand. Each answers what came of it; null where it was refused. */

import { fetchTourFile, post } from "../net.js";
import { awaitAnswer, openChannel, state } from "../state.js";
import { complain } from "../toasts.js";

/** Write to the bot. Answers the message: `{ts}`. */
export async function write(text, files = []) {
  const { ts } = (await done("message", { text, files })) ?? {};
  if (!ts) return null;
  awaitAnswer(ts);
  return { ts };
}

/** Change a message. */
export async function rewrite(ts, text) {
  return (await done("edit", { channel: state.channel, ts, text })) && { ts };
}

/** In a channel: have the bot there, then show it a draft that nobody else sees. */
export async function show(text) {
  const { id: channel, is_member: isThere } = openChannel();
  if (!isThere && !(await done("invite", { channel }))) return null;
  return done("message", { channel, text: `/vigie ${text}` });
}

/** Give the bot the next version of a policy. Answers the message; `{}` where the workspace has no file to give. */
export async function givePolicy(text, language) {
  const file = await fetchTourFile(language);
  return file ? write(text, [file]) : {};
}

async function done(command, body) {
  const answer = await post(command, { person: state.person, ...body });
  if (answer.ok) return answer;
  complain(answer.error);
  return null;
}
