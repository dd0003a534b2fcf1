/** Rich text: what it says is text, whatever it looks like; `<!channel>` in it is nine characters. */

import { copyable } from "./copying.js";
import { h } from "./dom.js";
import { drawWords } from "./emoji.js";
import { link, mention } from "./mrkdwn.js";
import { nameOf } from "./state.js";
import { dateWords } from "./texts.js";
import { notDrawn } from "./unknown.js";

const STYLES = { code: "code", bold: "strong", italic: "em", strike: "s", underline: "u" };

/** A `rich_text` block. With `copies`, its quotes and preformatted parts offer to be copied. */
export function drawRichText(block, { copies = false } = {}) {
  return h("div", { class: "rich-text" }, block.elements.map((element) => part(element, copies)));
}

/** What a rich text says, with nothing but its words: to be edited or copied. */
export function plainText(element) {
  const drawn = PLAIN[element.type];
  if (drawn) return drawn(element);
  const between = element.type === "rich_text" || element.type === "rich_text_list" ? "\n" : "";
  return (element.elements ?? []).map(plainText).join(between);
}

const PLAIN = {
  text: ({ text }) => text,
  link: ({ url, text }) => text ?? url,
  emoji,
  user: ({ user_id }) => `@${nameOf(user_id)}`,
  broadcast: ({ range }) => `@${range}`,
};

function part(element, copies) {
  const draw = PARTS[element.type];
  if (!draw) return notDrawn(element.type);
  const drawn = draw(element);
  const isQuote = element.type === "rich_text_quote" || element.type === "rich_text_preformatted";
  return copies && isQuote ? copyable(drawn, plainText(element)) : drawn;
}

const PARTS = {
  rich_text_section: ({ elements }) => h("div", { class: "rich-line" }, elements.map(inline)),
  rich_text_quote: ({ elements }) => h("blockquote", {}, elements.map(inline)),
  rich_text_preformatted: ({ elements }) => h("pre", {}, elements.map(inline)),
  rich_text_list: ({ style, indent = 0, offset = 0, elements }) =>
    h(
      style === "ordered" ? "ol" : "ul",
      { class: `indent-${Math.min(indent, 5)}`, start: style === "ordered" && offset ? offset + 1 : null },
      elements.map((item) => h("li", {}, part(item, false))),
    ),
};

function inline(element) {
  const draw = INLINE[element.type];
  return draw ? styled(draw(element), element.style) : notDrawn(element.type);
}

const INLINE = {
  text: ({ text }) => drawWords(text),
  link: ({ url, text }) => link(url, text ?? url),
  emoji: (element) => drawWords(emoji(element)),
  user: ({ user_id }) => mention(`@${nameOf(user_id)}`),
  channel: ({ channel_id }) => mention(`#${channel_id}`),
  usergroup: ({ usergroup_id }) => mention(`@${usergroup_id}`),
  broadcast: ({ range }) => mention(`@${range}`),
  date: ({ timestamp, format }) => document.createTextNode(dateWords(timestamp, format ?? "{date_short}, {time}")),
};

/** An emoji by its code, e.g. `1f1e8-1f1e6`; by its name when it is the workspace's own. */
function emoji({ name, unicode }) {
  if (!unicode) return `:${name}:`;
  return String.fromCodePoint(...unicode.split("-").map((code) => parseInt(code, 16)));
}

function styled(node, style = {}) {
  return Object.entries(STYLES).reduce((inside, [name, tag]) => (style[name] ? h(tag, {}, inside) : inside), node);
}
