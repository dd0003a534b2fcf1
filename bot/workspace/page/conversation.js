/** The middle of the page: the messages between a person and the bot, or those of a channel. */

import { avatar } from "./avatar.js";
import { makeComposer, sendText } from "./composer.js";
import { dots, h, icon, iconButton, refill } from "./dom.js";
import { edit } from "./editing.js";
import { badge, messageRow } from "./message.js";
import { readOnlyLine } from "./read_only.js";
import { drawRows } from "./rows.js";
import { openChannel, openThread, replies, roots, state } from "./state.js";
import { dayName, isSameDay, lastReply, say } from "./texts.js";

/** Build the conversation in its place; answers what draws it, and its composer. */
export function makeConversation(place, { openPeople, typed }) {
  const composer = makeComposer({ onArrowUp: editLast, onInput: typed });
  const header = h("header", { class: "pane-header" });
  const banner = h("div", { class: "banner", role: "status" });
  const list = h("div", { class: "messages", role: "log", tabindex: 0 });
  const silence = readOnlyLine(composer.element);
  place.append(header, banner, list, composer.element, silence.element);
  let shown = null;
  const draw = () => {
    const channel = openChannel();
    const label = channel ? say("page.channel", channel) : say("page.conversation", { name: state.bot.name });
    place.setAttribute("aria-label", label);
    list.setAttribute("aria-label", say("page.messages"));
    drawHeader(header, openPeople);
    drawBanner(banner);
    const now = `${state.person}/${state.channel}`;
    drawRows(list, rows(), { toEnd: shown !== now });
    shown = now;
    composer.show(say("page.message-to", { name: state.bot.name }), null);
    silence.draw();
  };
  return { draw, composer };
}

function drawHeader(header, openPeople) {
  const channel = openChannel();
  refill(header, `${channel?.id ?? state.bot.name} ${document.documentElement.lang}`, () => [
    iconButton("people", say("page.open-people"), openPeople, { class: "icon-button only-small" }),
    channel ? icon("channel") : avatar(state.bot.user_id),
    h("h2", {}, channel?.name ?? state.bot.name),
    !channel && badge(),
  ]);
}

function drawBanner(banner) {
  const words = !state.reachable
    ? say("page.unreachable")
    : !state.connected && say("page.not-connected", { name: state.bot.name });
  refill(banner, words, () => words && [icon("warning"), words]);
  banner.hidden = !words;
}

function rows() {
  const messages = roots();
  const found = [beginning(messages.length === 0)];
  messages.forEach((message, number) => {
    const before = messages[number - 1];
    const isNewDay = !before || !isSameDay(before.ts, message.ts);
    if (isNewDay) found.push(day(message.ts));
    const above = isNewDay || thread(before.ts) ? null : before;
    found.push(messageRow(message, above, "conversation", thread(message.ts)));
  });
  return found;
}

/** What stands above the first message; the suggestions while there is none. */
function beginning(isEmpty) {
  const channel = openChannel();
  if (channel) return beginningOf(channel);
  const { title, prompts = [] } = (isEmpty && state.prompts) || {};
  return {
    key: "beginning",
    signature: JSON.stringify([state.bot.name, title, prompts, document.documentElement.lang]),
    draw: () =>
      h(
        "section",
        { class: "beginning", tabindex: -1 },
        avatar(state.bot.user_id),
        h("h3", {}, state.bot.name, badge()),
        h("p", {}, say("page.beginning", { name: state.bot.name })),
        prompts.length > 0 && title && h("p", { class: "prompts-title" }, title),
        prompts.length > 0 && h("ul", { class: "prompts" }, prompts.map(drawPrompt)),
      ),
  };
}

function beginningOf(channel) {
  return {
    key: `beginning ${channel.id}`,
    signature: JSON.stringify([channel, document.documentElement.lang]),
    draw: () =>
      h(
        "section",
        { class: "beginning", tabindex: -1 },
        h("h3", {}, icon("channel"), channel.name),
        h("p", {}, say("page.channel-beginning", channel)),
        h("p", {}, channel.purpose),
      ),
  };
}

function drawPrompt({ title, message }) {
  return h("li", {}, h("button", { type: "button", class: "prompt", onclick: () => sendText(message) }, title));
}

function day(ts) {
  return {
    key: `day ${ts}`,
    signature: dayName(ts),
    draw: () => h("div", { class: "day", role: "separator", "aria-label": dayName(ts) }, h("span", {}, dayName(ts))),
  };
}

/** What a message shows of its thread: how many answers, or what the bot is doing there. */
function thread(ts) {
  const answers = replies(ts);
  const status = state.statuses[ts];
  if (!answers.length && !status) return null;
  const isOpen = state.thread === ts;
  return {
    signature: [answers.length, answers.at(-1)?.ts, status, isOpen],
    draw: () => [
      answers.length > 0 && drawSummary(ts, answers, isOpen),
      status && h("div", { class: "status" }, dots(), `${state.bot.name} ${status}`),
    ],
  };
}

function drawSummary(ts, answers, isOpen) {
  const authors = [...new Set(answers.map((answer) => answer.user))];
  const attributes = { type: "button", class: "thread-summary", "aria-expanded": String(isOpen), "data-focus": "summary" };
  return h(
    "button",
    { ...attributes, onclick: () => openThread(ts) },
    authors.map(avatar),
    h("span", { class: "reply-count" }, say("page.replies", { count: answers.length })),
    h("span", { class: "last-reply" }, lastReply(answers.at(-1).ts)),
  );
}

function editLast() {
  const mine = roots().filter((message) => message.user === state.person && !message.deleted).at(-1);
  if (mine) edit(mine.ts, "conversation");
}
