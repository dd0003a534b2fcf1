/** Emoji that the page draws itself, from `emoji.svg`: a machine may have no font for them. The others stay characters. */

import { drawing, h } from "./dom.js";

const DRAWN = "⚪🔷⛔✅💬🚨👍👀🎉🙏😄🚀🔥📈⭐✨😂😉👇💰🏆";
const DRAWN_WHEN_ASKED = "⚠✔❤"; // a sign of the text, unless a variation selector makes an emoji of it
// Whole ones: neither a part of a longer emoji, nor with another skin, nor one that is to be a sign of the text.
const EMOJI = new RegExp(
  `(?<!\\u200D)((?:[${DRAWN}]\\uFE0F?|[${DRAWN_WHEN_ASKED}]\\uFE0F)(?![\\uFE0E\\uFE0F\\u200D\\u{1F3FB}-\\u{1F3FF}]))`,
  "u",
);

/** A node of a text, its emoji drawn. What is selected, copied or read aloud is the text to the letter. */
export function drawWords(text) {
  const pieces = text.split(EMOJI);
  if (pieces.length === 1) return document.createTextNode(text);
  const words = document.createDocumentFragment();
  words.append(...pieces.map((piece, number) => (number % 2 ? drawEmoji(piece) : piece)));
  return words;
}

/** The drawing over its character, which is there and not seen. */
function drawEmoji(character) {
  const address = `/page/emoji.svg#u${character.codePointAt(0).toString(16)}`;
  return h("span", { class: "emoji" }, character, drawing("emoji-drawing", address));
}
