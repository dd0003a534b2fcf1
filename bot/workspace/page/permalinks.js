/** Addresses of messages, `/#CHANNEL/p1700000000000100`: opened in the page itself. */

import { openThread, state } from "./state.js";

const MESSAGE = /^#([CD]\w+)\/p(\d+)(\d{6})$/;

/** The message that an address leads to, `{channel, ts}`; null when it leads to none of this workspace's. */
export function messageInAddress({ origin, pathname, hash }) {
  const [, channel, seconds, fraction] = MESSAGE.exec(hash) ?? [];
  const isHere = origin === location.origin && pathname === location.pathname;
  return channel && isHere ? { channel, ts: `${seconds}.${fraction}` } : null;
}

/** Have every link to a message open it here; `goTo({channel, ts})`. */
export function followLinks(goTo) {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const message = link && messageInAddress(link);
    if (!message || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goTo(message);
  });
}

/** Bring a message of the open conversation into sight and give it the keyboard; in its thread where it is an answer. */
export function show(ts) {
  const message = state.messages.get(ts);
  if (!message) return;
  if (message.thread_ts) openThread(message.thread_ts);
  const pane = message.thread_ts ? "#thread" : "#conversation";
  setTimeout(() => {
    const row = document.querySelector(`${pane} [data-key="${CSS.escape(ts)}"]`);
    row?.scrollIntoView({ block: "start" });
    row?.focus({ preventScroll: true });
  });
}
