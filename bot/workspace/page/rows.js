/** Lists that are drawn again and again: what has not changed stays as it is, with its focus and its place. */

import { findFocus } from "./dom.js";

const drawn = new WeakMap();

/**
 * Bring a list up to date with `rows`, each `{key, signature, draw}`; a row is drawn when its signature changed.
 * The list follows its last row while that one is on screen.
 */
export function drawRows(list, rows, { toEnd = false } = {}) {
  const follows = toEnd || sees(list, list.lastElementChild);
  const before = new Map([...list.children].map((element) => [element.dataset.key, element]));
  let changed = false;
  const elements = rows.map((row) => {
    const old = before.get(row.key);
    if (old && drawn.get(old) === row.signature) return old;
    changed = true;
    return redraw(row, old);
  });
  const kept = new Set(elements);
  for (const element of before.values()) if (!kept.has(element)) element.remove();
  elements.forEach((element, number) => {
    if (list.children[number] !== element) list.insertBefore(element, list.children[number] ?? null);
  });
  if (changed && follows) showEnd(list);
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

function sees(list, element) {
  if (!element) return true;
  return element.getBoundingClientRect().top < list.getBoundingClientRect().bottom;
}

/** The last row, from its beginning when it is longer than the list is high: a verdict comes first. */
function showEnd(list) {
  const last = list.lastElementChild;
  if (last && last.offsetHeight > list.clientHeight) last.scrollIntoView({ block: "start" });
  else list.scrollTop = list.scrollHeight;
}
