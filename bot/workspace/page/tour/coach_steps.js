/** The steps of the tour that show what the coach adds to a review: one a subject, as in `steps.js`. */

import { write } from "./deeds.js";
import { answered, offeredIn } from "./signs.js";
import { opens, pressed } from "./tasks.js";

const VERDICT = "#thread article:last-of-type .block";

/** Seats: `author`; each of them as `{ person, channel? }`. */
export function coachSteps(say, { author, officer }) {
  return [
    speaker(say, author),
    media(say, author),
    balance(say, author),
    line(say, author),
    coolOff(say, author),
    reply(say, author),
    difference(say, officer),
    goodPost(say, author),
  ];
}

function balance(say, seat) {
  return {
    name: "balance",
    title: say("page.tour.balance.title"),
    text: say("page.tour.balance.text"),
    look: say("page.tour.balance.look"),
    at: "#thread article:last-of-type .body",
    seat,
    button: say("page.tour.send"),
    use: () => write(say("page.tour.balance.draft")),
    came: (ts) => answered(ts),
  };
}

function reply(say, seat) {
  return {
    name: "reply",
    title: say("page.tour.reply.title"),
    text: say("page.tour.reply.text"),
    look: say("page.tour.reply.look"),
    seat,
    button: say("page.tour.send"),
    at: VERDICT,
    use: () => write(say("page.tour.reply.draft")),
    came: (ts) => answered(ts),
  };
}

function speaker(say, seat) {
  const asks = (ts) => offeredIn(ts, "speaker_say");
  return {
    name: "speaker",
    title: say("page.tour.speaker.title"),
    text: say("page.tour.speaker.text"),
    look: say("page.tour.speaker.look"),
    over: say("page.tour.speaker.known"),
    isOver: (ts) => !asks(ts),
    seat,
    button: say("page.tour.there"),
    about: "ok",
    came: (ts) => answered(ts),
    tasks: [opens(say, "speaker_say")],
  };
}

function line(say, seat) {
  return {
    name: "line",
    title: say("page.tour.line.title"),
    text: say("page.tour.line.text"),
    look: say("page.tour.line.look"),
    seat,
    button: say("page.tour.send"),
    at: VERDICT,
    use: () => write(say("page.tour.line.draft")),
    came: (ts) => answered(ts),
  };
}

function coolOff(say, seat) {
  return {
    name: "cool-off",
    title: say("page.tour.cool-off.title"),
    text: say("page.tour.cool-off.text"),
    look: say("page.tour.cool-off.look"),
    seat,
    button: say("page.tour.send"),
    at: VERDICT,
    use: () => write(say("page.tour.cool-off.draft")),
    came: (ts) => answered(ts),
    tasks: [{ press: "cool_show", words: pressed(say), seen: (ts) => offeredIn(ts, "card_copy") }],
  };
}

/** Somebody else says what the author's first draft said. */
function difference(say, seat) {
  return {
    name: "difference",
    title: say("page.tour.difference.title"),
    text: say("page.tour.difference.text"),
    look: say("page.tour.difference.look"),
    seat,
    button: say("page.tour.send"),
    at: VERDICT,
    use: () => write(say("page.tour.difference.draft")),
    came: (ts) => answered(ts),
  };
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

/** The author's first text passed: they may let colleagues read it. */
function goodPost(say, seat) {
  return {
    name: "good-post",
    title: say("page.tour.good-post.title"),
    text: say("page.tour.good-post.text"),
    look: say("page.tour.good-post.look"),
    seat,
    button: say("page.tour.there"),
    about: "ok",
    came: (ts) => answered(ts),
    tasks: [opens(say, "good_post_offer")],
  };
}
