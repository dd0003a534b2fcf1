/** Where the page starts: whose place one takes, and what is drawn when something happens. */

import { makeConversation } from "./conversation.js";
import { fetchState, listen, post } from "./net.js";
import { drawForm } from "./form.js";
import { openKeyboardHelp } from "./keyboard_help.js";
import { followKeys } from "./keys.js";
import { followLinks, messageInAddress, show } from "./permalinks.js";
import { drawPeople } from "./people.js";
import { apply, isAtHome, me, openChannel, replace, state, update, watch } from "./state.js";
import { startOver } from "./start_over.js";
import { openSwitcher } from "./switcher.js";
import { speak } from "./texts.js";
import { makeThread } from "./thread.js";
import { makeTour } from "./tour/tour.js";
import { complain } from "./toasts.js";

const peopleBar = document.getElementById("people");
const heading = document.querySelector("h1");
const conversationPane = document.getElementById("conversation");
const threadPane = document.getElementById("thread");
const tourPlace = document.getElementById("tour");
const smallScreen = matchMedia("(max-width: 760px)");
const noRoomForTwo = matchMedia("(max-width: 1020px)");
const RETRY_AFTER_MS = 1500;
let listening = { stop() {} };

const conversation = makeConversation(conversationPane, {
  openPeople: () => showPeople(true),
  openTab,
  // Where the thread would cover what is being written, it does not open by itself.
  typed: () => noRoomForTwo.matches && update({ awaiting: null }),
  tourOffered: () => !tour.isOn() && tour.begin,
});
const thread = makeThread(threadPane, { covers: () => noRoomForTwo.matches });
const tour = makeTour(tourPlace, { become, visit, openTab });
const panelPlace = document.getElementById("traffic");
let panel = null; // loaded when it is first opened: most people never do
const tools = { tour: aside(tour.begin), reset: aside(startOver), traffic: aside(togglePanel) };

/** Take a person's place: their language, their conversations, their drafts. */
async function become(id, channel, tab = state.tab) {
  showPeople(false);
  const first = await fetchSeat(id, channel);
  await speak(first.people.find((one) => one.id === first.person).locale);
  listening.stop();
  leaveBehind({ unread: new Set(), tab });
  replace(first);
  listening = follow(first.person);
  arrive();
}

/** The first place that there is: that one, the person's own where a guest sees no channel, anybody's. */
async function fetchSeat(id, channel) {
  const seats = [[id, channel], ...(channel ? [[id, null]] : []), ...(id ? [[null, null]] : [])];
  for (const [person, place] of seats) {
    const found = await fetchState(person, place).catch((failed) => {
      if (failed.status !== 404) throw failed;
    });
    if (found) return found;
  }
  throw new Error("nobody is there");
}

/** Fetch anew what is open; where it is no longer the person's, or the person is gone, the next place that there is. */
async function sitAgain() {
  const { life } = state;
  try {
    await listening.catchUp();
    if (state.life !== life) await become(state.person, null);
  } catch (failed) {
    // Where the server is gone, `lost` says so, and the line opens again.
    if (failed.status === 404) await become(state.person, null).catch(() => {});
  }
}

/** Open one of the two pages with the bot. */
function openTab(tab) {
  const unread = new Set([...state.unread].filter((channel) => channel !== state.channel));
  update({ tab, thread: null, awaiting: null, ...(tab === "messages" && { unread }) });
  arrive();
}

/** Open another of the person's conversations. */
async function visit(channel) {
  showPeople(false);
  if (channel === state.channel) return;
  try {
    await listening.catchUp(channel);
    if (channel === state.channel) arrive();
  } catch {
    complain("page.error.unsent");
  }
}

/** What belongs to one conversation is not taken to the next. */
function leaveBehind(more = {}) {
  update({ thread: null, awaiting: null, editing: null, uninvited: null, ...more });
}

/** The address says where one is; the bot hears of whoever comes to its direct messages or its page. */
function arrive() {
  const here = openChannel() ? { channel: state.channel } : isAtHome() && { tab: "home" };
  history.replaceState(null, "", `?${new URLSearchParams({ person: state.person, ...here })}`);
  if (!openChannel()) post(isAtHome() ? "home" : "open", { person: state.person });
}

