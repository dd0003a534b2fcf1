"""The workspace as it stands: what is kept, who watches, and what everybody's acts come down to."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from bot.usecases.ports import Clock
from bot.workspace import files
from bot.workspace.answers import Answers
from bot.workspace.conversations import Conversation
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json
from bot.workspace.payloads import (
    as_slack,
    changed_event,
    deleted_event,
    event_callback,
    message_event,
    new_event_id,
)
from bot.workspace.people import CHANNELS, GROUPS, Identity, Person
from bot.workspace.socket_mode import Pace, Sockets
from bot.workspace.store import Store
from bot.workspace.triggers import Triggers
from bot.workspace.views import Views, page_view
from bot.workspace.watchers import Watchers


class State:
    """Lives on one event loop; every change is kept first, then told to the pages and to the bot."""

    def __init__(
        self,
        store: Store,
        identity: Identity,
        people: Sequence[Person],
        clock: Clock,
        pace: Pace,
        commands: Sequence[str] = (),
    ) -> None:
        self.store = store
        self.commands = tuple(commands)
        self.answers = Answers()
        self.address = ""
        """Where the workspace is served, once it is: `http://127.0.0.1:PORT/`."""
        self.identity = identity
        self.people = {person.id: person for person in people}
        self.groups = {group.id: group for group in GROUPS}
        found = [*map(Conversation.of_person, people), *map(Conversation.of_channel, CHANNELS)]
        self.conversations = {conversation.id: conversation for conversation in found}
        self.triggers = Triggers()
        self.views = Views(identity)
        self.watchers = Watchers()
        self.sockets = Sockets(store, pace, self._given_up, self._connection_changed)
        self.prompts: dict[str, Json] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.ephemerals: dict[str, list[Json]] = {}
        """By channel, what one person alone sees: as in Slack, never kept in the file."""
        self._clock = clock
        self._pace = pace
        self._expiries: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._last_ts = store.newest_ts()

    # -- time

    def now(self) -> datetime:
        """This moment."""
        return self._clock.now()

    def next_ts(self) -> str:
        """A `ts` that is later than every other, whatever the clock says."""
        now = self._clock.now().timestamp()
        seconds, fraction = divmod(round(now * 1_000_000), 1_000_000)
        ts = f"{seconds}.{fraction:06d}"
        if ts <= self._last_ts:
            seconds, fraction = map(int, self._last_ts.split("."))
            seconds, fraction = divmod(seconds * 1_000_000 + fraction + 1, 1_000_000)
            ts = f"{seconds}.{fraction:06d}"
        self._last_ts = ts
        return ts

    # -- places

    def open_to(self, person: Person) -> list[Conversation]:
        """What the person may read: the direct messages with the bot first, then the channels."""
        return [each for each in self.conversations.values() if each.is_open_to(person)]

    def root(self, channel: str, thread_ts: str) -> Json | None:
        """The message that the thread hangs from; `thread_ts` may be that of a reply."""
        found = self.store.message(channel, thread_ts)
        if found and "thread_ts" in found:
            return self.store.message(channel, found["thread_ts"])
        return found

    def shown(self, channel: str, message: Json) -> Json:
        """The message as Slack shows it now."""
        shown = as_slack(message, self.store.replies(channel, message["ts"]))
        if "files" in shown:
            shown["files"] = [self.found(file) for file in shown["files"]]
        return shown

    def found(self, file: Json) -> Json:
        """The file with the addresses at which it is found now."""
        return files.addressed(file, self.address, self.identity)

    # -- changes

    def add(self, channel: str, message: Json) -> None:
        """A new message, told to the pages and to the bot."""
        self.store.keep_message(channel, message)
        self.watchers.tell(channel, {"type": "message", "message": page_message(message)})
        self._tell_bot(channel, message_event(self.shown(channel, message), channel))

    def change(self, channel: str, message: Json) -> None:
        """A message as it is now, in the place of what it was."""
        before = self.store.message(channel, message["ts"])
        assert before is not None
        previous = self.shown(channel, before)
        self.store.keep_message(channel, message)
        self.watchers.tell(channel, {"type": "message", "message": page_message(message)})
        self._tell_bot(
            channel, changed_event(self.shown(channel, message), previous, channel, self.next_ts())
        )

    def remove(self, channel: str, message: Json) -> None:
        """A message goes; when it has replies, a stone stays in its place."""
        if self.store.replies(channel, message["ts"]):
            kept = ("type", "ts", "user", "team")
            self.change(channel, {key: message[key] for key in kept if key in message} | {"deleted": True})
            return
        previous = self.shown(channel, message)
        self.store.remove_message(channel, message["ts"])
        self.watchers.tell(channel, {"type": "removed", "ts": message["ts"]})
        self._tell_bot(channel, deleted_event(previous, channel, self.next_ts()))

    def _tell_bot(self, channel: str, event: Json) -> None:
        """Of direct messages alone: in a channel nobody else writes, and the app hears nothing of itself."""
        if self.conversations[channel].person:
            self.emit(event)

    def keep_file(self, person: Person, given: GivenFile) -> Json:
        """A file that the person attaches, kept; as it stands in a message."""
        file = files.new_file(given, person.id, int(self.now().timestamp()), self.identity)
        self.store.keep_file(file, given.content)
        return file

    def new_trigger(self, person: Person) -> str:
        """What lets the app open a form for that person, in the next moments."""
        return self.triggers.issue(person, self.now())

    def view_changed(self, person: Person) -> None:
        """Tell the person's pages what form is open."""
        view = page_view(self.views.of(person))
        self.watchers.tell(person.channel, {"type": "view", "view": view})

    def new_address(self, person: Person) -> str:
        """Where a command of that person is answered."""
        return self.address + self.answers.open(person, self.now())

    def whisper(self, channel: str, message: Json) -> None:
        """A message that one person alone sees; the bot is not told, and cannot change it."""
        self.ephemerals.setdefault(channel, []).append(message)
        self.watchers.tell(channel, {"type": "message", "message": page_message(message)})

    def seen_in(self, channel: str) -> list[Json]:
        """Everything that the person of a channel sees there, oldest first."""
        return sorted(
            [*self.store.messages(channel), *self.ephemerals.get(channel, ())],
            key=lambda each: str(each["ts"]),
        )

    def set_status(self, channel: str, thread_ts: str, text: str) -> None:
        """What the bot says it is doing in a thread; "" ends it, and so do two minutes."""
        key = (channel, thread_ts)
        if expiry := self._expiries.pop(key, None):
            expiry.cancel()
        if text:
            self.statuses[key] = text
            loop = asyncio.get_running_loop()
            self._expiries[key] = loop.call_later(self._pace.status, self.set_status, channel, thread_ts, "")
        elif self.statuses.pop(key, None) is None:
            return
        self.watchers.tell(channel, {"type": "status", "thread_ts": thread_ts, "text": text})

    def statuses_in(self, channel: str) -> dict[str, str]:
        """What the bot says it is doing, by thread."""
        return {thread_ts: text for (where, thread_ts), text in self.statuses.items() if where == channel}

    def set_prompts(self, channel: str, prompts: Json) -> None:
        """What the bot suggests to write."""
        self.prompts[channel] = prompts
        self.watchers.tell(channel, {"type": "prompts", "prompts": prompts})

    def emit(self, event: Json, event_id: str = "") -> str:
        """Send an event to the bot; the id under which it is sent, again and again if need be."""
        event_id = event_id or new_event_id()
        seconds = int(self._clock.now().timestamp())
        self.sockets.send_event(event_callback(event, self.identity, event_id, seconds))
        return event_id

    async def close(self) -> None:
        """End the pages, the connections and the timers."""
        self.watchers.tell_everybody(None)
        for expiry in self._expiries.values():
            expiry.cancel()
        await self.sockets.close()

    def _given_up(self, payload: Json) -> None:
        event = payload["event"]
        if channel := event.get("channel"):
            self.watchers.tell(channel, no_ack_notice(event.get("thread_ts") or event.get("ts")))

    def _connection_changed(self) -> None:
        self.watchers.tell_everybody({"type": "connected", "connected": self.sockets.connected})


def no_ack_notice(thread_ts: str | None) -> Json:
    """What a page is told when the bot did not acknowledge something."""
    notice = {"type": "notice", "text_key": "page.notice.no-ack"}
    return notice | {"thread_ts": thread_ts} if thread_ts else notice


def page_message(message: Json) -> Json:
    """A message as the page knows it."""
    kept = (
        "ts",
        "user",
        "text",
        "blocks",
        "thread_ts",
        "edited",
        "deleted",
        "files",
        "metadata",
        "is_ephemeral",
    )
    return {"text": "", "blocks": []} | {key: message[key] for key in kept if key in message}
