/** Reactions: who put which emoji under a message, and the picker from which one is chosen. */

import { h, icon, iconButton } from "./dom.js";
import { drawWords } from "./emoji.js";
import { openMenu } from "./menu.js";
import { post } from "./net.js";
import { nameOf, state } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";

// Those that the server takes, by Slack's name for each.
const REACTIONS = {
  "+1": ["👍", () => say("page.reaction.thumbs-up")],
  eyes: ["👀", () => say("page.reaction.eyes")],
  white_check_mark: ["✅", () => say("page.reaction.check")],
  tada: ["🎉", () => say("page.reaction.party")],
  heart: ["❤️", () => say("page.reaction.heart")],
  pray: ["🙏", () => say("page.reaction.thanks")],
  smile: ["😄", () => say("page.reaction.smile")],
  rocket: ["🚀", () => say("page.reaction.rocket")],
};

/** The reactions under a message; null when it has none. */
export function drawReactions(message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": say("page.reactions") },
    message.reactions.map((reaction) => drawReaction(message, reaction)),
    drawAdd(message),
  );
}

/** What opens the picker from the tools of a message. */
export function drawReactTool(message) {
  const attributes = { "aria-haspopup": "menu", "data-focus": "react" };
  const button = iconButton("smile", say("page.react"), () => pickReaction(button, message.ts), attributes);
  return button;
}

/** Have the person choose a reaction, at the button; one of theirs is taken away. Then the keyboard goes `back`. */
export async function pickReaction(button, ts, back = button) {
  const mine = namesOfMine(state.messages.get(ts));
  const offered = Object.entries(REACTIONS).map(([name, [text, label]]) => {
    return { name, text, label: label(), isOn: mine.has(name) };
  });
  const chosen = await openMenu(button, offered, { role: "menu", look: "picker", back });
  if (chosen) await toggle(ts, chosen.name);
}

function drawReaction(message, { name, users, count }) {
  const [character, label] = REACTIONS[name];
  const isMine = users.includes(state.person);
  const words = say("page.reaction.by", { reaction: label(), count, names: namesOf(users) });
  const always = { type: "button", class: "reaction", "data-focus": "reaction", "data-which": name };
  const how = { "aria-pressed": String(isMine), "aria-label": words, title: words };
  const onclick = () => toggle(message.ts, name);
  return h("button", { ...always, ...how, onclick }, drawWords(character), h("span", { class: "reaction-count" }, String(count)));
}

function drawAdd(message) {
  const label = say("page.react");
  const attributes = { type: "button", class: "reaction add", title: label, "aria-label": label, "aria-haspopup": "menu" };
  const button = h("button", { ...attributes, "data-focus": "react-too" }, icon("smile"), icon("plus"));
  button.addEventListener("click", () => pickReaction(button, message.ts));
  return button;
}

/** Put a reaction of the person's under a message, or take it away. */
async function toggle(ts, name) {
  const { person, channel } = state;
  const on = !namesOfMine(state.messages.get(ts)).has(name);
  const answer = await post("react", { person, channel, ts, name, on });
  if (!answer.ok) complain(answer.error);
}

function namesOfMine(message) {
  const mine = (message?.reactions ?? []).filter(({ users }) => users.includes(state.person));
  return new Set(mine.map(({ name }) => name));
}

/** "Camille Laurent, you": the person whose page it is comes last. */
function namesOf(users) {
  const others = users.filter((user) => user !== state.person).map(nameOf);
  return (users.includes(state.person) ? [...others, say("page.you")] : others).join(", ");
}
