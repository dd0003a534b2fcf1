/** What a developer calls the trouble that calls of the bot can meet. */

import { say } from "../texts.js";

/** By the name that the server has for it. */
export const FAULTS = {
  delay: () => say("page.faults.delay"),
  rate_limited: () => say("page.faults.rate-limited"),
  server_error: () => say("page.faults.server-error"),
  error: () => say("page.faults.error"),
  drop_before: () => say("page.faults.drop-before"),
  drop_after: () => say("page.faults.drop-after"),
};

/** A method as it is called in a list of them. */
export function nameMethod(method) {
  return method === "*" ? say("page.faults.any-method") : method;
}

/** What the next calls of a method meet, and how many of them. */
export function nameCalls({ method, left, delay, status, retry_after, error, drop }) {
  return [
    delay > 0 && `${FAULTS.delay()}: ${delay} s`,
    drop && FAULTS[`drop_${drop}`](),
    status === 429 && `${FAULTS.rate_limited()}, Retry-After: ${retry_after} s`,
    status >= 500 && FAULTS.server_error(),
    error && `${FAULTS.error()}: ${error}`,
    nameMethod(method),
    say("page.faults.left", { count: left }),
  ]
    .filter(Boolean)
    .join(" · ");
}
