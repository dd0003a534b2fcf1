/** The box in which a person writes: text, files, and a draft kept for each person, conversation and thread. */

import { completing } from "./completion.js";
import { h, iconButton } from "./dom.js";
import { fileChip } from "./file_chip.js";
import { fit, inBase64 } from "./given_files.js";
import { growing } from "./growing.js";
import { openMenu } from "./menu.js";
import { post } from "./net.js";
import { useShortcut } from "./shortcuts.js";
import { awaitAnswer, shortcuts, state, update } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";

const drafts = new Map(); // person, channel and thread -> {text, files}

/** A composer. `show(label, thread)` brings up the draft of the person for the open conversation, or that thread. */
export function makeComposer({ onArrowUp, onInput = () => {} }) {
  const composer = { key: null, thread: null };
  const area = h("textarea", { rows: 1, "data-composer": true });
  const chips = h("ul", { class: "chips" });
  const picker = h("input", { type: "file", multiple: true, hidden: true, tabindex: -1 });
  const bar = h("div", { class: "composer-bar" });
  const suggested = completing(area, { commands: () => !composer.thread });
  const form = h("form", { class: "composer" }, suggested, chips, area, picker, bar);
  Object.assign(composer, { form, area, chips, picker, bar });
  growing(area, { entered: () => form.requestSubmit() });
  area.addEventListener("input", () => {
    draftOf(composer).text = area.value;
    onInput();
  });
  area.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowUp" || area.value || !onArrowUp) return;
    event.preventDefault();
    onArrowUp();
  });
  picker.addEventListener("change", () => {
    addFiles(composer, picker.files);
    picker.value = "";
  });
  takeFiles(composer);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(composer);
  });
  return {
    element: form,
    show: (label, thread) => show(composer, label, thread),
    focus: () => area.focus(),
  };
}

/** Send a text as it is, e.g. a suggested prompt. */
export async function sendText(text) {
  report(await post("message", { person: state.person, text, files: [] }), null);
}

function show(composer, label, thread) {
  const { person, channel } = state;
  const key = [person, channel, thread ?? "", label, state.shortcuts.length].join("/");
  if (composer.key === key) return;
  Object.assign(composer, { key, thread, person, channel });
  const { area, bar, picker } = composer;
  area.placeholder = label;
  area.setAttribute("aria-label", label);
  const tools = [
    iconButton("attach", say("page.attach"), () => picker.click()),
    shortcuts("global").length > 0 && drawMore(composer),
    h("span", { class: "hint" }, say("page.hint")),
    iconButton("send", say("page.send"), null, { type: "submit", class: "send" }),
  ];
  bar.replaceChildren(...tools.filter(Boolean));
  picker.setAttribute("aria-label", say("page.attach"));
  bringBack(composer);
}

/** What the bot offers everywhere, and a file. */
function drawMore({ picker }) {
  const button = iconButton("plus", say("page.more"), null, { "aria-haspopup": "menu" });
  button.addEventListener("click", async () => {
    const offered = shortcuts("global").map(({ name, callback_id }) => ({ text: `${name} · ${state.bot.name}`, callback_id }));
    const chosen = await openMenu(button, [...offered, { text: say("page.attach") }], { role: "menu" });
    if (chosen?.callback_id) useShortcut(button, chosen.callback_id);
    else if (chosen) picker.click();
  });
  return button;
}

function draftOf({ person, channel, thread }) {
  const key = `${person}/${channel}/${thread ?? ""}`;
  if (!drafts.has(key)) drafts.set(key, { text: "", files: [] });
  return drafts.get(key);
}

function bringBack(composer) {
  composer.area.value = draftOf(composer).text;
  composer.area.dispatchEvent(new Event("input"));
  drawChips(composer);
}

async function send(composer) {
  const { person, channel, thread } = composer;
  const draft = draftOf(composer);
  const text = draft.text;
  const files = [...draft.files];
  if (!text.trim() && !files.length) return;
  const contents = await Promise.all(files.map(inBase64));
  const answer = await post("message", { person, channel, text, files: contents, ...(thread && { thread_ts: thread }) });
  if (answer.ok) {
    if (draft.text === text) draft.text = "";
    draft.files = draft.files.filter((file) => !files.includes(file));
    if (composer.person === person && composer.channel === channel && composer.thread === thread) bringBack(composer);
  }
  if (state.person === person && state.channel === channel) report(answer, thread);
}

function report(answer, thread) {
  if (!answer.ok) complain(answer.error);
  else if (!thread && answer.ts) awaitAnswer(answer.ts); // a command is no message: it has none
  if (answer.not_member) update({ uninvited: state.channel });
}

/** Files come from the paper clip, from the clipboard, or dropped on the box. */
function takeFiles(composer) {
  const { form, area } = composer;
  area.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    addFiles(composer, event.clipboardData.files);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    addFiles(composer, event.dataTransfer.files);
  });
}

function addFiles(composer, files) {
  const draft = draftOf(composer);
  if (fit([...draft.files, ...files])) draft.files.push(...files);
  else complain("page.error.file-too-large");
  drawChips(composer);
  composer.area.focus();
}

function drawChips(composer) {
  const draft = draftOf(composer);
  const chip = (file) => {
    const drop = () => {
      draft.files = draft.files.filter((other) => other !== file);
      drawChips(composer);
      composer.area.focus();
    };
    return fileChip(file, iconButton("close", say("page.remove-file", { name: file.name }), drop));
  };
  composer.chips.replaceChildren(...draft.files.map(chip));
}
