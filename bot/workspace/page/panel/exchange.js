/** One exchange with the bot: what it was, how it ended, what was asked and what was answered. */

import { copyable } from "../copying.js";
import { h, icon, iconButton } from "../dom.js";
import { post } from "../net.js";
import { say } from "../texts.js";
import { complain } from "../toasts.js";
import { drawJson, indented } from "./json.js";

/** Draw it whole; `close` is called when it is closed. */
export function drawExchange(exchange, close) {
  const { at, direction, attempt, reason, event_id, milliseconds } = exchange;
  const facts = [
    nameDirection(direction),
    timeInFull(at),
    milliseconds !== null && `${milliseconds} ms`,
    event_id,
    attempt > 0 && say("page.traffic.retry", { attempt, reason }),
    exchange.injected && say("page.traffic.injected"),
  ];
  return [
    h(
      "header",
      {},
      h("h3", {}, exchange.name),
      drawOutcome(exchange),
      event_id && drawRedelivery(event_id),
      iconButton("close", say("page.close"), close),
    ),
    h("p", { class: "exchange-facts" }, facts.filter(Boolean).join(" · ")),
    drawPart(say("page.traffic.request"), exchange.request),
    exchange.outcome && drawPart(say("page.traffic.response"), exchange.response),
  ];
}

/** How it ended: Slack's own word, or a status of HTTP. */
export function drawOutcome({ outcome }) {
  if (!outcome) return h("span", { class: "outcome pending" }, say("page.traffic.pending"));
  const isWell = outcome === "ok";
  const words = outcome === "dropped" ? say("page.traffic.dropped") : outcome;
  const attributes = { class: isWell ? "outcome well" : "outcome ill", title: words };
  return h("span", attributes, icon(isWell ? "check" : "warning"), h("span", {}, words));
}

/** Which way it went, in words. */
export function nameDirection(direction) {
  return direction === "to-bot" ? say("page.traffic.to-bot") : say("page.traffic.from-bot");
}

/** The time to the millisecond, as developers write it. */
export function timeInFull(at) {
  const moment = new Date(at);
  return `${moment.toTimeString().slice(0, 8)}.${String(moment.getMilliseconds()).padStart(3, "0")}`;
}

function drawRedelivery(event_id) {
  const button = h("button", { type: "button", class: "button plain" }, icon("restart"), say("page.traffic.redeliver"));
  button.addEventListener("click", async () => {
    const answer = await post("faults", { kind: "redeliver", event_id });
    if (!answer.ok) complain(answer.error);
  });
  return button;
}

function drawPart(title, { text, left_out }) {
  const written = indented(text);
  return h(
    "div",
    { class: "exchange-part" },
    h("h4", {}, title),
    written ? copyable(drawJson(written), written) : h("p", { class: "panel-none" }, say("page.traffic.no-body")),
    left_out > 0 && h("p", { class: "panel-none" }, say("page.traffic.left-out", { count: left_out })),
  );
}
