/** The steps of the tour that show what the coach adds to a review: one a subject, as in `steps.js`. */

import { answered } from "./signs.js";
import { opens } from "./tasks.js";

/** Seats: `author`; each of them as `{ person, channel? }`. */
export function coachSteps(say, { author }) {
  return [media(say, author)];
}

function media(say, seat) {
  return {
    name: "media",
    title: say("page.tour.media.title"),
    text: say("page.tour.media.text"),
    look: say("page.tour.media.look"),
    seat,
    button: say("page.tour.there"),
    about: "again",
    came: (ts) => answered(ts),
    tasks: [opens(say, "card_poll")],
  };
}
