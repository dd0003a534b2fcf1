/**
 * The steps of the tour. In each:
 * - `title`, `text`: what happens; `look`: what to look at, said once it is there; `at` finds it on the page
 * - `seat`: whose place one takes, and the channel; without one, the direct messages, or their own page (`atHome`)
 * - `button`, `use(about)`: what the tour does for the person; answers the message that the step is about
 * - `about`: the earlier step whose message this one is about; `finds()`: its ts, where the tour did not write it
 * - `came(ts)`: whether what there is to look at has come
 * - `byHand`: what is said where the tour has nothing to give; `over`: where it was given before, which `isOver(ts)` sees
 * - `tasks`: what the person does: `words(label)`, the button to `press` (its action id), and whether it is `seen`
 */

import { state } from "../state.js";
import { coachSteps } from "./coach_steps.js";
import { givePolicy, rewrite, show, write } from "./deeds.js";
import { homeSteps } from "./home_steps.js";
import { answered, answeredEdit, isDecided, newestOffering, offeredIn, stillOffers, toldAllSince } from "./signs.js";
import { confirmed, opens, pressed } from "./tasks.js";

const PEOPLE = {
  fr: { author: "U0AMELIE01", officer: "U0NADIA001", owner: "U0ELISE001" },
  en: { author: "U0JAMES001", officer: "U0THOMAS01", owner: "U0ELISE001" },
};
const COMPLIANCE = "C0COMPLI01";
const MARKETING = "C0MARKET01";
const VERDICT = "#thread article:last-of-type .block";
const ANSWER = "#thread article:last-of-type .body";
const CLAUSE = '#thread article:last-of-type .block:has(+ .block [data-focus="card_clause"])';

/** All of them; `say` speaks the language of the tour, "fr" or "en". */
export function stepsOf(say, language) {
  const { author, officer, owner } = PEOPLE[language];
  return [
    welcome(say),
    ...drafts(say, { person: author }),
    ...approval(say, { person: author }, { person: officer, channel: COMPLIANCE }),
    ...elsewhere(say, { person: author }, { person: author, channel: MARKETING }),
    ...policy(say, { person: author }, { person: owner }, language),
    ...coachSteps(say, { author: { person: author }, officer: { person: officer } }),
    ...homeSteps(say, { author: { person: author }, officer: { person: officer } }),
    ending(say),
  ];
}

function welcome(say) {
  return { name: "welcome", title: say("page.tour.welcome.title"), text: say("page.tour.welcome.text"), more: say("page.tour.welcome.more") };
}

function drafts(say, seat) {
  const sent = { seat, button: say("page.tour.send"), came: (ts) => answered(ts) };
  return [
    {
      ...sent,
      name: "ok",
      title: say("page.tour.ok.title"),
      text: say("page.tour.ok.text"),
      look: say("page.tour.ok.look"),
      at: VERDICT,
      use: () => write(say("page.tour.ok.draft")),
    },
    {
      ...sent,
      name: "revise",
      title: say("page.tour.revise.title"),
      text: say("page.tour.revise.text"),
      look: say("page.tour.revise.look"),
      at: VERDICT,
      use: () => write(say("page.tour.revise.draft")),
      tasks: [opens(say, "card_clause"), opens(say, "card_changes")],
    },
    {
      ...sent,
      name: "block",
      title: say("page.tour.block.title"),
      text: say("page.tour.block.text"),
      look: say("page.tour.block.look"),
      at: VERDICT,
      use: () => write(say("page.tour.block.draft")),
    },
  ];
}

