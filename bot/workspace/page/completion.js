/** What may follow what is being typed: a command after a slash, a name after an at sign. */

import { h } from "./dom.js";
import { state } from "./state.js";
import { say } from "./texts.js";

const MOST = 8;
const COMMAND = /^(\/\S*)$/;
const NAME = /(?:^|[\s(])@([\p{L}'’.-]*(?: [\p{L}'’.-]+)*)$/u;
let count = 0;

/** The list over a text box; `commands()` says whether there may be a command. Built before the box hears of Enter. */
export function completing(area, { commands }) {
  const id = `completion-${++count}`;
  const list = h("ul", { id, class: "completion", role: "listbox", hidden: true });
  const its = { area, list, commands, found: [], at: 0 };
  area.setAttribute("aria-autocomplete", "list");
  area.setAttribute("aria-controls", id);
  area.addEventListener("input", () => look(its));
  area.addEventListener("blur", () => close(its));
  area.addEventListener("keydown", (event) => steer(its, event));
  return list;
}

function look(its) {
  const before = its.area.value.slice(0, its.area.selectionEnd);
  its.found = its.area === document.activeElement ? suggestions(before, its.commands()) : [];
  its.at = 0;
  draw(its);
}

/** `{words, from, text}` each: what is shown, and the text that takes the place of what was typed from there on. */
function suggestions(before, mayCommand) {
  const [, command] = (mayCommand && COMMAND.exec(before)) || [];
  if (command) {
    const found = state.commands.filter((each) => each.startsWith(command));
    return found.includes(command) ? [] : found.map((each) => ({ words: each, from: 0, text: `${each} ` }));
  }
  const [, typed] = NAME.exec(before) ?? [];
  if (typed === undefined) return [];
  const names = [state.bot.name, ...state.people.map(({ name }) => name)].filter((name) => answersTo(name, typed));
  const from = before.length - typed.length - 1;
  return names.slice(0, MOST).map((name) => ({ words: `@${name}`, from, text: `@${name} ` }));
}

/** Whether a name, or one of its words, begins so: with or without accents and capitals. */
function answersTo(name, typed) {
  const [whole, wanted] = [name, typed].map(bare);
  return whole !== wanted && (whole.startsWith(wanted) || whole.split(" ").some((word) => word.startsWith(wanted)));
}

/** A name as people look for it: without accents and capitals. */
export function bare(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function draw(its) {
  const { list, area, found } = its;
  list.hidden = !found.length;
  list.setAttribute("aria-label", say("page.suggestions"));
  list.replaceChildren(...found.map(({ words }, number) => item(its, words, number)));
  if (found.length) area.setAttribute("aria-activedescendant", `${list.id}-${its.at}`);
  else area.removeAttribute("aria-activedescendant");
}

function item(its, words, number) {
  const attributes = { id: `${its.list.id}-${number}`, class: "menu-item", role: "option" };
  const element = h("li", { ...attributes, "aria-selected": String(number === its.at) }, words);
  element.addEventListener("pointerdown", (event) => {
    event.preventDefault(); // the box keeps the keyboard
    take(its, number);
  });
  return element;
}

function steer(its, event) {
  if (!its.found.length || event.isComposing) return;
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in moves) {
    its.at = (its.at + moves[event.key] + its.found.length) % its.found.length;
    draw(its);
  } else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") take(its, its.at);
  else if (event.key === "Escape") close(its);
  else return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

function take(its, number) {
  const { from, text } = its.found[number];
  its.area.setRangeText(text, from, its.area.selectionEnd, "end");
  its.area.dispatchEvent(new Event("input"));
  close(its);
}

function close(its) {
  its.found = [];
  draw(its);
}
