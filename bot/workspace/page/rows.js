/** Lists that are drawn again and again: what has not changed stays as it is, with its focus and its place. */

import { findFocus } from "./dom.js";

const drawn = new WeakMap();

/**
 * Bring a list up to date with `rows`, each `{key, signature, draw}`; a row is drawn when its signature changed.
 * The list follows its last row while that one is on screen, but for one that was longer than the list already: who
 * reads it stays where they are.
 */
export function drawRows(list, rows, { toEnd = false } = {}) {
  const follows = toEnd || sees(list, list.lastElementChild);
  const before = new Map([...list.children].map((element) => [element.dataset.key, element]));
  const isReadInside = isLong(list, list.lastElementChild) && list.lastElementChild.dataset.key === rows.at(-1)?.key;
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
