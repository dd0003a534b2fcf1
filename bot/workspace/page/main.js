/** Where the page starts: whose place one takes, and what is drawn when something happens. */

import { makeConversation } from "./conversation.js";
import { fetchState, listen, post } from "./net.js";
import { drawPeople } from "./people.js";
import { apply, me, replace, state, update, watch } from "./state.js";
import { speak } from "./texts.js";
import { makeThread } from "./thread.js";
import { complain } from "./toasts.js";

const peopleBar = document.getElementById("people");
const conversationPane = document.getElementById("conversation");
const threadPane = document.getElementById("thread");
const smallScreen = matchMedia("(max-width: 760px)");
const noRoomForTwo = matchMedia("(max-width: 1020px)");
const RETRY_AFTER_MS = 1500;
let stopListening = () => {};

const conversation = makeConversation(conversationPane, {
  openPeople: () => showPeople(true),
  // Where the thread would cover what is being written, it does not open by itself.
  typed: () => noRoomForTwo.matches && update({ awaiting: null }),
});
const thread = makeThread(threadPane, { covers: () => noRoomForTwo.matches });

/** Take a person's place: their language, their conversation, their drafts. */
async function become(id) {
  showPeople(false);
  const first = await fetchState(id);
  const person = first.person;
  await speak(first.people.find((one) => one.id === person).locale);
  stopListening();
  history.replaceState(null, "", `?person=${encodeURIComponent(person)}`);
  update({ thread: null, awaiting: null, editing: null });
  replace(first);
  stopListening = follow(person);
  post("open", { person });
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
  let over = false;
  const stop = listen(person, {
    async opened() {
      waiting = [];
      try {
        const now = await fetchState(person);
        if (!over) replace(now);
      } catch {
        return; // the server is gone again: `lost` says so, and `opened` comes again
      }
      const missed = waiting ?? [];
      waiting = null;
      if (!over) missed.forEach(take);
    },
    happened: (event) => (waiting ? waiting.push(event) : take(event)),
    lost: () => update({ reachable: false }),
  });
  return () => {
    over = true;
    stop();
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
  drawPeople(peopleBar, { choose: change, close: () => showPeople(false) });
  document.body.classList.toggle("thread-open", Boolean(state.thread));
  yieldFocus();
  conversation.draw();
  thread.draw();
}

async function start() {
  try {
    await become(new URLSearchParams(location.search).get("person"));
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
