/** The blocks of a message. What is not known here is marked, never left out. */

import { drawControl } from "./controls.js";
import { h, icon } from "./dom.js";
import { drawMarkdown } from "./markdown.js";
import { drawText } from "./mrkdwn.js";
import { drawRichText } from "./rich_text.js";
import { isFromBot } from "./state.js";
import { say } from "./texts.js";
import { notDrawn } from "./unknown.js";

const line = (text) => h("div", { class: "rich-line" }, drawText(text));

/** What a message says: its blocks, or its text when it has none. */
export function drawBody(message) {
  if (!message.blocks?.length) return line(message.text ?? "");
  return message.blocks.map((block) => drawBlock(block, message));
}

/** One block of a message, or of a form that is no message. */
export function drawBlock(block, message) {
  const draw = BLOCKS[block.type];
  if (!draw) return h("div", { class: "block" }, notDrawn(block.type));
  return h("div", { class: `block block-${block.type}` }, draw(block, message));
}

const BLOCKS = {
  header: ({ text }) => h("h3", {}, drawText(text)),
  section: (block, message) => [
    h(
      "div",
      { class: "section-text" },
      block.text && line(block.text),
      block.fields && h("div", { class: "fields" }, block.fields.map(line)),
    ),
    block.accessory && drawElement(block.accessory, block, message),
  ],
  rich_text: (block, message) => drawRichText(block, { copies: isFromBot(message) }),
  context: (block, message) => block.elements.map((element) => drawElement(element, block, message)),
  divider: () => h("hr"),
  actions: (block, message) => block.elements.map((element) => drawElement(element, block, message)),
  markdown: ({ text }) => drawMarkdown(text),
  image: ({ title, alt_text }) => [title && h("div", { class: "image-title" }, drawText(title)), picture(alt_text)],
};

/** What stands in a section, a context or a row of actions. */
function drawElement(element, block, message) {
  if (element.type === "mrkdwn" || element.type === "plain_text") return line(element);
  if (element.type === "image") return picture(element.alt_text);
  return drawControl(element, block, message) ?? notDrawn(element.type);
}

/** The words for an image: the page fetches nothing from elsewhere. */
function picture(alt) {
  return h("span", { class: "picture", role: "img", "aria-label": say("page.image", { alt }) }, icon("image"), alt);
}
