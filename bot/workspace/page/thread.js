/** The panel on the right: one message and its answers. */

import { makeComposer } from "./composer.js";
import { dots, h, iconButton, refill } from "./dom.js";
import { edit } from "./editing.js";
import { drawWords } from "./emoji.js";
import { steerMessages } from "./keys.js";
import { messageRow } from "./message.js";
import { readOnlyLine } from "./read_only.js";
import { drawRows } from "./rows.js";
import { replies, state, update } from "./state.js";
import { say } from "./texts.js";

/** Build the panel in its place; answers what draws it. `covers()`: whether it hides the conversation. */
export function makeThread(place, { covers }) {
  const composer = makeComposer({ onArrowUp: editLast });
  const header = h("header", { class: "pane-header" });
  const list = h("div", { class: "messages", role: "log", tabindex: 0 });
  const status = h("div", { class: "status", role: "status" });
  const silence = readOnlyLine(composer.element);
  place.append(header, list, status, composer.element, silence.element);
  steerMessages(list, composer, { isThread: true });
  place.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  let shown = null;
  const draw = () => {
    place.hidden = !state.thread;
    if (!state.thread) return void (shown = null);
    place.setAttribute("aria-label", say("page.thread"));
    list.setAttribute("aria-label", say("page.thread"));
    drawHeader(header);
    drawRows(list, rows(), { toEnd: shown !== state.thread });
    drawStatus(status);
    composer.show(say("page.reply-to"), state.thread);
    silence.draw();
    if (covers() && shown !== state.thread) list.focus({ focusVisible: false });
    else if (state.entering) composer.focus();
    shown = state.thread;
    state.entering = false;
  };
  return { draw };
}

function close() {
  const { thread } = state;
  update({ thread: null });
  const summary = `#conversation [data-key="${CSS.escape(thread)}"] [data-focus="summary"]`;
  queueMicrotask(() => document.querySelector(summary)?.focus());
}

function drawHeader(header) {
  refill(header, document.documentElement.lang, () => [
    h("h2", {}, say("page.thread")),
    iconButton("close", say("page.close-thread"), close),
  ]);
}

function rows() {
  const root = state.messages.get(state.thread);
  const answers = replies(state.thread);
  const words = say("page.replies", { count: answers.filter((answer) => !answer.is_ephemeral).length });
  const count = answers.length > 0 && {
    key: "count",
    signature: words,
    draw: () => h("div", { class: "count", role: "separator" }, h("span", {}, words)),
  };
  return [
    root && messageRow(root, null, "thread"),
    count,
    ...answers.map((answer, number) => messageRow(answer, answers[number - 1], "thread")),
  ].filter(Boolean);
}

function drawStatus(element) {
  const status = state.statuses[state.thread];
  const words = status ? `${state.bot.name} ${status}` : "";
  refill(element, words, () => words && [dots(), drawWords(words)]);
}

function editLast() {
  const mine = replies(state.thread).filter((message) => message.user === state.person && !message.deleted).at(-1);
  if (mine) edit(mine.ts, "thread");
}
