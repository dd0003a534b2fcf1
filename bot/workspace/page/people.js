/** The side bar: the team, the bot one speaks with, the channels, and whose place one takes. */

import { avatar } from "./avatar.js";
import { findFocus, h, icon, iconButton, refill } from "./dom.js";
import { state } from "./state.js";
import { drawTools } from "./tools.js";
import { say } from "./texts.js";

/**
 * Draw the side bar; `choose(id)` takes a person's place, `visit(id)` opens a conversation, `close()` puts the bar
 * away on a small screen, `tools` are what the workspace itself offers.
 */
export function drawPeople(bar, { choose, visit, close, tools }) {
  bar.setAttribute("aria-label", say("page.workspace"));
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const who = [state.team, state.bot, state.people, state.person, state.connected];
  const signature = JSON.stringify([...who, state.conversations, state.channel, [...state.unread]]);
  const [direct, ...channels] = state.conversations;
  refill(bar, signature, () => [
    h(
      "div",
      { class: "team" },
      h("p", { class: "team-name" }, state.team.name),
      h("p", {}, say("page.local")),
      iconButton("close", say("page.close"), close, { class: "icon-button only-small" }),
    ),
    h("h2", { id: "apps-title" }, say("page.apps")),
    h("ul", { "aria-labelledby": "apps-title" }, h("li", {}, drawApp(direct, visit))),
    channels.length > 0 && [
      h("h2", { id: "channels-title" }, say("page.channels")),
      h("ul", { "aria-labelledby": "channels-title" }, channels.map((channel) => h("li", {}, drawChannel(channel, visit)))),
    ],
    h("h2", { id: "people-title" }, say("page.people")),
    h("ul", { "aria-labelledby": "people-title" }, state.people.map((person) => h("li", {}, drawPerson(person, choose)))),
    drawTools(tools),
  ]);
  if (focused && !bar.contains(document.activeElement)) findFocus(bar, focused)?.focus();
}

/** What a conversation's place in the side bar is, open or not. */
function place({ id }, kind, visit) {
  const isUnread = state.unread.has(id);
  return {
    type: "button",
    class: `side-item ${kind}${isUnread ? " unread" : ""}`,
    "aria-current": id === state.channel && "page",
    onclick: () => visit(id),
  };
}

/** What marks a conversation in which something came that was not seen. */
export function unreadMark(id) {
  return state.unread.has(id) && h("span", { class: "unread-mark", role: "img", "aria-label": say("page.unread") });
}

function drawChannel(channel, visit) {
  return h(
    "button",
    { ...place(channel, "channel", visit), "data-focus": channel.id },
    icon(channel.is_private ? "lock" : "channel"),
    h("span", { class: "side-name" }, channel.name),
    unreadMark(channel.id),
  );
}

function drawApp(direct, visit) {
  const presence = state.connected ? say("page.connected") : say("page.away");
  return h(
    "button",
    { ...place(direct, "app", visit), "data-focus": "app" },
    avatar(state.bot.user_id),
    h("span", { class: "side-name" }, state.bot.name),
    unreadMark(direct.id),
    h("span", { class: state.connected ? "presence here" : "presence", role: "img", title: presence, "aria-label": presence }),
  );
}

function drawPerson(person, choose) {
  const isMe = person.id === state.person;
  const attributes = { type: "button", class: "side-item", "aria-current": isMe && "true", "data-focus": person.id };
  return h(
    "button",
    { ...attributes, onclick: () => choose(person.id) },
    avatar(person.id),
    h(
      "span",
      { class: "side-name" },
      person.name,
      isMe && h("span", { class: "you" }, say("page.you")),
      person.guest && h("span", { class: "badge" }, say("page.guest")),
      person.title && h("span", { class: "side-title" }, person.title),
      person.groups.map((handle) => h("span", { class: "side-title" }, `@${handle}`)),
    ),
    h("span", { class: "locale" }, person.locale),
  );
}
