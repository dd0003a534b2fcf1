/** Short notices in a corner: what was refused, and why. */

import { h, iconButton } from "./dom.js";
import { state } from "./state.js";
import { say } from "./texts.js";

const STAYS_MS = 10_000;

// The keys that the server answers with, each named here once.
const REASONS = {
  "page.error.too-long": () => say("page.error.too-long"),
  "page.error.empty": () => say("page.error.empty"),
  "page.error.command": () => say("page.error.command"),
  "page.error.read-only": () => say("page.error.read-only", { name: state.bot.name }),
  "page.error.invite": () => say("page.error.invite"),
  "page.error.shortcut-nobody": () => say("page.error.shortcut-nobody", { name: state.bot.name }),
  "page.error.shortcut-timeout": () => say("page.error.shortcut-timeout", { name: state.bot.name }),
  "page.error.command-in-thread": () => say("page.error.command-in-thread"),
  "page.error.command-timeout": () => say("page.error.command-timeout", { name: state.bot.name }),
  "page.error.command-nobody": () => say("page.error.command-nobody", { name: state.bot.name }),
  "page.error.file-too-large": () => say("page.error.file-too-large"),
  "page.error.gone": () => say("page.error.gone"),
  "page.error.unsent": () => say("page.error.unsent"),
  "page.error.no-reset": () => say("page.error.no-reset"),
  "page.faults.no-sockets": () => say("page.faults.no-sockets"),
  "page.faults.nothing-sent": () => say("page.faults.nothing-sent"),
  "page.form.gone": () => say("page.form.gone"),
  "page.form.trouble": () => say("page.form.trouble", { name: state.bot.name }),
  "page.notice.no-ack": () => say("page.notice.no-ack", { name: state.bot.name }),
};

/** Why something did not happen; `key` is one of the server's, another one is told in general words. */
export function reason(key) {
  return (REASONS[key] ?? (() => say("page.error.unknown")))();
}

/** Say why something did not happen. */
export function complain(key) {
  const words = reason(key);
  const toasts = document.querySelector("#toasts");
  [...toasts.children].find((shown) => shown.textContent === words)?.remove(); // said once, however often it happens
  const toast = h("div", { class: "toast" }, h("span", {}, words));
  toast.append(iconButton("close", say("page.close"), () => toast.remove()));
  toasts.append(toast);
  toasts.hidePopover(); // shown again, it is above a dialog that was opened since
  toasts.showPopover();
  setTimeout(() => toast.remove(), STAYS_MS);
}
