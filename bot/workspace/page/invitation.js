/** What is offered when somebody speaks to the bot in a channel where it is not. */

import { h, refill } from "./dom.js";
import { post } from "./net.js";
import { state, update } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";

/** The line over the composer, and what draws it. */
export function invitation() {
  const element = h("div", { class: "offer", role: "status" });
  const draw = () => {
    const isOffered = Boolean(state.uninvited) && state.uninvited === state.channel;
    element.hidden = !isOffered;
    refill(element, isOffered && `${state.channel} ${document.documentElement.lang}`, () => isOffered && drawOffer());
  };
  return { element, draw };
}

function drawOffer() {
  const name = state.bot.name;
  return [
    h("p", {}, say("page.not-member", { name })),
    h("button", { type: "button", class: "button primary", onclick: invite }, say("page.invite", { name })),
    h("button", { type: "button", class: "button plain", onclick: () => update({ uninvited: null }) }, say("page.not-now")),
  ];
}

async function invite() {
  const { person, channel } = state;
  const answer = await post("invite", { person, channel });
  if (answer.ok) update({ uninvited: null });
  else complain(answer.error);
}
