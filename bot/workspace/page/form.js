/** The form that the bot asks a person to fill in: a dialog over the page. */

import { avatar } from "./avatar.js";
import { drawBlock } from "./blocks.js";
import { h, iconButton } from "./dom.js";
import { makeField } from "./fields.js";
import { fit, inBase64 } from "./given_files.js";
import { drawText } from "./mrkdwn.js";
import { post } from "./net.js";
import { state, update } from "./state.js";
import { say } from "./texts.js";
import { complain, reason } from "./toasts.js";

let shown = null; // {id, hash, dialog, fields, trouble, send}

/** Bring the dialog up to date with `state.view`; what was typed stays where the bot changes the form. */
export function drawForm() {
  const { view } = state;
  if (!view) return takeAway();
  if (shown?.hash === view.hash) return;
  const held = shown?.id === view.id ? shown.fields : [];
  const fields = new Map(view.blocks.filter(({ type }) => type === "input").map((block) => [block, fieldOf(block, held)]));
  const dialog = shown?.dialog ?? openDialog();
  shown = { id: view.id, hash: view.hash, dialog, fields: [...fields.values()], person: state.person };
  dialog.replaceChildren(drawContent(view, fields));
  (shown.fields.find((field) => field.wantsFocus) ?? shown.fields[0] ?? shown.send)?.focus();
}

function fieldOf(block, held) {
  return makeField(block, held.find((field) => field.is(block))?.content());
}

function openDialog() {
  const dialog = h("dialog", { class: "form", "aria-labelledby": "form-title", "aria-describedby": "form-trouble" });
  dialog.addEventListener("cancel", (event) => {
    if (event.target !== dialog) return; // that of a file picker bubbles
    event.preventDefault();
    close();
  });
  dialog.addEventListener("close", () => shown?.dialog === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

function takeAway() {
  if (!shown) return;
  const { dialog } = shown;
  shown = null;
  dialog.close();
  dialog.remove();
}

function drawContent(view, fields) {
  const form = h(
    "form",
    { novalidate: true },
    h(
      "header",
      {},
      avatar(state.bot.user_id),
      h("h2", { id: "form-title" }, drawText(view.title)),
      iconButton("close", say("page.close"), close),
    ),
    h("div", { class: "form-body body" }, view.blocks.map((block) => fields.get(block)?.element ?? drawBlock(block, {}))),
    (shown.trouble = h("p", { id: "form-trouble", class: "form-trouble", role: "alert" })),
    h(
      "footer",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "button plain", onclick: close }, closeWords(view)),
      view.submit && (shown.send = h("button", { type: "submit", class: "button primary" }, drawText(view.submit))),
    ),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return form;
}

function closeWords({ submit, close: words }) {
  if (words) return drawText(words);
  return submit ? say("page.cancel") : say("page.close");
}

async function close() {
  const { id, person } = shown;
  update({ view: null });
  const answer = await post("close", { person, view_id: id });
  if (!answer.ok && answer.error !== "page.form.gone") complain(answer.error);
}

async function send() {
  const sent = shown;
  if (!sent.send || sent.send.getAttribute("aria-busy") === "true") return;
  sent.trouble.textContent = "";
  sent.fields.forEach((field) => field.complain(""));
  const files = sent.fields.flatMap((field) => field.files);
  if (!fit(files)) return void (sent.trouble.textContent = reason("page.error.file-too-large"));
  sent.send.setAttribute("aria-busy", "true");
  const answer = await post("submit", { person: sent.person, view_id: sent.id, ...(await contents(sent.fields)) });
  sent.send.removeAttribute("aria-busy");
  if (answer.ok || shown !== sent) return; // closed or changed: that is told as news
  if (answer.error) sent.trouble.textContent = reason(answer.error);
  else complainInFields(sent.fields, answer);
}

async function contents(fields) {
  const values = fields.filter((field) => !field.holdsFiles).map((field) => [field.block, field.value]);
  const files = fields.filter((field) => field.holdsFiles).map(async (field) => [
    field.block,
    await Promise.all(field.files.map(inBase64)),
  ]);
  return { values: Object.fromEntries(values), files: Object.fromEntries(await Promise.all(files)) };
}

function complainInFields(fields, { keys, words }) {
  for (const field of fields) field.complain(words[field.block] ?? (REASONS[keys[field.block]]?.() || ""));
  fields.find((field) => keys[field.block] || words[field.block])?.focus();
}

// The keys that the server answers with about a field.
const REASONS = {
  "page.form.required": () => say("page.form.required"),
  "page.form.too-long": () => say("page.form.too-long"),
  "page.form.too-short": () => say("page.form.too-short"),
  "page.form.too-many-files": () => say("page.form.too-many-files"),
  "page.form.date": () => say("page.form.date"),
};
