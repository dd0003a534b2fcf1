"""The workspace as it stands: what is kept, who watches, and what everybody's acts come down to."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.usecases.clock import Clock
from bot.workspace import files
from bot.workspace.answers import Answers, Asked
from bot.workspace.conversations import Conversation
from bot.workspace.deliveries import Deliveries, Pace
from bot.workspace.files import GivenFile
from bot.workspace.host import Host
from bot.workspace.json_types import Json
from bot.workspace.membership import Membership
from bot.workspace.page_shapes import no_ack_notice, page_message, page_view
from bot.workspace.payloads import (
    as_slack,
    changed_event,
    deleted_event,
    event_callback,
    mention_event,
    message_event,
    names,
    new_event_id,
)
from bot.workspace.people import Identity, Person, UserGroup
from bot.workspace.socket_mode import Sockets
from bot.workspace.store import Store
from bot.workspace.traffic import Traffic
from bot.workspace.triggers import Triggers
from bot.workspace.uploads import Uploads
from bot.workspace.views import Views
from bot.workspace.watchers import Watchers
from bot.workspace.whispers import Whispers


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
        shortcuts: Sequence[Mapping[str, str]] = (),
        tour_files: Mapping[str, GivenFile] | None = None,
    ) -> None:
        self.store = store
        self.commands = tuple(commands)
        self.shortcuts = {each["callback_id"]: dict(each) for each in shortcuts}
        self.host = Host(tour_files or {})
        self.answers = Answers()
        self.uploads = Uploads()
        self.address = ""
        """Where the workspace is served, once it is: `http://127.0.0.1:PORT/`."""
        self.identity = identity
        self.membership = Membership(people)
        self.triggers = Triggers()
        self.views = Views(identity)
        self.watchers = Watchers(self.membership.may_read)
        self.sockets = Sockets(pace, self.connection_changed)
        self.traffic = Traffic(clock)
        self.deliveries = Deliveries(store, pace, self.sockets, self._given_up, self.traffic)
        self.prompts: dict[str, Json] = {}
        self.statuses: dict[tuple[str, str], str] = {}
        self.whispers = Whispers()
        self.clock = clock
        self.pace = pace
        self._expiries: dict[tuple[str, str], asyncio.TimerHandle] = {}
        self._last_ts = store.newest_ts()
        for channel, is_inside in store.comings_of(identity.bot_user):
            if channel in self.conversations:
                self.membership.let_bot(channel, is_inside)

    # -- time

    def now(self) -> datetime:
        """This moment."""
        return self.clock.now()

    def next_ts(self) -> str:
        """A `ts` that is later than every other, whatever the clock says."""
        now = self.clock.now().timestamp()
        seconds, fraction = divmod(round(now * 1_000_000), 1_000_000)
        ts = f"{seconds}.{fraction:06d}"
        if ts <= self._last_ts:
            seconds, fraction = map(int, self._last_ts.split("."))
            seconds, fraction = divmod(seconds * 1_000_000 + fraction + 1, 1_000_000)
            ts = f"{seconds}.{fraction:06d}"
        self._last_ts = ts
        return ts

    # -- places

    @property
    def people(self) -> dict[str, Person]:
        """Everybody by id, those who left too."""
        return self.membership.people

    @property
    def groups(self) -> dict[str, UserGroup]:
        """The groups by id."""
        return self.membership.groups

    @property
    def conversations(self) -> dict[str, Conversation]:
        """Every conversation by id."""
        return self.membership.conversations

    def message_for(self, person: Person, channel: str, ts: str) -> Json | None:
        """A message as that person sees it: one that is for them alone too."""
        return self.whispers.find(person.id, channel, ts) or self.store.message(channel, ts)

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
        shown = self.shown(channel, message)
        if self.conversations[channel].person:
            self.emit(message_event(shown, channel))
        elif names(message, self.identity.bot_user) and self.membership.has_bot(channel):
            self.emit(mention_event(shown, channel))

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

    def note_reactions(self, channel: str, message: Json, reactions: list[Json]) -> None:
        """What is under a message now: the pages are told; the bot is not, its app asked to hear of none."""
        others = {name: value for name, value in message.items() if name != "reactions"}
        self.store.keep_message(channel, others | ({"reactions": reactions} if reactions else {}))
        self.watchers.tell(channel, {"type": "reactions", "ts": message["ts"], "reactions": reactions})

    def _tell_bot(self, channel: str, event: Json) -> None:
        """Of direct messages alone: the app asked to hear nothing else of channels than its own name."""
        if self.conversations[channel].person:
            self.emit(event)

    def keep_file(self, user_id: str, given: GivenFile, described: Json | None = None) -> Json:
        """A file that somebody attaches, kept; as it stands in a message, `described` as its giver says."""
        file = files.new_file(given, user_id, int(self.now().timestamp()), self.identity) | (described or {})
        self.store.keep_file(file, given.content)
        return file

    def new_trigger(self, person: Person) -> str:
        """What lets the app open a form for that person, in the next moments."""
        return self.triggers.issue(person, self.now())

    def view_changed(self, person: Person) -> None:
        """Tell the person's pages what form is on top."""
        view = page_view(self.views.of(person))
        self.watchers.tell(person.channel, {"type": "view", "view": view}, only=person.id)

    def home_changed(self, person: Person) -> None:
        """Tell the person's pages what the app shows them at home."""
        home = page_view(self.views.home_of(person))
        self.watchers.tell(person.channel, {"type": "home", "home": home}, only=person.id)

    def show_progress(self, words: Json) -> None:
        """Tell every page how far the bot is that is on its way."""
        self.host.progress = words
        self.watchers.tell_everybody({"type": "progress", "progress": words})

    def call_team(self, name: str) -> None:
        """The workspace has that name from now on."""
        self.identity = replace(self.identity, team_name=name)
        self.watchers.tell_everybody({"type": "reload"})

    def membership_changed(self) -> None:
        """Tell every page to read anew who is where."""
        self.watchers.tell_everybody({"type": "reload"})

    def new_address(self, asked: Asked) -> str:
        """Where what a person typed or pressed is answered."""
        return self.address + self.answers.open(asked, self.now())

    def whisper(self, person_id: str, channel: str, message: Json) -> None:
        """A message that one person alone sees, new or changed; the bot is not told, and cannot change it."""
        self.whispers.keep(person_id, channel, message)
        news = {"type": "message", "message": page_message(message)}
        self.watchers.tell(channel, news, only=person_id)

    def unwhisper(self, person_id: str, channel: str, ts: str) -> None:
        """The person sees it no more."""
        if self.whispers.remove(person_id, ts):
            self.watchers.tell(channel, {"type": "removed", "ts": ts}, only=person_id)

    def seen_in(self, channel: str, person: Person) -> list[Json]:
        """Everything that the person sees in a channel, oldest first."""
        whispered = self.whispers.seen_by(person.id, channel)
        return sorted([*self.store.messages(channel), *whispered], key=lambda each: str(each["ts"]))

    def set_status(self, channel: str, thread_ts: str, text: str) -> None:
        """What the bot says it is doing in a thread; "" ends it, and so do two minutes."""
        key = (channel, thread_ts)
        if expiry := self._expiries.pop(key, None):
            expiry.cancel()
        if text:
            self.statuses[key] = text
            loop = asyncio.get_running_loop()
            self._expiries[key] = loop.call_later(self.pace.status, self.set_status, channel, thread_ts, "")
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
        seconds = int(self.clock.now().timestamp())
        self.deliveries.send_event(event_callback(event, self.identity, event_id, seconds))
        return event_id

    async def close(self) -> None:
        """End the pages, the connections and the timers."""
        self.watchers.tell_everybody(None)
        self.traffic.close()
        for expiry in self._expiries.values():
            expiry.cancel()
        await self.deliveries.close()

    def _given_up(self, payload: Json) -> None:
        event = payload["event"]
        if channel := event.get("channel"):
            self.watchers.tell(channel, no_ack_notice(event.get("thread_ts") or event.get("ts")))

    def connection_changed(self) -> None:
        """Tell every page whether the bot can be reached."""
        self.watchers.tell_everybody({"type": "connected", "connected": self.deliveries.connected})
