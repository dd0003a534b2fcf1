/** The tour: what to try, in order, in whose place, and what to look at. It goes on after a change of person and a reload. */

import { isAtHome, me, state, update } from "../state.js";
import { speaker } from "../texts.js";
import { complain } from "../toasts.js";
import { makeCard } from "./card.js";
import { keep, recall } from "./memory.js";
import { goToButton, pointAt } from "./points.js";
import { directMessages, isInThread, marksOf, messageOf, notice, viewOf } from "./progress.js";
import { stepsOf } from "./steps.js";

/** Build the tour in its place; answers what begins it, what draws it, and whether it is under way. */
export function makeTour(place, seats) {
  const tour = { place, memory: null, steps: [], say: null, pressed: new Set(), busy: false };
  const drawCard = makeCard(place, {
    act: () => act(tour, seats),
    go: (by) => go(tour, by),
    fold: () => change(tour, { folded: !tour.memory.folded }),
    reach: goToButton,
    end: () => end(tour),
  });
  document.addEventListener("click", ({ target }) => noteUse(tour, target), { capture: true });
  const before = recall();
  if (before) speakAs(tour, before);
  return { isOn: () => Boolean(tour.memory), begin: () => begin(tour), draw: () => draw(tour, drawCard) };
}

function draw(tour, drawCard) {
  const { place, memory, steps, say } = tour;
  place.hidden = !memory;
  document.body.classList.toggle("touring", Boolean(memory));
  if (!memory) return pointAt({});
  if (memory.life !== state.life) return forget(tour); // nothing of what was done is there any more
  place.lang = memory.language;
  place.dataset.step = steps[memory.step].name;
  const step = steps[memory.step];
  const hasCome = notice(memory, step, tour.pressed);
  const view = viewOf(memory, step, say);
  drawCard({ ...view, busy: tour.busy, number: memory.step + 1, count: steps.length }, say);
  const marks = marksOf(memory, step);
  pointAt(marks);
  if (hasCome) marks.look?.scrollIntoView({ block: "nearest" });
  keep(memory);
}

async function begin(tour) {
  if (tour.memory) change(tour, { folded: false });
  else {
    const language = me().locale.toLowerCase().startsWith("fr") ? "fr" : "en";
    const nothing = { step: 0, folded: false, acted: [], found: {}, came: [], over: [], ticked: [], labels: {} };
    await speakAs(tour, { language, life: state.life, ...nothing });
  }
  queueMicrotask(() => tour.place.querySelector('[data-focus="next"]')?.focus());
}

/** The tour speaks one language to its end, whoever's place is taken on the way. */
async function speakAs(tour, memory) {
  try {
    tour.say = await speaker(memory.language);
  } catch {
    return complain("page.error.unsent");
  }
  tour.steps = stepsOf(tour.say, memory.language);
  tour.memory = memory;
  if (state.person) update();
}

function change(tour, changes) {
  Object.assign(tour.memory, changes);
  update();
}

function go(tour, by) {
  tour.pressed.clear();
  change(tour, { step: tour.memory.step + by });
}

function end(tour) {
  forget(tour);
  const begins = document.querySelector('#people [data-focus="tour"]');
  const isSeen = begins.checkVisibility({ visibilityProperty: true });
  (isSeen ? begins : document.querySelector("#conversation [data-composer]")).focus();
}

function forget(tour) {
  tour.memory = null;
  keep(null);
  update();
}

/** What the person pressed in this step; whether it came to anything, the state says. */
function noteUse(tour, target) {
  const { focus } = target.closest?.("[data-focus]")?.dataset ?? {};
  if (focus) tour.pressed.add(focus);
}

/** Do for the person what the step's button says. */
async function act(tour, seats) {
  if (tour.busy) return;
  const { memory, steps } = tour;
  const step = steps[memory.step];
  tour.busy = true;
  update();
  try {
    await sit(step.seat, seats);
    document.querySelector('#people [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
    const about = messageOf(memory, step);
    if (about && isInThread(step)) update({ thread: about });
    const done = step.use && !memory.acted.includes(step.name) ? await step.use(about) : {};
    if (!done) return;
    memory.acted.push(step.name);
    if (done.ts) memory.found[step.about ?? step.name] = done.ts;
  } catch {
    complain("page.error.unsent");
  } finally {
    tour.busy = false;
    update();
  }
}

/** Take that place, unless one has it. */
async function sit({ person, channel, atHome = false }, { become, visit, openTab }) {
  const tab = atHome ? "home" : "messages";
  if (state.person !== person) return become(person, channel ?? null, tab);
  await visit(channel ?? directMessages());
  if (!channel && state.tab !== tab) openTab(tab);
}
