/** The exchanges with the bot: the newest at the end, and beside them what was said in the one that is chosen. */

import { h, icon, refill } from "../dom.js";
import { post } from "../net.js";
import { drawRows } from "../rows.js";
import { say } from "../texts.js";
import { complain } from "../toasts.js";
import { drawExchange, drawOutcome, nameDirection, timeInFull } from "./exchange.js";

const SLOW_MS = 3000; // as long as Slack waits for an acknowledgement
const MOVES = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/**
 * Build the list; answers its element, what draws it, `take(news)` of the server, and `turnAway()`, which closes
 * what is open in it and says whether anything was.
 */
export function makeExchanges() {
  // `paused` is what was there when the developer stopped the list; null while it runs.
  const view = { all: [], most: Infinity, paused: null, chosen: null, words: "", direction: "" };
  const toolbar = h("div", { class: "panel-toolbar" });
  const rows = h("div", { class: "exchange-rows", role: "rowgroup" });
  const list = h("div", { class: "exchange-list", role: "grid" });
  const none = h("p", { class: "panel-none" });
  const detail = h("section", { class: "exchange-detail" });
  const element = h("div", { class: "exchanges" }, toolbar, list, none, detail);
  const draw = () => {
    const found = shown(view);
    const chosen = found.find(({ id }) => id === view.chosen);
    refill(toolbar, language(), () => drawToolbar(view, draw));
    toolbar.querySelector("output").textContent = say("page.traffic.count", { shown: found.length, all: view.all.length });
    list.setAttribute("aria-label", say("page.traffic.list"));
    refill(list, language(), () => [drawHead(), rows]);
    none.textContent = found.length ? "" : say("page.traffic.none");
    drawRows(rows, found.map((each) => rowOf(each, each === chosen, each === (chosen ?? found.at(-1)))));
    refill(detail, chosen ? signatureOf(chosen) : "", () => chosen && drawExchange(chosen, turnAway));
    detail.hidden = !chosen;
    element.classList.toggle("with-detail", Boolean(chosen));
  };
  const choose = (id) => {
    view.chosen = id;
    draw();
    const row = rows.querySelector(`[data-key="${id}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: "nearest" });
  };
  const turnAway = () => {
    if (detail.hidden) return false;
    const { chosen } = view;
    view.chosen = null;
    draw();
    rows.querySelector(`[data-key="${chosen}"]`)?.focus();
    return true;
  };
  const chooseHere = ({ target }) => {
    const row = target.closest('[role="row"]');
    if (row) choose(Number(row.dataset.key));
  };
  rows.addEventListener("click", chooseHere);
  rows.addEventListener("keydown", (event) => {
    if (event.key === "Enter") chooseHere(event);
    else if (event.key in MOVES) steer(event, shown(view), choose);
  });
  return { element, draw, turnAway, take: (news) => take(view, news) };
}

function take(view, news) {
  if (news.type === "all") {
    Object.assign(view, { all: news.exchanges, most: news.most });
    return;
  }
  const at = view.all.findIndex(({ id }) => id === news.exchange.id);
  if (at < 0) view.all = [...view.all, news.exchange].slice(-view.most);
  else view.all[at] = news.exchange;
}

function shown({ all, paused, words, direction }) {
  const wanted = words.trim().toLowerCase();
  const has = (text) => text.toLowerCase().includes(wanted);
  return (paused ?? all).filter(
    (each) =>
      (!direction || each.direction === direction) &&
      (!wanted || [each.name, each.outcome, each.request.text, each.response.text].some(has)),
  );
}

function steer(event, found, choose) {
  event.preventDefault();
  const at = found.findIndex(({ id }) => String(id) === event.target.dataset.key);
  const next = Math.max(0, Math.min(found.length - 1, at + MOVES[event.key]));
  if (found[next]) choose(found[next].id);
}

// -- what is drawn

function drawToolbar(view, draw) {
  const words = say("page.traffic.filter");
  const filter = h("input", { type: "search", class: "input", placeholder: words, "aria-label": words, value: view.words });
  filter.addEventListener("input", () => draw(Object.assign(view, { words: filter.value })));
  const ways = ["to-bot", "from-bot"].map((value) => h("option", { value }, nameDirection(value)));
  const direction = h("select", { class: "input", "aria-label": say("page.traffic.direction") });
  direction.append(h("option", { value: "" }, say("page.traffic.both")), ...ways);
  direction.value = view.direction;
  direction.addEventListener("change", () => draw(Object.assign(view, { direction: direction.value })));
  const button = { type: "button", class: "button plain" };
  const pause = h("button", button, icon("pause"), say("page.traffic.pause"));
  const showPaused = () => pause.setAttribute("aria-pressed", String(Boolean(view.paused)));
  pause.addEventListener("click", () => {
    view.paused = view.paused ? null : [...view.all];
    showPaused();
    draw();
  });
  showPaused();
  const clear = h("button", button, icon("delete"), say("page.traffic.clear"));
  clear.addEventListener("click", async () => {
    const answer = await post("traffic", {});
    if (!answer.ok) return complain(answer.error);
    Object.assign(view, { all: [], paused: view.paused && [], chosen: null });
    draw();
  });
  return [filter, direction, pause, clear, h("output", {})];
}

function drawHead() {
  const cell = (words) => h("span", { role: "columnheader" }, words);
  const cells = [
    cell(say("page.traffic.time")),
    cell(h("span", { class: "out-of-sight" }, say("page.traffic.direction"))),
    cell(say("page.traffic.name")),
    cell(say("page.traffic.outcome")),
    cell(say("page.traffic.duration")),
  ];
  return h("div", { class: "exchange-head", role: "rowgroup" }, h("div", { class: "exchange-row", role: "row" }, cells));
}

function rowOf(exchange, isChosen, isStop) {
  return {
    key: String(exchange.id),
    signature: JSON.stringify([signatureOf(exchange), isChosen, isStop]),
    draw: () => drawRow(exchange, isChosen, isStop),
  };
}

function drawRow(exchange, isChosen, isStop) {
  const { direction, milliseconds, attempt, reason } = exchange;
  const way = h("span", { role: "img", "aria-label": nameDirection(direction), title: nameDirection(direction) });
  way.append(icon(direction === "to-bot" ? "forward" : "back"));
  const marks = [
    attempt > 0 && h("span", { class: "mark" }, say("page.traffic.retry", { attempt, reason })),
    exchange.injected && h("span", { class: "mark" }, say("page.traffic.injected")),
  ];
  const cell = (name, ...children) => h("span", { role: "gridcell", class: name }, ...children);
  return h(
    "div",
    { class: "exchange-row", role: "row", "aria-selected": String(isChosen), tabindex: isStop ? 0 : -1 },
    cell("time", timeInFull(exchange.at)),
    cell(direction, way),
    cell("what", h("span", { title: exchange.name }, exchange.name), marks),
    cell("outcome", drawOutcome(exchange)),
    cell(milliseconds >= SLOW_MS ? "duration slow" : "duration", milliseconds === null ? "" : String(milliseconds)),
  );
}

/** What changes in an exchange while one looks at it, and what tells it from one of another run of the server. */
function signatureOf({ id, at, name, outcome, milliseconds }) {
  return JSON.stringify([id, at, name, outcome, milliseconds, language()]);
}

function language() {
  return document.documentElement.lang;
}
