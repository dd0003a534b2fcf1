/** What a person is asked to do in a step: the words that name the button to press, and whether it is done. */

import { state } from "../state.js";
import { isOpenAtHome } from "./signs.js";

/** A button that opens something: it was pressed, and something is open. */
export function opens(say, press) {
  return { press, words: pressed(say), seen: (ts, wasPressed) => wasPressed && Boolean(state.view) };
}

/** A part of the person's own page: it is the open one. */
export function opensAtHome(say, section) {
  return { press: `home_${section}`, words: pressed(say), seen: () => isOpenAtHome(section) };
}

export function pressed(say) {
  return (button) => say("page.tour.press", { button });
}

export function confirmed(say) {
  return (button) => say("page.tour.press-confirm", { button });
}
