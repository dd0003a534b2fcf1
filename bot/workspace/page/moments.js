/** Days and moments: in seconds since 1970 for the bot, on the clock of whoever is at the page. */

const MINUTE_MS = 60_000;

/** What an input of a day and a time shows for those seconds; "" for none. */
export function onTheClock(seconds) {
  if (!seconds) return "";
  const here = new Date(seconds * 1000).getTimezoneOffset() * MINUTE_MS;
  return new Date(seconds * 1000 - here).toISOString().slice(0, 16);
}

/** The seconds of what such an input shows; null when nothing was chosen. */
export function inSeconds(shown) {
  return shown ? Math.floor(new Date(shown).getTime() / 1000) : null;
}
