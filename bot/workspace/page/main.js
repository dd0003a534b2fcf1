/** Where the page starts: whose place one takes, and what is drawn when something happens. */

import { makeConversation } from "./conversation.js";
import { fetchState, listen, post } from "./net.js";
import { drawForm } from "./form.js";
import { drawPeople } from "./people.js";
import { apply, me, openChannel, replace, state, update, watch } from "./state.js";
import { speak } from "./texts.js";
import { makeThread } from "./thread.js";
import { complain } from "./toasts.js";

const peopleBar = document.getElementById("people");
const conversationPane = document.getElementById("conversation");
const threadPane = document.getElementById("thread");
const smallScreen = matchMedia("(max-width: 760px)");
const noRoomForTwo = matchMedia("(max-width: 1020px)");
const RETRY_AFTER_MS = 1500;
let listening = { stop() {} };

const conversation = makeConversation(conversationPane, {
  openPeople: () => showPeople(true),
  // Where the thread would cover what is being written, it does not open by itself.
  typed: () => noRoomForTwo.matches && update({ awaiting: null }),
});
const thread = makeThread(threadPane, { covers: () => noRoomForTwo.matches });

/** Take a person's place: their language, their conversations, their drafts. */
async function become(id, channel) {
  showPeople(false);
  // A guest who took somebody's place in a channel sees no channel.
  const first = await fetchState(id, channel).catch((failed) => (channel ? fetchState(id) : Promise.reject(failed)));
  const person = first.person;
  await speak(first.people.find((one) => one.id === person).locale);
  listening.stop();
  leaveBehind({ unread: new Set() });
  replace(first);
  listening = follow(person);
  arrive();
}

/** Open another of the person's conversations. */
async function visit(channel) {
  showPeople(false);
  if (channel === state.channel) return;
  try {
    await listening.catchUp(channel);
    arrive();
  } catch {
    complain("page.error.unsent");
  }
}

/** What belongs to one conversation is not taken to the next. */
function leaveBehind(more = {}) {
  update({ thread: null, awaiting: null, editing: null, ...more });
}

/** The address says where one is; the bot hears of whoever comes to its direct messages. */
function arrive() {
  const where = { person: state.person, ...(openChannel() && { channel: state.channel }) };
  history.replaceState(null, "", `?${new URLSearchParams(where)}`);
  if (!openChannel()) post("open", { person: state.person });
}

async function change(id) {
  try {
    await become(id);
    conversation.composer.focus();
  } catch {
    complain("page.error.unsent");
  }
}

/** Keep up with what happens. What comes while the state is being fetched is taken after it. */
function follow(person) {
  let waiting = null;
  let asked = 0; // the last question alone is answered
  const catchUp = async (channel) => {
    const question = ++asked;
    waiting ??= [];
    try {
      const now = await fetchState(person, channel);
      if (question !== asked) return;
      if (channel !== state.channel) leaveBehind();
      replace(now);
    } finally {
      if (question === asked) {
        const missed = waiting;
        waiting = null;
        missed.forEach(take);
      }
    }
  };
  const stop = listen(person, {
    // Where the server is gone again, `lost` says so, and `opened` comes again.
    opened: () => catchUp(state.channel).catch(() => {}),
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
  else apply(event);
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
  conversationPane.inert = peopleOpen || (noRoomForTwo.matches && Boolean(state.thread));
}

function draw() {
  document.title = `${state.bot.name} · ${me().name}`;
  drawPeople(peopleBar, { choose: change, visit, close: () => showPeople(false) });
  document.body.classList.toggle("thread-open", Boolean(state.thread));
  yieldFocus();
  conversation.draw();
  thread.draw();
  drawForm();
}

async function start() {
  try {
    const asked = new URLSearchParams(location.search);
    await become(asked.get("person"), asked.get("channel"));
  } catch {
    setTimeout(start, RETRY_AFTER_MS);
  }
}

watch(draw);
smallScreen.addEventListener("change", yieldFocus);
noRoomForTwo.addEventListener("change", yieldFocus);
addEventListener("keydown", (event) => event.key === "Escape" && showPeople(false));
await start();
conversation.composer.focus();
