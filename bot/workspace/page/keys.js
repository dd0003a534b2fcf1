/** What the keyboard does: everywhere on the page, and among the messages. */

import { pickReaction } from "./reactions.js";

const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
// Where F6 goes, in this order, and what gets the keyboard there.
const STOPS = [
  ["#people", '[aria-current="page"]'],
  ["#conversation", ":scope > .messages:not([hidden]), :scope > .home:not([hidden])"],
  ["#thread", ":scope > .messages"],
];
// What a key does with the message that has the keyboard: it uses the tool of that name, where the message has it.
const TOOLS = { r: "reply", Enter: "reply", e: "edit", Delete: "delete", Backspace: "delete", "+": "react" };
const SUMMARY = ".thread-summary"; // opens the thread where nobody may answer, too

/** The name of the key that goes with K: "Ctrl", or Apple's. */
export const COMMAND = isMac ? "⌘" : "Ctrl";

/** Hear of the keys that work everywhere; `ways` has a function for each: `choose()`, `explain()`, `step(by)`. */
export function followKeys(ways) {
  document.addEventListener("keydown", (event) => {
    const act = !event.isComposing && !isAsking() && wayOf(event, ways);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true }); // before a text box takes the arrow
}

/** Have the arrows go from message to message in a list, and its keys use the one that has the keyboard. */
export function steerMessages(list, composer, { isThread }) {
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const [row, key] = [event.target, event.key];
    const isDone = row === list ? enter(list, key) : isMessage(row) && steer(list, row, key, { composer, isThread });
    if (!isDone) return;
    event.preventDefault();
    event.stopPropagation();
  });
}

/** Something has to be answered, or chosen, first. */
function isAsking() {
  return document.querySelector("dialog[open], .menu") !== null;
}

function wayOf({ key, ctrlKey, metaKey, altKey, shiftKey }, { choose, explain, step }) {
  const [command, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey];
  if (command && !other && !altKey && !shiftKey && key.toLowerCase() === "k") return choose;
  if (command && !other && !altKey && key === "/") return explain; // on some keyboards with Shift
  if (altKey && !ctrlKey && !metaKey && !shiftKey && key === "ArrowUp") return () => step(-1);
  if (altKey && !ctrlKey && !metaKey && !shiftKey && key === "ArrowDown") return () => step(1);
  return key === "F6" && !ctrlKey && !altKey && !metaKey ? () => cycle(shiftKey ? -1 : 1) : null;
}

/** To the next of the places that can be reached. */
function cycle(by) {
  const stops = STOPS.map(([pane, stop]) => [document.querySelector(pane), stop]).filter(([pane]) => canBeReached(pane));
  const at = stops.findIndex(([pane]) => pane.contains(document.activeElement));
  const next = at < 0 ? (by > 0 ? 0 : stops.length - 1) : (at + by + stops.length) % stops.length;
  const [pane, stop] = stops[next];
  (pane.querySelector(stop) ?? pane.querySelector("button"))?.focus();
}

function canBeReached(pane) {
  return !pane.inert && pane.getClientRects().length > 0;
}

function isMessage(element) {
  return element.matches("article.message");
}

/** From the list to the messages in sight: up to the last of them, down to the first. */
function enter(list, key) {
  if (key !== "ArrowUp" && key !== "ArrowDown") return false;
  const { top, bottom } = list.getBoundingClientRect();
  const seen = messages(list).filter((row) => isBetween(row.getBoundingClientRect(), top, bottom));
  const row = key === "ArrowUp" ? seen.at(-1) : seen[0];
  if (row) give(row);
  return Boolean(row);
}

function isBetween(row, top, bottom) {
  return row.top < bottom && row.bottom > top;
}

function steer(list, row, key, { composer, isThread }) {
  if (key === "Escape") return act(() => composer.focus());
  const tool = TOOLS[key];
  if (!tool) return move(list, row, key);
  const button = findTool(row, tool);
  if (tool === "react" && button) return act(() => pickReaction(button, row.dataset.key, row));
  if (button) return act(() => button.click());
  return isThread && tool === "reply" && act(() => composer.focus());
}

function findTool(row, name) {
  const tool = row.querySelector(`.toolbar [data-focus="${name}"]`);
  return tool ?? (name === "reply" ? row.querySelector(SUMMARY) : null);
}

function act(does) {
  does();
  return true;
}

function move(list, row, key) {
  const rows = messages(list);
  const at = rows.indexOf(row);
  const to = { ArrowUp: rows[at - 1], ArrowDown: rows[at + 1], Home: rows[0], End: rows.at(-1) }[key];
  if (!to || goesOn(list, row, key)) return false; // the list scrolls
  give(to);
  return true;
}

/** Whether the message that is being read goes on out of sight, in that direction. */
function goesOn(list, row, key) {
  const [seen, whole] = [list, row].map((element) => element.getBoundingClientRect());
  return (key === "ArrowDown" && whole.bottom > seen.bottom + 1) || (key === "ArrowUp" && whole.top < seen.top - 1);
}

function give(row) {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

function messages(list) {
  return [...list.querySelectorAll(":scope > article")];
}
