/** What the page knows: one conversation of a person's, as the server told it. Everything drawn is drawn from here. */

export const state = {
  team: null,
  bot: null,
  people: [],
  person: null, // the id of the person whose page this is
  conversations: [], // what the person may read: the direct messages with the bot first, then the channels
  channel: null, // the id of the one that is open
  unread: new Set(), // the ids of those in which something came while another was open
  view: null, // the form that the bot asks the person to fill in: the top of the stack
  home: null, // the page that the bot made for the person
  tab: "messages", // which of the two is open with the bot: "messages" or "home"
  commands: [], // what may be typed after a slash
  shortcuts: [], // what the bot offers everywhere ("global") and on a message ("message")
  uninvited: null, // the id of the channel in which the bot was spoken to and is not
  connected: true, // whether the bot is there
  life: null, // another one after each start of the workspace
  progress: {}, // what is being done until it is, by language
  reachable: true, // whether the server is
  messages: new Map(), // ts -> message
  statuses: {}, // ts of a thread -> what the bot is doing in it
  prompts: null,
  thread: null, // ts of the open thread
  entering: false, // whether the person opened it and is about to write in it
  awaiting: null, // ts of the message just sent: its thread opens when the bot answers
  editing: null, // {ts, place} of the message being edited
};

const watchers = [];
let scheduled = false;

/** Call a function after every change. */
export function watch(draw) {
  watchers.push(draw);
}

/** Change what is known and have it drawn. */
export function update(changes = {}) {
  Object.assign(state, changes);
  if (scheduled) return;
  scheduled = true;
  queueMicrotask(() => {
    scheduled = false;
    watchers.forEach((draw) => draw());
  });
}

/** Take a whole answer of `/ui/state`. */
export function replace(answer) {
  const { messages, ...rest } = answer;
  const unread = new Set([...state.unread].filter((channel) => channel !== answer.channel));
  const found = new Map(messages.map((message) => [message.ts, message]));
  update({ ...rest, unread, messages: found, reachable: true });
  if (state.thread && !state.messages.has(state.thread)) update({ thread: null });
}

/** Take one event of `/ui/events`; `notice` is not about the conversation and is left to the caller. */
export function apply(event) {
  const isElsewhere = event.channel && event.channel !== state.channel && !ANYWHERE.has(event.type);
  const change = isElsewhere ? ELSEWHERE[event.type] : CHANGES[event.type];
  if (change) update(change(event));
}

/** What is over the conversations, or beside them. */
const ANYWHERE = new Set(["view", "home"]);

/** What happens in a conversation that is not open. */
const ELSEWHERE = {
  message: ({ channel }) => ({ unread: new Set([...state.unread, channel]) }),
};

const CHANGES = {
  message({ message, channel }) {
    const isUnseen = isAtHome() && !state.messages.has(message.ts);
    state.messages.set(message.ts, message);
    if (isUnseen) return { unread: new Set([...state.unread, channel]) };
    return isAwaited(message) ? { thread: message.thread_ts, awaiting: null } : {};
  },
  reactions({ ts, reactions }) {
    if (state.messages.has(ts)) state.messages.set(ts, { ...state.messages.get(ts), reactions });
    return {};
  },
  removed({ ts }) {
    state.messages.delete(ts);
    return state.thread === ts ? { thread: null } : {};
  },
  status({ thread_ts, text }) {
    return { statuses: { ...state.statuses, [thread_ts]: text } };
  },
  prompts: ({ prompts }) => ({ prompts }),
  view: ({ view }) => ({ view }),
  home: ({ home }) => ({ home }),
  connected: ({ connected }) => ({ connected }),
  progress: ({ progress }) => ({ progress }),
};

/** Note that a message was sent; its answer may have come before this was known. */
export function awaitAnswer(ts) {
  const answered = replies(ts).some(isFromBot);
  update(answered ? { thread: ts, awaiting: null } : { awaiting: ts });
}

/** Open a thread because the person wants to see it. */
export function openThread(ts) {
  update({ thread: ts, entering: true });
}

/** The messages that begin threads, oldest first. */
export function roots() {
  return inOrder((message) => !isReply(message));
}

/** The answers in a thread, oldest first. */
export function replies(thread) {
  return inOrder((message) => isReply(message) && message.thread_ts === thread);
}

/** The person whose page this is. */
export function me() {
  return state.people.find((person) => person.id === state.person);
}

/** The channel that is open; null in the direct messages with the bot. */
export function openChannel() {
  return state.conversations.find(({ id, is_channel }) => is_channel && id === state.channel) ?? null;
}

/** Whether the page that the bot made for the person is what is seen. */
export function isAtHome() {
  return state.tab === "home" && !openChannel();
}

/** The shortcuts of one kind: "global" or "message". */
export function shortcuts(kind) {
  return state.shortcuts.filter(({ type }) => type === kind);
}

/** What to call whoever has this id. */
export function nameOf(id) {
  if (isBot(id)) return state.bot.name;
  return state.people.find((person) => person.id === id)?.name ?? id;
}

export function isFromBot(message) {
  return isBot(message.user);
}

function isBot(id) {
  return Boolean(state.bot) && (id === state.bot.user_id || id === state.bot.id);
}

function isReply(message) {
  return Boolean(message.thread_ts) && message.thread_ts !== message.ts;
}

function isAwaited(message) {
  return isReply(message) && message.thread_ts === state.awaiting && isFromBot(message);
}

function inOrder(keep) {
  return [...state.messages.values()].filter(keep).sort((a, b) => Number(a.ts) - Number(b.ts));
}
