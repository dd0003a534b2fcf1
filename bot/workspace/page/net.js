/** Speaking with the local workspace: questions, commands, and what happens while the page is open. */

const RETRY_AFTER_MS = 1500;

/** Everything there is to show one person of a channel; the first person and their direct messages when none is named. */
export function fetchState(person, channel) {
  const asked = Object.entries({ person, channel }).filter(([, value]) => value);
  return getJson(`/ui/state?${new URLSearchParams(asked)}`);
}

/** The page's texts in a language. */
export function fetchTexts(language) {
  return getJson(`/ui/texts?language=${language}`);
}

/** A command, e.g. `post("message", {…})`: the server's answer, or `{ok: false, error: "page.error.unsent"}`. */
export async function post(command, body) {
  try {
    const response = await fetch(`/ui/${command}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return await response.json();
  } catch {
    return { ok: false, error: "page.error.unsent" };
  }
}

/**
 * Hear what happens in all that one person may read until the returned function is called.
 * `opened` is called at each connection: what happened before it has to be fetched again.
 */
export function listen(person, { opened, happened, lost }) {
  let source = null;
  let timer = null;
  const connect = () => {
    source = new EventSource(`/ui/events?person=${encodeURIComponent(person)}`);
    source.onopen = opened;
    source.onmessage = (event) => happened(JSON.parse(event.data));
    source.onerror = () => {
      lost();
      source.close();
      timer = setTimeout(connect, RETRY_AFTER_MS);
    };
  };
  connect();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

async function getJson(address) {
  const response = await fetch(address);
  if (!response.ok) throw Object.assign(new Error(`${address}: ${response.status}`), { status: response.status });
  return response.json();
}
