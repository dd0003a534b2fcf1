/** How far the tour has come, kept for as long as the tab is open. */

const KEPT = "vigie.tour";

/** What was kept; null when there is no tour. */
export function recall() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null; // the browser keeps nothing, or something else wrote there
  }
}

/** Keep it; null forgets it. */
export function keep(memory) {
  try {
    if (memory) sessionStorage.setItem(KEPT, JSON.stringify(memory));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // the tour goes on, until the page is loaded again
  }
}
