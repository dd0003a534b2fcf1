/** The blocks of a message, a form or a page. What is not known here is marked, never left out. */

import { drawControl } from "./controls.js";
import { h, icon } from "./dom.js";
import { drawWords } from "./emoji.js";
import { drawMarkdown } from "./markdown.js";
import { drawText } from "./mrkdwn.js";
import { ofMessage } from "./origins.js";
import { drawRichText } from "./rich_text.js";
import { drawTable } from "./table.js";
import { say } from "./texts.js";
import { notDrawn } from "./unknown.js";

const line = (text) => h("div", { class: "rich-line" }, drawText(text));

/** What a message says: its blocks, or its text when it has none. */
export function drawBody(message) {
  if (!message.blocks?.length) return line(message.text ?? "");
  const origin = ofMessage(message);
  return message.blocks.map((block) => drawBlock(block, origin));
}

/** One block; `origin` (of `origins.js`) is where it stands. */
export function drawBlock(block, origin) {
  const draw = BLOCKS[block.type];
  if (!draw) return h("div", { class: "block" }, notDrawn(block.type));
  return h("div", { class: `block block-${block.type}` }, draw(block, origin));
}

const BLOCKS = {
  header: ({ text }) => h("h3", {}, drawText(text)),
  section: (block, origin) => [
    h(
      "div",
      { class: "section-text" },
      block.text && line(block.text),
      block.fields && h("div", { class: "fields" }, block.fields.map(line)),
    ),
    block.accessory && drawElement(block.accessory, block, origin),
  ],
  rich_text: (block, { copies }) => drawRichText(block, { copies }),
  context: (block, origin) => block.elements.map((element) => drawElement(element, block, origin)),
  divider: () => h("hr"),
  actions: (block, origin) => block.elements.map((element) => drawElement(element, block, origin)),
  markdown: ({ text }) => drawMarkdown(text),
  table: drawTable,
  image: ({ title, alt_text }) => [title && h("div", { class: "image-title" }, drawText(title)), picture(alt_text)],
};

/** What stands in a section, a context or a row of actions. */
function drawElement(element, block, origin) {
  if (element.type === "mrkdwn" || element.type === "plain_text") return line(element);
  if (element.type === "image") return picture(element.alt_text);
  return drawControl(element, block, origin) ?? notDrawn(element.type);
}

/** The words for an image: the page fetches nothing from elsewhere. */
function picture(alt) {
  return h("span", { class: "picture", role: "img", "aria-label": say("page.image", { alt }) }, icon("image"), drawWords(alt));
}
