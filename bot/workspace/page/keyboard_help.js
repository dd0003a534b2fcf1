/** All that the keyboard does, told in one place. */

import { openDialog } from "./dialog.js";
import { h, iconButton } from "./dom.js";
import { COMMAND } from "./keys.js";
import { say } from "./texts.js";

/** Show it. */
export function openKeyboardHelp() {
  const label = { "aria-labelledby": "keys-title" };
  const close = iconButton("close", say("page.close"), () => dialog.close());
  const head = h("header", {}, h("h2", { id: "keys-title" }, say("page.keys")), close);
  const body = h("div", { class: "keys-body", role: "group", tabindex: 0, ...label }, ways().map(drawPart));
  const dialog = openDialog({ class: "keys", closedby: "any", ...label }, head, body);
  body.focus({ focusVisible: false });
}

/** Each part has a title, and its ways: the keys, some of them one instead of another, and what they do. */
function ways() {
  const [enter, escape, shift] = [say("page.key.enter"), say("page.key.escape"), say("page.key.shift")];
  return [
    [say("page.keys.everywhere"), [
      [[[COMMAND, "K"]], say("page.keys.switch")],
      [[["Alt", "↑"], ["Alt", "↓"]], say("page.keys.step")],
      [[["F6"], [shift, "F6"]], say("page.keys.cycle")],
      [[[COMMAND, "/"]], say("page.keys.help")],
    ]],
    [say("page.keys.writing"), [
      [[[enter]], say("page.keys.send")],
      [[[shift, enter]], say("page.keys.line")],
      [[["↑"]], say("page.keys.last")],
      [[["/"]], say("page.keys.command")],
      [[["@"]], say("page.keys.mention")],
      [[[escape]], say("page.keys.give-up")],
    ]],
    [say("page.keys.messages"), [
      [[["↑"], ["↓"]], say("page.keys.move")],
      [[["R"], [enter]], say("page.keys.reply")],
      [[["+"]], say("page.keys.react")],
      [[["E"]], say("page.keys.edit")],
      [[[say("page.key.delete")]], say("page.keys.delete")],
      [[[escape]], say("page.keys.back")],
    ]],
    [say("page.keys.choosing"), [
      [[["↑"], ["↓"]], say("page.keys.choose")],
      [[[enter]], say("page.keys.take")],
      [[[escape]], say("page.keys.close")],
    ]],
  ];
}

function drawPart([title, lines]) {
  return h("section", {}, h("h3", {}, title), h("dl", {}, lines.map(drawLine)));
}

function drawLine([keys, words]) {
  return h("div", {}, h("dt", {}, words), h("dd", {}, keys.map(drawKeys)));
}

function drawKeys(together, number) {
  const keys = together.map((key, at) => [at > 0 && "+", h("kbd", {}, key)]);
  return [number > 0 && h("span", { class: "or" }, say("page.keys.or")), h("span", { class: "together" }, keys)];
}
