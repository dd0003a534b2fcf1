/** What the page's state says has happened: by it the tour notices that a step is done. */

import { isFromBot, replies, roots, state } from "../state.js";

/** The bot's answers in a thread, oldest first. */
export function answers(ts) {
  return replies(ts).filter(isFromBot);
}

/** Whether the bot has answered so many times, and is no longer at work on the last. */
export function answered(ts, times = 1) {
  const found = answers(ts);
  return found.length >= times && isWhole(found.at(-1));
}

/** Whether the bot came back to a message after its author changed it. */
export function answeredEdit(ts) {
  const edited = state.messages.get(ts)?.edited?.ts;
  const last = answers(ts).at(-1);
  return Boolean(edited && last && Number(last.ts) > Number(edited));
}

/** Whether the bot told of a request, then of a decision: there is nothing to take back any more. */
export function isDecided(ts) {
  return answers(ts).length > 2 && !offeredIn(ts, "request_withdraw");
}

/** Whether an answer in the thread offers that button. */
export function offeredIn(ts, action) {
  return answers(ts).some((message) => offers(message, action));
}

/** Whether a message has that button; false for one that is not there. */
export function stillOffers(ts, action) {
  const message = state.messages.get(ts);
  return Boolean(message) && offers(message, action);
}

/** The newest message of the open conversation that offers that button: its ts, or undefined. */
export function newestOffering(action) {
  return roots().findLast((message) => offers(message, action))?.ts;
}

/** Whether that part of the person's own page is the open one. */
export function isOpenAtHome(section) {
  return Boolean(state.home?.blocks[0]?.elements?.some((each) => each.action_id === `home_${section}` && each.style === "primary"));
}

/** Whether the bot told the whole conversation something after that message. */
export function toldAllSince(ts) {
  return roots().some((message) => isFromBot(message) && !message.is_ephemeral && Number(message.ts) > Number(ts));
}

/** While the bot is at work, it says so in a line of its own, or beside a button that stops it. */
function isWhole(message) {
  return message.blocks.length > 1 && !offers(message, "policy_cancel");
}

function offers({ blocks }, action) {
  return blocks.some(({ elements = [], accessory }) => [...elements, accessory].some((each) => each?.action_id === action));
}
