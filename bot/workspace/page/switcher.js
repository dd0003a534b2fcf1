/** The way to another conversation, or to another person's place, by a few letters of its name. */

import { avatar } from "./avatar.js";
import { bare } from "./completion.js";
import { openDialog } from "./dialog.js";
import { h, icon } from "./dom.js";
import { COMMAND } from "./keys.js";
import { badge } from "./message.js";
import { unreadMark } from "./people.js";
import { state } from "./state.js";
import { say } from "./texts.js";

const LIST = "switcher-list";

/** Ask where to; `visit(id)` opens a conversation, `become(id)` takes a person's place. */
export function openSwitcher({ visit, become }) {
  const label = { "aria-label": say("page.switcher") };
  const combines = { role: "combobox", "aria-autocomplete": "list", "aria-controls": LIST, autocomplete: "off" };
  const input = h("input", { class: "input", placeholder: say("page.switcher.hint"), ...combines, ...label });
  const list = h("div", { id: LIST, class: "switcher-list", role: "listbox", ...label });
  const none = h("p", { class: "switcher-none", role: "status" });
  const its = { input, list, none, places: [...conversations(visit), ...others(become)], found: [], at: 0 };
  const foot = h("p", { class: "switcher-foot" }, say("page.switcher.keys", { keys: `${COMMAND}+/` }));
  const dialog = openDialog({ class: "switcher", closedby: "any", ...label }, input, list, none, foot);
  its.take = (place) => {
    dialog.close();
    place.go();
  };
  input.addEventListener("input", () => look(its));
  input.addEventListener("keydown", (event) => steer(its, event));
  look(its);
  input.focus();
}

/** `{group, name, go(), draw()}` each: what is found, and where it leads. */
function conversations(visit) {
  return state.conversations.map(({ id, is_channel, is_private, name }) => ({
    group: say("page.switcher.conversations"),
    name: is_channel ? name : state.bot.name,
    go: () => visit(id),
    draw: () => [
      is_channel ? icon(is_private ? "lock" : "channel") : avatar(state.bot.user_id),
      h("span", { class: "switcher-name" }, is_channel ? name : state.bot.name, !is_channel && badge()),
      unreadMark(id),
    ],
  }));
}

function others(become) {
  return state.people.filter(({ id }) => id !== state.person).map(({ id, name, title }) => ({
    group: say("page.people"),
    name,
    go: () => become(id),
    draw: () => [avatar(id), h("span", { class: "switcher-name" }, name, h("span", { class: "switcher-title" }, title))],
  }));
}

function look(its) {
  const wanted = bare(its.input.value.trim().replace(/^[#@]/, ""));
  its.found = its.places.filter(({ name }) => bare(name).includes(wanted));
  its.at = 0;
  const groups = [...new Set(its.found.map(({ group }) => group))];
  its.list.replaceChildren(...groups.map((group) => drawGroup(its, group)));
  its.none.textContent = its.found.length ? "" : say("page.switcher.none");
  its.input.setAttribute("aria-expanded", String(its.found.length > 0));
  point(its);
}

function drawGroup(its, group) {
  const places = its.found.filter((place) => place.group === group);
  const heading = h("div", { class: "switcher-group", "aria-hidden": "true" }, group);
  return h("div", { role: "group", "aria-label": group }, heading, places.map((place) => drawPlace(its, place)));
}

function drawPlace(its, place) {
  const id = idOf(its.found.indexOf(place));
  const attributes = { id, class: "menu-item switcher-item", role: "option", "aria-selected": "false" };
  return h("div", { ...attributes, onclick: () => its.take(place) }, place.draw());
}

/** Show which one Enter takes. */
function point({ input, list, found, at }) {
  list.querySelectorAll("[role=option]").forEach((item) => item.setAttribute("aria-selected", String(item.id === idOf(at))));
  if (!found.length) return input.removeAttribute("aria-activedescendant");
  input.setAttribute("aria-activedescendant", idOf(at));
  document.getElementById(idOf(at)).scrollIntoView({ block: "nearest" });
}

function steer(its, event) {
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.isComposing || !its.found.length) return;
  if (event.key in moves) {
    its.at = (its.at + moves[event.key] + its.found.length) % its.found.length;
    point(its);
  } else if (event.key === "Enter") its.take(its.found[its.at]);
  else return;
  event.preventDefault();
}

function idOf(number) {
  return `${LIST}-${number}`;
}
