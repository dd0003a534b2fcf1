/** The side bar: the team, the bot one speaks with, and whose place one takes. */

import { avatar } from "./avatar.js";
import { findFocus, h, iconButton, refill } from "./dom.js";
import { state } from "./state.js";
import { say } from "./texts.js";

/** Draw the side bar; `choose(id)` takes a person's place, `close()` puts the bar away on a small screen. */
export function drawPeople(bar, { choose, close }) {
  bar.setAttribute("aria-label", say("page.workspace"));
  const focused = bar.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  const signature = JSON.stringify([state.team, state.bot, state.people, state.person, state.connected]);
  refill(bar, signature, () => [
    h(
      "div",
      { class: "team" },
      h("h1", {}, state.team.name),
      h("p", {}, say("page.local")),
      iconButton("close", say("page.close"), close, { class: "icon-button only-small" }),
    ),
    h("h2", { id: "apps-title" }, say("page.apps")),
    h("ul", { "aria-labelledby": "apps-title" }, h("li", {}, drawApp(close))),
    h("h2", { id: "people-title" }, say("page.people")),
    h("ul", { "aria-labelledby": "people-title" }, state.people.map((person) => h("li", {}, drawPerson(person, choose)))),
  ]);
  if (focused && !bar.contains(document.activeElement)) findFocus(bar, focused)?.focus();
}

function drawApp(open) {
  const presence = state.connected ? say("page.connected") : say("page.away");
  return h(
    "button",
    { type: "button", class: "side-item app", "aria-current": "page", "data-focus": "app", onclick: open },
    avatar(state.bot.user_id),
    h("span", { class: "side-name" }, state.bot.name),
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
    ),
    h("span", { class: "locale" }, person.locale),
  );
}
