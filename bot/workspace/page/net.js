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

/** What an owner of policies gives in the tour, as the server takes a file; null where there is none. */
export function fetchTourFile(language) {
  return getJson(`/ui/tour-file?language=${language}`).catch(() => null);
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

/** What is wrong on purpose, and what can be chosen. */
export function fetchFaults() {
  return getJson("/ui/faults");
}

/** Hear what happens in all that one person may read, as `hear` does. */
export function listen(person, heard) {
  return hear(`/ui/events?person=${encodeURIComponent(person)}`, heard);
}

/**
 * Hear what the server tells at an address until the returned function is called.
 * `opened` is called at each connection: what happened before it has to be fetched again.
 */
export function hear(address, { opened, happened, lost }) {
  let source = null;
  let timer = null;
  const connect = () => {
    source = new EventSource(address);
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