function approval(say, asAuthor, asOfficer) {
  const draft = (age) => say("page.tour.ask.draft", { age });
  return [
    {
      name: "ask",
      title: say("page.tour.ask.title"),
      text: say("page.tour.ask.text"),
      look: say("page.tour.ask.look"),
      at: VERDICT,
      seat: asAuthor,
      button: say("page.tour.send"),
      use: () => write(draft(55)),
      came: (ts) => answered(ts),
      tasks: [
        opens(say, "card_ask"),
        { words: () => say("page.tour.ask.form"), seen: (ts) => offeredIn(ts, "request_withdraw") },
      ],
    },
    {
      name: "decide",
      title: say("page.tour.decide.title"),
      text: say("page.tour.decide.text"),
      look: say("page.tour.decide.look"),
      seat: asOfficer,
      button: say("page.tour.decide.go"),
      finds: () => newestOffering("request_approve"),
      came: () => true,
      tasks: [
        opens(say, "request_approve"),
        { words: () => say("page.tour.decide.form"), seen: (ts) => !stillOffers(ts, "request_approve") },
      ],
    },
    {
      name: "decision",
      title: say("page.tour.decision.title"),
      text: say("page.tour.decision.text"),
      look: say("page.tour.decision.look"),
      at: ANSWER,
      seat: asAuthor,
      button: say("page.tour.decision.go"),
      about: "ask",
      came: (ts) => state.thread === ts && isDecided(ts),
    },
    {
      name: "void",
      title: say("page.tour.void.title"),
      text: say("page.tour.void.text"),
      look: say("page.tour.void.look"),
      at: ANSWER,
      seat: asAuthor,
      button: say("page.tour.void.go"),
      about: "ask",
      use: (ts) => rewrite(ts, draft(60)),
      came: answeredEdit,
    },
  ];
}

function elsewhere(say, asAuthor, inMarketing) {
  return [
    {
      name: "question",
      title: say("page.tour.question.title"),
      text: say("page.tour.question.text"),
      look: say("page.tour.question.look"),
      at: ANSWER,
      seat: asAuthor,
      button: say("page.tour.question.go"),
      use: () => write(say("page.tour.question.draft")),
      came: (ts) => answered(ts),
    },
    {
      name: "elsewhere",
      title: say("page.tour.elsewhere.title"),
      text: say("page.tour.elsewhere.text"),
      look: say("page.tour.elsewhere.look"),
      at: "#conversation article.ephemeral .only-you",
      seat: inMarketing,
      button: say("page.tour.elsewhere.go"),
      use: () => show(say("page.tour.elsewhere.draft")),
      finds: () => newestOffering("card_share"),
      came: () => true,
      tasks: [{ press: "card_share", words: confirmed(say), seen: toldAllSince }],
    },
  ];
}

function policy(say, asAuthor, asOwner, language) {
  return [
    {
      name: "policy",
      title: say("page.tour.policy.title"),
      text: say("page.tour.policy.text"),
      look: say("page.tour.policy.look"),
      byHand: say("page.tour.policy.by-hand"),
      isOver: (ts) => !offeredIn(ts, "policy_preview"),
      over: say("page.tour.policy.known"),
      at: VERDICT,
      seat: asOwner,
      button: say("page.tour.policy.go"),
      use: () => givePolicy(say("page.tour.policy.message"), language),
      came: (ts) => answered(ts),
      tasks: [{ press: "policy_preview", words: pressed(say), seen: (ts) => answered(ts, 2) }],
    },
    {
      name: "publish",
      title: say("page.tour.publish.title"),
      text: say("page.tour.publish.text"),
      look: say("page.tour.publish.look"),
      over: say("page.tour.policy.known"),
      seat: asOwner,
      button: say("page.tour.there"),
      about: "policy",
      came: (ts) => answered(ts),
      tasks: [{ press: "policy_publish", words: confirmed(say), seen: (ts) => offeredIn(ts, "policy_rollback") }],
    },
    {
      name: "again",
      title: say("page.tour.again.title"),
      text: say("page.tour.again.text"),
      look: say("page.tour.again.look"),
      at: CLAUSE,
      seat: asAuthor,
      button: say("page.tour.again.go"),
      use: () => write(say("page.tour.revise.draft")),
      came: (ts) => answered(ts),
    },
  ];
}

function ending(say) {
  return {
    name: "end",
    title: say("page.tour.end.title"),
    text: say("page.tour.end.text"),
    at: '#people [data-focus="reset"]',
    tips: [
      say("page.tour.end.home"),
      say("page.tour.end.edit"),
      say("page.tour.end.window"),
      say("page.tour.end.dark"),
      say("page.tour.end.traffic"),
      say("page.tour.end.reset"),
    ],
  };
}
