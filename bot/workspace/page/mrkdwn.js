/** Slack's mrkdwn and plain_text objects, and the mentions and links that all kinds of text share. */

import { h } from "./dom.js";
import { drawWords } from "./emoji.js";
import { readInline } from "./inline.js";
import { nameOf } from "./state.js";
import { dateWords } from "./texts.js";

const SAFE_SCHEMES = new Set(["http:", "https:", "mailto:", "tel:"]);
const RULES = [
  [/```\n?([^]+?)\n?```/g, ([, code]) => h("pre", {}, leaf(code))],
  [/`([^`\n]+)`/g, ([, code]) => h("code", {}, leaf(code))],
  [/<([^<>\n]+)>/g, ([whole, inside]) => reference(inside) ?? leaf(whole)],
  [/https?:\/\/[^\s<>|]*[^\s<>|.,;:!?)\]'"»]/g, ([address]) => link(unescaped(address))],
  [wrapped("\\*"), ([, text], inner) => h("strong", {}, inner(text))],
  [wrapped("_"), ([, text], inner) => h("em", {}, inner(text))],
  [wrapped("~"), ([, text], inner) => h("s", {}, inner(text))],
];

/** The nodes of a text object (`mrkdwn` or `plain_text`) or of a message's `text`. */
export function drawText(text) {
  if (typeof text === "string") return mrkdwn(text);
  return text.type === "mrkdwn" ? mrkdwn(text.text) : [drawWords(text.text)];
}

/** A link in a new tab; only its words when it could do something else. */
export function link(address, label = address) {
  const opens = newTab(address);
  return opens ? h("a", opens, drawWords(label)) : drawWords(label);
}

/** The attributes of what opens a page of its own; null when its scheme could do something else. */
export function newTab(address) {
  return isSafe(address) ? { href: address, target: "_blank", rel: "noopener noreferrer" } : null;
}

/** A person, channel or group, as a mark that stands out: a ping is never overlooked. */
export function mention(words) {
  return h("span", { class: "mention" }, drawWords(words));
}

function mrkdwn(text) {
  const nodes = [];
  for (const part of text.split(/((?:^(?:&gt;|>)[^\n]*(?:\n|$))+)/m)) {
    if (/^(&gt;|>)/.test(part)) {
      const quoted = part.replace(/^(&gt;|>) ?/gm, "").replace(/\n$/, "");
      nodes.push(h("blockquote", {}, readInline(quoted, RULES, leaf)));
    } else nodes.push(...readInline(part, RULES, leaf));
  }
  return nodes;
}

function reference(inside) {
  const [target, label] = inside.split(/\|(.*)/s);
  if (target.startsWith("@")) return mention(`@${nameOf(target.slice(1))}`);
  if (target.startsWith("#")) return mention(`#${unescaped(label ?? target.slice(1))}`);
  if (target.startsWith("!date^")) return drawDate(target.split("^"), label);
  if (target.startsWith("!")) return mention(unescaped(label ?? `@${target.slice(1).split("^")[0]}`));
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return link(unescaped(target), unescaped(label ?? target));
  return null;
}

/** A moment on the clock of whoever reads it: `!date^seconds^pattern^link`. */
function drawDate([, seconds, pattern, address], fallback) {
  const words = /^\d+$/.test(seconds) ? dateWords(Number(seconds), unescaped(pattern ?? "")) : unescaped(fallback ?? "");
  return address ? link(unescaped(address), words) : drawWords(words);
}

function isSafe(address) {
  try {
    return SAFE_SCHEMES.has(new URL(address).protocol);
  } catch {
    return false;
  }
}

function wrapped(mark) {
  const edge = `[\\p{L}\\p{N}${mark}]`;
  return new RegExp(`(?<!${edge})${mark}(?![\\s${mark}])([^${mark}\\n]*?\\S)${mark}(?!${edge})`, "gu");
}

function leaf(text) {
  return drawWords(unescaped(text));
}

function unescaped(text) {
  return text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&");
}
