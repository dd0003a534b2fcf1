/** Showing on the page what the tour speaks of: a button to press, a line to read. */

const MARKS = { press: "tour-press", look: "tour-look" };

/** The button with that action id that is on the page; the newest of several. */
export function findButton(action) {
  return [...document.querySelectorAll(`#content [data-focus="${CSS.escape(action)}"]`)].at(-1) ?? null;
}

/** Mark these and nothing else; null where there is nothing to mark. */
export function pointAt({ press, look }) {
  mark(MARKS.press, press);
  mark(MARKS.look, look);
}

/** Bring that button into sight and give it the keyboard. */
export function goToButton(action) {
  const button = findButton(action);
  button?.scrollIntoView({ block: "center" });
  button?.focus();
}

function mark(name, element) {
  for (const before of document.querySelectorAll(`.${name}`)) if (before !== element) before.classList.remove(name);
  element?.classList.add(name);
}
