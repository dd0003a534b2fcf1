/** One message: who, when, what it says, and what its author can do with it. */

import { avatar } from "./avatar.js";
import { drawBody } from "./blocks.js";
import { h, icon, iconButton } from "./dom.js";
import { drawEditor, edit, remove } from "./editing.js";
import { openMenu } from "./menu.js";
import { drawFiles } from "./message_files.js";
import { drawReactions, drawReactTool } from "./reactions.js";
import { useShortcut } from "./shortcuts.js";
import { isFromBot, nameOf, openChannel, openThread, shortcuts, state } from "./state.js";
import { isSameDay, moment, say, timeOfDay, wholeTime } from "./texts.js";

const TOGETHER_SECONDS = 300;

/** A row for `drawRows`. `place` is "conversation" or "thread"; `under` is drawn below the message. */
export function messageRow(message, before, place, under = null) {
  const follows = Boolean(before) && goesWith(message, before);
  const isEdited = state.editing?.ts === message.ts && state.editing.place === place;
  return {
    key: message.ts,
    mine: message.user === state.person,
    signature: JSON.stringify([message, follows, isEdited, under?.signature, state.person, document.documentElement.lang]),
    draw: () => drawMessage(message, { follows, isEdited, place, under }),
  };
}

function drawMessage(message, { follows, isEdited, place, under }) {
  const name = nameOf(message.user);
  const kinds = { follows, deleted: message.deleted, ephemeral: message.is_ephemeral };
  const classes = ["message", ...Object.keys(kinds).filter((kind) => kinds[kind])].join(" ");
  const when = h("time", { datetime: moment(message.ts), title: wholeTime(message.ts) }, timeOfDay(message.ts));
  return h(
    "article",
    { class: classes, tabindex: -1, "aria-label": `${name}, ${timeOfDay(message.ts)}` },
    h("div", { class: "gutter" }, follows ? when : avatar(message.user)),
    h(
      "div",
      { class: "body" },
      message.is_ephemeral && drawOnlyYou(),
      !follows && drawByline(name, isFromBot(message), when),
      isEdited ? drawEditor(message) : drawContent(message),
      drawReactions(message),
      under?.draw(),
    ),
    !message.deleted && !isEdited && drawToolbar(message, place),
  );
}

function drawOnlyYou() {
  return h("div", { class: "only-you" }, icon("eye"), say("page.only-you"));
}

function drawByline(name, isBot, when) {
  return h("div", { class: "byline" }, h("span", { class: "name" }, name), isBot && badge(), when);
}

function drawContent(message) {
  if (message.deleted) return h("div", { class: "tombstone" }, icon("delete"), say("page.deleted"));
  if (message.subtype === "channel_join") return h("div", { class: "joined" }, say("page.joined"));
  return [
    (message.text || message.blocks?.length > 0) && drawBody(message),
    message.edited && h("span", { class: "edited" }, say("page.edited")),
    message.files?.length && drawFiles(message),
  ];
}

function drawToolbar(message, place) {
  const isMine = message.user === state.person;
  const tool = (name, label, use) => iconButton(name, label, use, { "data-focus": name });
  if (message.is_ephemeral || message.subtype === "channel_join") return null;
  const canReply = place === "conversation" && !openChannel()?.read_only;
  const tools = [
    drawReactTool(message),
    canReply && tool("reply", say("page.reply"), () => openThread(message.ts)),
    isMine && tool("edit", say("page.edit"), () => edit(message.ts, place)),
    isMine && tool("delete", say("page.delete"), () => remove(message)),
    shortcuts("message").length > 0 && drawMenu(message),
  ];
  return h("div", { class: "toolbar", role: "toolbar", "aria-label": say("page.message-actions") }, tools);
}

/** What the bot offers to do with a message. */
function drawMenu(message) {
  const attributes = { "aria-haspopup": "menu", "data-focus": "menu" };
  const button = iconButton("more", say("page.message-menu"), null, attributes);
  button.addEventListener("click", async () => {
    const offered = shortcuts("message").map(({ name, callback_id }) => ({ text: `${name} · ${state.bot.name}`, callback_id }));
    const chosen = await openMenu(button, offered, { role: "menu" });
    if (chosen) useShortcut(button, chosen.callback_id, { channel: state.channel, message_ts: message.ts });
  });
  return button;
}

/** What marks the bot as one. */
export function badge() {
  return h("span", { class: "badge" }, say("page.app"));
}

/** Messages of one person in a few minutes are drawn as one. */
function goesWith(message, before) {
  return (
    message.user === before.user &&
    !before.deleted &&
    !before.is_ephemeral &&
    !message.is_ephemeral &&
    Number(message.ts) - Number(before.ts) < TOGETHER_SECONDS &&
    isSameDay(message.ts, before.ts)
  );
}
