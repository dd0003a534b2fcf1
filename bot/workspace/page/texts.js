/** The words of the page, in the language of the person, and times as that person writes them. */

import { fetchTexts } from "./net.js";

const known = {};
let language = "fr";
let locale = "fr-CA";

/** Speak as this person does from now on; the texts are fetched once a language. */
export async function speak(personLocale) {
  const wanted = personLocale.toLowerCase().startsWith("fr") ? "fr" : "en";
  known[wanted] ??= await fetchTexts(wanted);
  language = wanted;
  locale = personLocale;
  document.documentElement.lang = personLocale;
}

/** The language of the person: "fr" or "en". */
export function spoken() {
  return language;
}

/** One text with its `{name}`s filled in; `count` chooses between one and many. */
export function say(key, values = {}) {
  return fillIn(known[language]?.[key] ?? key, values, language);
}

/** `say` in one language, whoever's page it is: "fr" or "en". */
export async function speaker(wanted) {
  known[wanted] ??= await fetchTexts(wanted);
  return (key, values = {}) => fillIn(known[wanted][key] ?? key, values, wanted);
}

function fillIn(text, values, spokenIn) {
  const form = Array.isArray(text) ? text[isOne(values.count, spokenIn) ? 0 : 1] : text;
  return form.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A message's time of day. */
export function timeOfDay(ts) {
  return format(ts, { hour: "numeric", minute: "2-digit" });
}

/** A message's time in full. */
export function wholeTime(ts) {
  return format(ts, { dateStyle: "full", timeStyle: "short" });
}

/** What a day is called above its messages. */
export function dayName(ts) {
  if (isSameDay(ts, new Date())) return say("page.today");
  if (isSameDay(ts, new Date(Date.now() - 86_400_000))) return say("page.yesterday");
  return capital(format(ts, { weekday: "long", day: "numeric", month: "long" }));
}

/** When a thread was last answered. */
export function lastReply(ts) {
  if (isSameDay(ts, new Date())) return say("page.last-reply-today", { time: timeOfDay(ts) });
  return say("page.last-reply", { date: format(ts, { day: "numeric", month: "long" }) });
}

/** A moment as Slack's date format says it, e.g. `{date_short}, {time}`; `seconds` since 1970. */
export function dateWords(seconds, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => (DATES[name] ? format(seconds, DATES[name]) : whole));
}

const DATES = {
  date_num: { year: "numeric", month: "2-digit", day: "2-digit" },
  date: { dateStyle: "long" },
  date_pretty: { dateStyle: "long" },
  date_short: { dateStyle: "medium" },
  date_short_pretty: { dateStyle: "medium" },
  date_long: { dateStyle: "full" },
  date_long_pretty: { dateStyle: "full" },
  time: { timeStyle: "short" },
  time_secs: { timeStyle: "medium" },
};

/** The moment of a message, for `<time datetime>`. */
export function moment(ts) {
  return new Date(Number(ts) * 1000).toISOString();
}

/** A file's size in words. */
export function fileSize(bytes) {
  const [amount, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), "kilobyte"] : [bytes / 1_000_000, "megabyte"];
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumFractionDigits: 1 }).format(amount);
}

/** Whether two moments (a Slack ts or a Date) are on one day. */
export function isSameDay(first, second) {
  return asDate(first).toDateString() === asDate(second).toDateString();
}

function format(ts, options) {
  // Slack has no Canadian English: its clock says "5:36 PM", which a full stop may follow.
  const clock = locale === "en-CA" ? "en-US" : locale;
  return new Intl.DateTimeFormat(clock, options).format(asDate(ts));
}

function asDate(moment) {
  return moment instanceof Date ? moment : new Date(Number(moment) * 1000);
}

function isOne(count, spokenIn) {
  return spokenIn === "fr" ? count < 2 : count === 1;
}

function capital(text) {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}
