/** What there is with the bot: the page that it made for the person, and the messages. */

import { h } from "./dom.js";
import { unreadMark } from "./people.js";
import { state } from "./state.js";
import { say } from "./texts.js";

/** The tabs; `openTab(name)` opens one. The arrows go from one to the other. */
export function drawTabs(openTab) {
  const drawTab = (name, words, panel) => {
    const isOpen = state.tab === name;
    const attributes = { id: `tab-${name}`, type: "button", class: "tab", role: "tab", "aria-controls": panel };
    const how = { "aria-selected": String(isOpen), tabindex: isOpen ? 0 : -1, "data-focus": `tab-${name}` };
    const mark = name === "messages" && unreadMark(state.channel);
    return h("button", { ...attributes, ...how, onclick: () => openTab(name) }, words, mark);
  };
  const tabs = [drawTab("home", say("page.home"), "home"), drawTab("messages", say("page.messages"), "messages")];
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": state.bot.name }, tabs);
  list.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    const other = tabs.find((tab) => tab !== event.target);
    other.focus();
    other.click();
  });
  return list;
}
