/** The square picture of a person or of the bot. */

import { h } from "./dom.js";
import { nameOf, state } from "./state.js";

const COLOURS = 6;

export function avatar(id) {
  if (id === state.bot?.user_id || id === state.bot?.id) {
    return h("img", { class: "avatar", src: "/page/icon.svg", alt: "" });
  }
  const place = Math.max(0, state.people.findIndex((person) => person.id === id));
  return h("span", { class: `avatar colour-${place % COLOURS}`, "aria-hidden": "true" }, initials(nameOf(id)));
}

function initials(name) {
  const words = name.split(/\s+/).filter(Boolean);
  return [words.at(0), words.length > 1 ? words.at(-1) : ""].map((word) => [...word][0] ?? "").join("").toUpperCase();
}
