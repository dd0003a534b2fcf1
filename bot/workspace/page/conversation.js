/** The middle of the page: the messages between a person and the bot, or those of a channel. */

import { avatar } from "./avatar.js";
import { makeComposer, sendText } from "./composer.js";
import { dots, findFocus, h, icon, iconButton, refill } from "./dom.js";
import { edit } from "./editing.js";
import { drawWords } from "./emoji.js";
import { makeHome } from "./home.js";
import { invitation } from "./invitation.js";
import { steerMessages } from "./keys.js";
import { badge, messageRow } from "./message.js";
import { readOnlyLine } from "./read_only.js";
import { drawRows } from "./rows.js";
import { isAtHome, isFromBot, openChannel, openThread, replies, roots, state } from "./state.js";
import { drawTabs } from "./tabs.js";
import { dayName, isSameDay, lastReply, say, spoken } from "./texts.js";

/** Build the conversation in its place; answers what draws it, and its composer. */
export function makeConversation(place, { openPeople, openTab, typed, tourOffered }) {
  const composer = makeComposer({ onArrowUp: editLast, onInput: typed });
  const header = h("header", { class: "pane-header" });
  const banner = h("div", { class: "banner", role: "status" });
  const list = h("div", { id: "messages", class: "messages", role: "log", tabindex: 0 });
  const silence = readOnlyLine(composer.element);
  const home = makeHome();
  const offer = invitation();
  place.append(header, banner, home.element, list, offer.element, composer.element, silence.element);
  steerMessages(list, composer, { isThread: false });
  let shown = null;
  const draw = () => {
    const channel = openChannel();
    const label = channel ? say("page.channel", channel) : say("page.conversation", { name: state.bot.name });
    place.setAttribute("aria-label", label);
    list.setAttribute("aria-label", say("page.messages"));
    drawHeader(header, { openPeople, openTab });
    drawBanner(banner);
    home.draw();
    offer.draw();
    list.hidden = isAtHome();
    const now = `${state.person}/${state.channel}/${state.tab}`;
    drawRows(list, rows(tourOffered()), { toEnd: shown !== now });
    shown = now;
    composer.show(say("page.message-to", { name: channel ? `#${channel.name}` : state.bot.name }), null);
    silence.draw();
  };
  return { draw, composer };
}

function drawHeader(header, { openPeople, openTab }) {
  const channel = openChannel();
  const where = channel ? [channel.id, channel.is_member] : [state.bot.name, state.tab, state.unread.has(state.channel)];
  const focused = header.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  refill(header, [...where, document.documentElement.lang].join(" "), () => [
    iconButton("people", say("page.open-people"), openPeople, { class: "icon-button only-small" }),
    channel ? icon(channel.is_private ? "lock" : "channel") : avatar(state.bot.user_id),
    h("h2", {}, channel?.name ?? state.bot.name),
    !channel && [badge(), drawTabs(openTab)],
    channel?.is_member && h("span", { class: "present" }, say("page.present", { name: state.bot.name })),
  ]);
  if (focused && !header.contains(document.activeElement)) findFocus(header, focused)?.focus();
}

function drawBanner(banner) {
  const words = !state.reachable
    ? say("page.unreachable")
    : !state.connected && (state.progress[spoken()] ?? say("page.not-connected", { name: state.bot.name }));
  refill(banner, words, () => words && [icon("warning"), words]);
  banner.hidden = !words;
}

function rows(beginTour) {
  const messages = roots();
  const isNew = !openChannel() && messages.every(isFromBot);
  const found = [beginning(isNew && beginTour)];
  messages.forEach((message, number) => {
    const before = messages[number - 1];
    const isNewDay = !before || !isSameDay(before.ts, message.ts);
    if (isNewDay) found.push(day(message.ts));
    const above = isNewDay || thread(before.ts) ? null : before;
    found.push(messageRow(message, above, "conversation", thread(message.ts)));
  });
  if (isNew && state.prompts?.prompts.length) found.push(suggestions(state.prompts));
  return found;
}

/** What stands above the first message; to whom nothing was said yet, the tour is offered. */
function beginning(beginTour) {
  const channel = openChannel();
  if (channel) return beginningOf(channel);
  return {
    key: "beginning",
    signature: JSON.stringify([state.bot.name, document.documentElement.lang, Boolean(beginTour)]),
    draw: () =>
      h(
        "section",
        { class: "beginning", tabindex: -1 },
        avatar(state.bot.user_id),
        h("h3", {}, state.bot.name, badge()),
        h("p", {}, say("page.beginning", { name: state.bot.name })),
        beginTour && h("p", { class: "tour-offer" }, say("page.tour.offer"), drawOffer(beginTour)),
      ),
  };
}

function drawOffer(beginTour) {
  const attributes = { type: "button", class: "button primary", "data-focus": "tour", onclick: () => beginTour() };
  return h("button", attributes, icon("flag"), say("page.tour"));
}

/** What could be written, until the person has written: the bot's own greeting does not take it away. */
function suggestions({ title, prompts }) {
  return {
    key: "suggestions",
    signature: JSON.stringify([title, prompts]),
    draw: () =>
      h(
        "section",
        { class: "suggestions", tabindex: -1 },
        title && h("p", { class: "prompts-title" }, drawWords(title)),
        h("ul", { class: "prompts" }, prompts.map(drawPrompt)),
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
        h("h3", {}, icon(channel.is_private ? "lock" : "channel"), channel.name),
        h("p", {}, say("page.channel-beginning", channel)),
        h("p", {}, channel.purpose),
      ),
  };
}

function drawPrompt({ title, message }) {
  return h("li", {}, h("button", { type: "button", class: "prompt", onclick: () => sendText(message) }, drawWords(title)));
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
  const answers = replies(ts); // those that the person alone sees are in it
  const status = state.statuses[ts];
  if (!answers.length && !status) return null;
  const isOpen = state.thread === ts;
  return {
    signature: [answers.length, answers.at(-1)?.ts, status, isOpen],
    draw: () => [
      answers.length > 0 && drawSummary(ts, answers, isOpen),
      status && h("div", { class: "status" }, dots(), drawWords(`${state.bot.name} ${status}`)),
    ],
  };
}

function drawSummary(ts, answers, isOpen) {
  const authors = [...new Set(answers.map((answer) => answer.user))];
  const count = answers.filter((answer) => !answer.is_ephemeral).length;
  const words = count ? say("page.replies", { count }) : say("page.only-you");
  const attributes = { type: "button", class: "thread-summary", "aria-expanded": String(isOpen), "data-focus": "summary" };
  return h(
    "button",
    { ...attributes, onclick: () => openThread(ts) },
    authors.map(avatar),
    h("span", { class: "reply-count" }, words),
    h("span", { class: "last-reply" }, lastReply(answers.at(-1).ts)),
  );
}

function editLast() {
  const isMine = ({ user, deleted, subtype }) => user === state.person && !deleted && subtype !== "channel_join";
  const mine = roots().filter(isMine).at(-1);
  if (mine) edit(mine.ts, "conversation");
}
