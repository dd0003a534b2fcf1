/** How far one step of the tour has come: what has been noticed of it, and what its card shows. */

import { isAtHome, state } from "../state.js";
import { findButton } from "./points.js";

/** Whether one is in that place: as that person, in that channel, in the direct messages or on their own page. */
export function isSeated({ person, channel, atHome = false }) {
  return state.person === person && state.channel === (channel ?? directMessages()) && isAtHome() === atHome;
}

/** Whether what the step is about is a thread of the direct messages. */
export function isInThread({ seat }) {
  return !seat.channel && !seat.atHome;
}

/** The id of the direct messages with the bot. */
export function directMessages() {
  return state.conversations[0].id;
}

/** The ts of the message that the step is about, once there is one. */
export function messageOf(memory, step) {
  return memory.found[step.about ?? step.name];
}

/** See what has happened since; once seen, it stays so. Answers whether what there is to look at has just come. */
export function notice(memory, step, pressed) {
  const { name, seat, finds, use } = step;
  if (!seat || !isSeated(seat)) return false;
  if (!messageOf(memory, step) && finds && (!use || memory.acted.includes(name))) memory.found[name] = finds();
  const about = messageOf(memory, step);
  const hasCome = Boolean(about) && !memory.came.includes(name) && step.came(about);
  if (hasCome) memory.came.push(name);
  if (hasCome && step.isOver?.(about)) memory.over.push(name);
  if (memory.came.includes(name)) tick(memory, step, about, pressed);
  return hasCome;
}

function tick(memory, { name, tasks = [] }, about, pressed) {
  tasks.forEach(({ press, seen }, number) => {
    const task = `${name}/${number}`;
    if (!memory.ticked.includes(task) && seen(about, pressed.has(press))) memory.ticked.push(task);
  });
}

/** What the card shows of a step; `say` speaks the tour's language. */
export function viewOf(memory, step, say) {
  const { title, text, more, tips } = step;
  const came = memory.came.includes(step.name);
  const instead = insteadOf(memory, step, say);
  const tasks = came && !instead ? tasksOf(memory, step) : [];
  return {
    ...{ title, text, more, tips, tasks },
    folded: memory.folded,
    look: instead ?? (came ? step.look : null),
    waiting: isWaiting(memory, step) && !instead ? say("page.tour.waiting", { name: state.bot.name }) : null,
    button: buttonOf(memory, step, say),
    isDone: came && tasks.every(({ ticked }) => ticked),
  };
}

/** What is to be marked on the page: the next button to press, and what to look at. */
export function marksOf(memory, step) {
  const isShown = !step.seat || (isSeated(step.seat) && memory.came.includes(step.name));
  if (!isShown) return {};
  const { press } = tasksOf(memory, step).find((task) => task.press && !task.ticked) ?? {};
  return { press: press && findButton(press), look: step.at && document.querySelector(step.at) };
}

function tasksOf(memory, { name, tasks = [] }) {
  return tasks.map(({ press, words }, number) => {
    const ticked = memory.ticked.includes(`${name}/${number}`);
    const button = press && !ticked && findButton(press);
    if (button) memory.labels[press] = button.textContent;
    return { press, words: words(memory.labels[press]), ticked, there: Boolean(button) };
  });
}

/** The bot has been asked and has not answered. */
function isWaiting({ acted, came }, { name, use }) {
  return use && acted.includes(name) && !came.includes(name);
}

/** What is said where there is nothing to look at or to do; null where there is. */
function insteadOf(memory, step, say) {
  const isLooking = step.finds && !step.use && isSeated(step.seat);
  if (memory.over.includes(step.about ?? step.name)) return step.over;
  if (messageOf(memory, step)) return null;
  if (step.about || isLooking) return say("page.tour.skipped");
  return (memory.acted.includes(step.name) && step.byHand) || null;
}

/** What the tour offers to do: the step's deed, or the way back to what came of it. */
function buttonOf(memory, step, say) {
  const about = messageOf(memory, step);
  const [acted, came] = [memory.acted.includes(step.name), memory.came.includes(step.name)];
  if (!step.seat || (step.about && !about)) return null;
  if (step.use && !acted) return step.button;
  const isThere = !isInThread(step) || !about || !(came || !step.use) || state.thread === about;
  if (isSeated(step.seat) && isThere) return null;
  return acted || came ? say("page.tour.there") : step.button;
}