/** Go to a message that something leads to. */
async function goTo({ channel, ts }) {
  if (isAtHome()) openTab("messages");
  await visit(channel);
  show(ts);
}

async function change(id) {
  try {
    await become(id);
    beginHere();
  } catch {
    complain("page.error.unsent");
  }
}

function beginHere() {
  const toRead = isAtHome() ? "home" : openChannel()?.read_only && "messages";
  if (toRead) document.getElementById(toRead).focus({ focusVisible: false });
  else conversation.composer.focus();
}

/** Open a conversation by the keyboard, which begins in it. */
async function enter(channel) {
  await visit(channel);
  beginHere();
}

/** To the conversation that is so many below in the side bar; nowhere where there is none. */
function step(by) {
  const at = state.conversations.findIndex(({ id }) => id === state.channel);
  const to = state.conversations[at + by];
  if (to) enter(to.id);
}

/** Keep up with what happens. What comes while the state is being fetched is taken after it. */
function follow(person) {
  let waiting = null;
  let asked = 0; // the last question alone is answered
  let last = null; // that answer, to come
  let where = state.channel; // which it is about: a line that opens late does not call one back
  const ask = async (channel) => {
    const question = ++asked;
    where = channel;
    waiting ??= [];
    try {
      const now = await fetchState(person, channel);
      if (question !== asked) return asked < 0 ? null : last;
      if (channel !== state.channel) leaveBehind();
      replace(now);
    } finally {
      if (question === asked) {
        const missed = waiting;
        waiting = null;
        missed.forEach(take);
        where = state.channel;
      }
    }
  };
  const catchUp = (channel = where) => (last = ask(channel));
  const stop = listen(person, {
    opened: sitAgain,
    happened: (event) => (waiting ? waiting.push(event) : take(event)),
    lost: () => update({ reachable: false }),
  });
  return {
    catchUp,
    stop() {
      asked = -1;
      waiting = [];
      stop();
    },
  };
}

function take(event) {
  if (event.type === "notice") complain(event.text_key);
  else if (event.type === "reload") sitAgain();
  else apply(event);
}

async function togglePanel() {
  const { makeTraffic } = await import("./panel/panel.js");
  panel ??= makeTraffic(panelPlace);
  panel.toggle();
}

/** On a small screen, the side bar goes when something of it is used. */
function aside(use) {
  return () => {
    showPeople(false);
    use();
  };
}

function showPeople(shown) {
  document.body.classList.toggle("people-open", shown);
  if (state.bot) yieldFocus();
  if (shown) peopleBar.querySelector("button")?.focus();
}

/** What lies under something else cannot be reached. */
function yieldFocus() {
  const peopleOpen = smallScreen.matches && document.body.classList.contains("people-open");
  peopleBar.inert = smallScreen.matches && !peopleOpen;
  threadPane.inert = peopleOpen;
  tourPlace.inert = peopleOpen;
  conversationPane.inert = peopleOpen || (noRoomForTwo.matches && Boolean(state.thread));
}

function draw() {
  document.title = heading.textContent = `${state.bot.name} · ${me().name}`;
  drawPeople(peopleBar, { choose: change, visit, close: () => showPeople(false), tools });
  document.body.classList.toggle("thread-open", Boolean(state.thread));
  yieldFocus();
  conversation.draw();
  thread.draw();
  drawForm();
  tour.draw();
  panel?.draw();
}

async function start() {
  try {
    const asked = new URLSearchParams(location.search);
    const message = messageInAddress(location);
    await become(asked.get("person"), asked.get("channel"), asked.get("tab") ?? "messages");
    if (message) await goTo(message);
  } catch {
    setTimeout(start, RETRY_AFTER_MS);
  }
}

watch(draw);
followLinks(goTo);
followKeys({ choose: () => openSwitcher({ visit: enter, become: change }), explain: openKeyboardHelp, step });
document.getElementById("toasts").showPopover();
smallScreen.addEventListener("change", yieldFocus);
noRoomForTwo.addEventListener("change", yieldFocus);
addEventListener("keydown", (event) => event.key === "Escape" && showPeople(false));
await start();
beginHere();
