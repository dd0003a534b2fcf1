/** The form that the bot asks a person to fill in: a dialog over the page. */

import { avatar } from "./avatar.js";
import { drawBlock } from "./blocks.js";
import { findFocus, h, iconButton } from "./dom.js";
import { makeField } from "./fields.js";
import { fit, inBase64 } from "./given_files.js";
import { drawText } from "./mrkdwn.js";
import { post } from "./net.js";
import { ofView, use } from "./origins.js";
import { state, update } from "./state.js";
import { say } from "./texts.js";
import { complain, reason } from "./toasts.js";

let shown = null; // {id, hash, depth, person, dialog, fields, trouble, send}
const below = new Map(); // by id, the fields of the forms under it: what was typed is there when one comes back

/** Bring the dialog up to date with `state.view`; what was typed stays where the bot changes the form. */
export function drawForm() {
  const { view } = state;
  if (!view || (shown && shown.person !== state.person)) takeAway();
  if (!view || shown?.hash === view.hash) return;
  const held = fieldsBefore(view);
  const form = { id: view.id, hash: view.hash, depth: view.depth, person: state.person, fields: [] };
  const origin = ofView(view, () => valuesOf(shown.fields)); // a field that stayed acts for the form as it is now
  const inputs = view.blocks.filter(({ type }) => type === "input");
  const fields = new Map(inputs.map((block) => [block, fieldOf(block, held, origin)]));
  form.fields = [...fields.values()];
  form.dialog = shown?.dialog ?? openDialog();
  const focused = focusIn(form.dialog, shown?.id === view.id);
  shown = form;
  form.dialog.replaceChildren(drawContent(view, fields, origin));
  giveFocus(form, focused);
}

/** The fields that the view had when it was last on top. */
function fieldsBefore({ id, depth }) {
  if (!shown) return [];
  if (shown.id === id) return shown.fields;
  const held = below.get(id) ?? [];
  if (depth > shown.depth) below.set(shown.id, shown.fields);
  return held;
}

/** A field that has not changed is the same one, with its text and its caret. */
function fieldOf(block, held, origin) {
  const before = held.find((field) => field.is(block));
  if (before?.signature === JSON.stringify(block)) return before;
  return makeField(block, before?.content(), (main, used) => use(main, block.element, used, block, origin));
}

function focusIn(dialog, isSame) {
  const element = document.activeElement;
  if (!isSame || !dialog.contains(element)) return null;
  return { element, control: element.dataset.focus, which: element.dataset.which };
}

/** To what had it; else to where one begins: the field that asks for it, the first one, or the words to read. */
function giveFocus({ dialog, fields }, focused) {
  if (focused && dialog.contains(focused.element)) return focused.element.focus();
  const again = focused?.control && findFocus(dialog, focused.control, focused.which);
  const begin = again || fields.find((field) => field.wantsFocus) || fields[0];
  if (begin) begin.focus();
  else dialog.querySelector(".form-body").focus({ focusVisible: false });
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
  below.clear();
  dialog.close();
  dialog.remove();
}

function drawContent(view, fields, origin) {
  const isToRead = fields.size === 0; // by keyboard, too, where it is long
  const body = h(
    "div",
    { class: "form-body body", role: isToRead && "group", tabindex: isToRead && 0, "aria-labelledby": isToRead && "form-title" },
    view.blocks.map((block) => fields.get(block)?.element ?? drawBlock(block, origin)),
  );
  const form = h("form", { novalidate: true }, drawHead(view), body, drawTrouble(), drawFoot(view));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return form;
}

function drawHead({ title, depth }) {
  return h(
    "header",
    {},
    depth > 0 ? iconButton("back", say("page.form.back"), () => close()) : avatar(state.bot.user_id),
    h("h2", { id: "form-title" }, drawText(title)),
    iconButton("close", say("page.close"), () => close({ all: true })),
  );
}

function drawTrouble() {
  return (shown.trouble = h("p", { id: "form-trouble", class: "form-trouble", role: "alert" }));
}

function drawFoot(view) {
  const submit = view.submit && h("button", { type: "submit", class: "button primary" }, drawText(view.submit));
  shown.send = submit || null;
  return h(
    "footer",
    { class: "dialog-buttons" },
    h("button", { type: "button", class: "button plain", onclick: () => close() }, closeWords(view)),
    submit,
  );
}

function closeWords({ submit, close: words }) {
  if (words) return drawText(words);
  return submit ? say("page.cancel") : say("page.close");
}

/** Close the form on top, and the one below comes back; or all of them. */
async function close({ all = false } = {}) {
  const { id, person, depth } = shown;
  if (all || !depth) update({ view: null });
  const answer = await post("close", { person, view_id: id, ...(all && { all }) });
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
  const filled = { values: valuesOf(sent.fields), files: await filesOf(sent.fields) };
  const answer = await post("submit", { person: sent.person, view_id: sent.id, ...filled });
  sent.send.removeAttribute("aria-busy");
  if (answer.ok || shown !== sent) return; // closed or changed: that is told as news
  if (answer.error) sent.trouble.textContent = reason(answer.error);
  else complainInFields(sent.fields, answer);
}

function valuesOf(fields) {
  return Object.fromEntries(fields.filter((field) => !field.holdsFiles).map((field) => [field.block, field.value]));
}

async function filesOf(fields) {
  const given = fields.filter((field) => field.holdsFiles).map(async (field) => [
    field.block,
    await Promise.all(field.files.map(inBase64)),
  ]);
  return Object.fromEntries(await Promise.all(given));
}

function complainInFields(fields, { keys, words }) {
  for (const field of fields) field.complain(words[field.block] ?? (REASONS[keys[field.block]]?.() || ""));
  fields.find((field) => keys[field.block] || words[field.block])?.focus();
  // The words stand under the field: both are to be seen.
  document.activeElement.closest(".field")?.scrollIntoView({ block: "center" });
}

// The keys that the server answers with about a field.
const REASONS = {
  "page.form.required": () => say("page.form.required"),
  "page.form.too-long": () => say("page.form.too-long"),
  "page.form.too-short": () => say("page.form.too-short"),
  "page.form.too-many-files": () => say("page.form.too-many-files"),
  "page.form.date": () => say("page.form.date"),
  "page.form.time": () => say("page.form.time"),
  "page.form.url": () => say("page.form.url"),
};
