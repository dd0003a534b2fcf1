/** Changing and deleting one's own messages. */

import { ask } from "./dialog.js";
import { h } from "./dom.js";
import { post } from "./net.js";
import { plainText } from "./rich_text.js";
import { state, update } from "./state.js";
import { say } from "./texts.js";
import { complain } from "./toasts.js";
import { growing } from "./growing.js";

/** Begin to edit a message where it stands. */
export function edit(ts, place) {
  update({ editing: { ts, place } });
}

/** Delete a message, once its author is sure. */
export async function remove(message) {
  const sure = await ask({
    title: say("page.delete-title"),
    text: say("page.delete-text"),
    yes: say("page.delete"),
    no: say("page.cancel"),
    danger: true,
  });
  if (!sure) return;
  const answer = await post("delete", { person: state.person, channel: state.channel, ts: message.ts });
  if (!answer.ok) complain(answer.error);
}

/** The message as text that can be changed. */
export function drawEditor(message) {
  const words = message.blocks?.length ? message.blocks.map(plainText).join("\n") : message.text;
  const area = h("textarea", { "aria-label": say("page.edit"), rows: 1 });
  area.value = words;
  const stop = () => update({ editing: null });
  const form = h(
    "form",
    { class: "editor" },
    area,
    h(
      "div",
      { class: "editor-buttons" },
      h("button", { type: "button", class: "button plain", onclick: stop }, say("page.cancel")),
      h("button", { type: "submit", class: "button primary" }, say("page.save")),
    ),
  );
  growing(area, { entered: () => form.requestSubmit(), escaped: stop });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save(message.ts, words, area.value);
  });
  queueMicrotask(() => {
    area.focus();
    area.dispatchEvent(new Event("input"));
  });
  return form;
}

async function save(ts, before, text) {
  const { channel } = state;
  const answer = text === before ? { ok: true } : await post("edit", { person: state.person, channel, ts, text });
  if (answer.ok) update({ editing: null });
  else complain(answer.error);
}
