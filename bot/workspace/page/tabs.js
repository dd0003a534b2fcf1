/** Tabs: what there is with the bot (the page that it made for the person, and the messages), or in a panel. */

import { h } from "./dom.js";
import { unreadMark } from "./people.js";
import { state } from "./state.js";
import { say } from "./texts.js";

/** The tabs with the bot; `openTab(name)` opens one. */
export function drawTabs(openTab) {
  const tab = (name, words, panel) =>
    drawTab({ name, panel, isOpen: state.tab === name, open: () => openTab(name) }, words);
  const messages = [say("page.messages"), unreadMark(state.channel)];
  return drawTabList(state.bot.name, [tab("home", say("page.home"), "home"), tab("messages", messages, "messages")]);
}

/** One tab, which opens the element whose id is `panel`. */
export function drawTab({ name, panel, isOpen, open }, words) {
  const attributes = { id: `tab-${name}`, type: "button", class: "tab", role: "tab", "aria-controls": panel };
  const how = { "aria-selected": String(isOpen), tabindex: isOpen ? 0 : -1, "data-focus": `tab-${name}` };
  return h("button", { ...attributes, ...how, onclick: open }, words);
}

/** Two tabs side by side. The arrows go from one to the other. */
export function drawTabList(label, tabs) {
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": label }, tabs);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = tabs.find((tab) => tab !== event.target);
    other.focus();
    other.click();
  });
  return list;
}
