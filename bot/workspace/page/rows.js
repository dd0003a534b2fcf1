/** Lists that are drawn again and again: what has not changed stays as it is, with its focus and its place. */

import { findFocus } from "./dom.js";

const drawn = new WeakMap();
const sights = new WeakMap(); // list -> one of these
const [AT_END, IN_SIGHT, AWAY] = ["at its end", "last row in sight", "elsewhere"];

/**
 * Bring a list up to date with `rows`, each `{key, signature, draw}`; a row is drawn when its signature changed.
 * The list follows its last row while that one is on screen, but for one that was longer than the list already: who
 * reads it stays where they are. To a new last row that is `mine`, it goes from wherever it is.
 */
export function drawRows(list, rows, { toEnd: isOpened = false } = {}) {
  watch(list);
  const before = new Map([...list.children].map((element) => [element.dataset.key, element]));
  const isReadInside = isLong(list, list.lastElementChild) && list.lastElementChild.dataset.key === rows.at(-1)?.key;
  const last = rows.at(-1);
  const toEnd = isOpened || Boolean(last?.mine && before.size && !before.has(last.key));
  const follows = toEnd || sights.get(list) !== AWAY;
  let changed = false;
  const elements = rows.map((row) => {
    const old = before.get(row.key);
    if (old && drawn.get(old) === row.signature) return old;
    changed = true;
    return redraw(row, old);
  });
  const kept = new Set(elements);
  for (const element of before.values()) if (!kept.has(element)) takeAway(element, kept);
  elements.forEach((element, number) => {
    if (list.children[number] !== element) list.insertBefore(element, list.children[number] ?? null);
  });
  if (changed && follows && (toEnd || !isReadInside)) showEnd(list);
  look(list);
}

/** A list that becomes lower (the box grows, something opens above or below) goes on showing its end. */
function watch(list) {
  if (sights.has(list)) return;
  sights.set(list, AT_END);
  list.addEventListener("scroll", () => look(list), { passive: true });
  const resized = new ResizeObserver(() => {
    if (!list.clientHeight) return; // it is not on the page now
    if (sights.get(list) === AT_END) list.scrollTop = list.scrollHeight;
    else if (sights.get(list) === IN_SIGHT && !sees(list, list.lastElementChild)) showEnd(list);
    look(list);
  });
  resized.observe(list);
}

/** Note how much of its end the list shows, for when there is less room. */
function look(list) {
  if (!list.clientHeight) return;
  const isAtEnd = list.scrollTop + list.clientHeight > list.scrollHeight - 2;
  sights.set(list, isAtEnd ? AT_END : sees(list, list.lastElementChild) ? IN_SIGHT : AWAY);
}

function redraw(row, old) {
  const element = row.draw();
  element.dataset.key = row.key;
  drawn.set(element, row.signature);
  if (old) {
    const focused = old.contains(document.activeElement) ? document.activeElement.dataset : null;
    old.replaceWith(element);
    if (focused) giveFocusBack(element, focused);
  }
  return element;
}

/** To the control that had it, or to the row: a person on the keyboard does not start over. */
function giveFocusBack(element, { focus = "", which }) {
  if (element.contains(document.activeElement)) return;
  (findFocus(element, focus, which) ?? element).focus({ preventScroll: true });
}

/** A row goes: the keyboard that was in it goes to the one that takes its place. */
function takeAway(element, kept) {
  const hadFocus = element.contains(document.activeElement);
  const heir = [element.nextElementSibling, element.previousElementSibling].find((row) => kept.has(row));
  element.remove();
  if (hadFocus) heir?.focus({ preventScroll: true });
}

function sees(list, element) {
  if (!element) return true;
  return element.getBoundingClientRect().top < list.getBoundingClientRect().bottom;
}

/** The last row, from its beginning when it is longer than the list is high: a verdict comes first. */
function showEnd(list) {
  const last = list.lastElementChild;
  if (isLong(list, last)) last.scrollIntoView({ block: "start" });
  else list.scrollTop = list.scrollHeight;
}

function isLong(list, row) {
  return Boolean(row) && row.offsetHeight > list.clientHeight;
}
