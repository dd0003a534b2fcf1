/** The forms with which a developer has something go wrong. */

import { h } from "../dom.js";
import { say } from "../texts.js";
import { FAULTS, nameMethod } from "./fault_names.js";

const ERRORS = ["internal_error", "fatal_error", "hash_conflict", "expired_trigger_id", "msg_too_long"];
const MORE_ERRORS = ["invalid_blocks", "channel_not_found", "not_in_channel", "message_not_found", "missing_scope"];
const TAKES_SECONDS = ["delay", "rate_limited"];
let count = 0;

/** Draw them; `offers` says what can be chosen, `act(given, words)` has it done and tells it in those words. */
export function drawFaultForms({ methods, scopes, tokens }, act) {
  return [drawCalls(methods, act), drawEvents(act), drawTriggers(act), drawScopes(scopes, act), drawToken(tokens, act)];
}

function drawCalls(methods, act) {
  const fault = choice("fault", Object.entries(FAULTS).map(([value, name]) => [value, name()]));
  const method = choice("method", ["*", ...methods].map((value) => [value, nameMethod(value)]));
  const seconds = amount("seconds", { value: 3, min: 0, max: 600 });
  const error = h("input", { name: "error", class: "input", list: "slack-errors", value: ERRORS[0], required: true });
  const known = h("datalist", { id: "slack-errors" }, [...ERRORS, ...MORE_ERRORS].map((value) => h("option", { value })));
  const ofSeconds = field(say("page.faults.seconds"), seconds);
  const ofError = field(say("page.faults.code"), error, known);
  const fit = () => {
    ofSeconds.hidden = seconds.disabled = !TAKES_SECONDS.includes(fault.value);
    ofError.hidden = error.disabled = fault.value !== "error";
  };
  fault.addEventListener("change", fit);
  fit();
  const times = amount("times", { value: 1, min: 1, max: 100 });
  const fields = [field(say("page.faults.fault"), fault), field(say("page.faults.method"), method), ofSeconds, ofError];
  fields.push(field(say("page.faults.times"), times));
  const read = (given) => ({ kind: "calls", ...given, seconds: Number(given.seconds ?? 0), times: Number(given.times) });
  const words = say("page.faults.inject");
  return form(say("page.faults.calls"), fields, words, (given) => act(read(given), words));
}

function drawEvents(act) {
  const one = (kind, words) =>
    h("button", { type: "button", class: "button plain", onclick: () => act({ kind }, words) }, words);
  return h(
    "div",
    { class: "fault-form", role: "group", "aria-labelledby": "fault-events" },
    h("h3", { id: "fault-events" }, say("page.faults.events")),
    one("redeliver", say("page.faults.redeliver")),
    one("hold", say("page.faults.hold")),
    one("release", say("page.faults.release")),
    one("drop", say("page.faults.drop")),
    one("reconnect", say("page.faults.reconnect")),
    one("freeze", say("page.faults.freeze")),
    one("deafen", say("page.faults.deafen")),
  );
}

function drawTriggers(act) {
  const words = say("page.faults.expire");
  const fields = [field(say("page.faults.how-many"), amount("times", { value: 1, min: 1, max: 100 }))];
  const send = ({ times }) => act({ kind: "triggers", times: Number(times) }, words);
  return form(say("page.faults.triggers"), fields, words, send);
}

function drawScopes(scopes, act) {
  const words = say("page.faults.withdraw");
  const fields = [field(say("page.faults.scope"), choice("scope", scopes.map((value) => [value, value])))];
  return form(say("page.faults.scopes"), fields, words, ({ scope }) => act({ kind: "withdraw_scope", scope }, words));
}

function drawToken(tokens, act) {
  const words = say("page.faults.revoke");
  const fields = [field(say("page.faults.code"), choice("trouble", tokens.map((value) => [value, value])))];
  return form(say("page.faults.token"), fields, words, ({ trouble }) => act({ kind: "revoke", trouble }, words));
}

/** A form of that title; `send` is given what its fields hold, by name. */
function form(title, fields, words, send) {
  const button = h("button", { type: "submit", class: "button plain" }, words);
  const drawn = h("form", { class: "fault-form", "aria-label": title }, h("h3", {}, title), fields, button);
  drawn.addEventListener("submit", (event) => {
    event.preventDefault();
    send(Object.fromEntries(new FormData(drawn)));
  });
  return drawn;
}

function field(words, control, ...beside) {
  control.id = `fault-field-${++count}`;
  return h("div", { class: "fault-field" }, h("label", { for: control.id }, words), control, beside);
}

function choice(name, options) {
  return h("select", { name, class: "input" }, options.map(([value, words]) => h("option", { value }, words)));
}

function amount(name, range) {
  return h("input", { type: "number", name, class: "input", required: true, ...range });
}
