/** The `markdown` block: the everyday part of Markdown; what is beyond it shows as it was written. */

import { h } from "./dom.js";
import { drawWords } from "./emoji.js";
import { readInline } from "./inline.js";
import { link } from "./mrkdwn.js";

const INLINE = [
  [/`([^`\n]+)`/g, ([, code]) => h("code", {}, drawWords(code))],
  [/\[([^\]\n]+)\]\(([^()\s]+)\)/g, ([, label, address]) => link(address, label)],
  [/\*\*(?!\s)([^\n]+?)\*\*/g, ([, text], inner) => h("strong", {}, inner(text))],
  [/~~(?!\s)([^\n]+?)~~/g, ([, text], inner) => h("s", {}, inner(text))],
  [/(?<![\p{L}\p{N}*])\*(?![\s*])([^*\n]+?)\*(?!\*)/gu, ([, text], inner) => h("em", {}, inner(text))],
  [/(?<![\p{L}\p{N}_])_(?![\s_])([^_\n]+?)_(?![\p{L}\p{N}_])/gu, ([, text], inner) => h("em", {}, inner(text))],
];

// A paragraph is what none of the others is, one or more lines of it.
const PARTS = [
  [/^```[^\n]*\n([^]*?)\n?```$/, ([, code]) => h("pre", {}, drawWords(code))],
  [/^#{1,6} +(.+)$/, ([, text]) => h("h4", {}, inline(text))],
  [/^(?:-{3,}|\*{3,})$/, () => h("hr")],
  [/^(?:> ?.*(?:\n|$))+$/, ([text]) => h("blockquote", {}, inline(text.replace(/^> ?/gm, "")))],
  [/^(?:[-*+] .*(?:\n|$))+$/, ([text]) => h("ul", {}, items(text, /^[-*+] /))],
  [/^(?:\d+[.)] .*(?:\n|$))+$/, ([text]) => h("ol", { start: parseInt(text, 10) }, items(text, /^\d+[.)] /))],
];
const KINDS = [/^(?:> ?)/, /^[-*+] /, /^\d+[.)] /];

/** The nodes of a Markdown text. */
export function drawMarkdown(text) {
  return h("div", { class: "markdown" }, pieces(text).map(drawPiece));
}

function drawPiece(piece) {
  for (const [pattern, draw] of PARTS) {
    const match = pattern.exec(piece);
    if (match) return draw(match);
  }
  return h("p", {}, inline(piece));
}

/** The text cut where one kind of line ends and another begins, and at empty lines. */
function pieces(text) {
  const found = [];
  let kind = null;
  for (const line of text.split(/(```[^]*?```)|\n/).filter((part) => part !== undefined)) {
    const itsKind = kindOf(line);
    if (itsKind === "empty") kind = null;
    else if (itsKind === kind && itsKind !== "alone") found.push(`${found.pop()}\n${line}`);
    else found.push(line);
    if (itsKind !== "empty") kind = itsKind;
  }
  return found;
}

function kindOf(line) {
  if (!line.trim()) return "empty";
  if (/^```|^#{1,6} |^(-{3,}|\*{3,})$/.test(line)) return "alone";
  return KINDS.findIndex((pattern) => pattern.test(line));
}

function items(text, mark) {
  return text.split("\n").map((line) => h("li", {}, inline(line.replace(mark, ""))));
}

function inline(text) {
  return readInline(text, INLINE, drawWords);
}
