/** What stands in the place of a composer where the bot alone writes. */

import { h, refill } from "./dom.js";
import { isAtHome, openChannel, state } from "./state.js";
import { say } from "./texts.js";

/** The line, and what shows either it or the composer. */
export function readOnlyLine(composer) {
  const element = h("p", { class: "read-only" });
  const draw = () => {
    const isReadOnly = Boolean(openChannel()?.read_only);
    composer.hidden = isReadOnly || isAtHome();
    element.hidden = !isReadOnly;
    const words = say("page.read-only", { name: state.bot.name });
    refill(element, words, () => words);
  };
  return { element, draw };
}
