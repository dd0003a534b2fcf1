/** The files of a message: a picture is shown, any other is a chip; both are fetched as the person who reads. */

import { h } from "./dom.js";
import { fileChip } from "./file_chip.js";
import { state } from "./state.js";

const PICTURES = ["image/png", "image/jpeg"];

/** A list of them. */
export function drawFiles({ ts, files }) {
  return h("ul", { class: "files" }, files.map((file) => (PICTURES.includes(file.mimetype) ? drawPicture(file, ts) : drawChip(file, ts))));
}

function drawPicture(file, ts) {
  const words = file.alt_txt || file.title || file.name;
  const measures = { width: file.original_w, height: file.original_h }; // its room is kept while it comes
  const picture = h("img", { src: addressOf(file, ts), alt: words, ...measures });
  return h("li", { class: "shared-picture" }, drawLink(file, ts, picture));
}

function drawChip(file, ts) {
  const chip = fileChip(file);
  chip.querySelector(".file-name").replaceChildren(drawLink(file, ts, file.name));
  return chip;
}

function drawLink(file, ts, content) {
  return h("a", { href: addressOf(file, ts), download: file.name }, content);
}

function addressOf({ id }, ts) {
  return `/ui/message-file?${new URLSearchParams({ person: state.person, channel: state.channel, ts, file: id })}`;
}
