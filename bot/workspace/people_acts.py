"""What a person does in the workspace: writes, edits, deletes, looks at the bot's pages, invites it."""

import re
import uuid
from collections.abc import Sequence

from bot.workspace import files as attached
from bot.workspace import limits
from bot.workspace.conversations import Conversation
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json
from bot.workspace.payloads import names, opened_event
from bot.workspace.people import Person
from bot.workspace.people_refusals import Refused
from bot.workspace.rich_text import typed
from bot.workspace.state import State
from bot.workspace.views import as_slack

_COMMAND = re.compile(r"/\S")


def say(
    state: State,
    person: Person,
    text: str,
    thread_ts: str | None = None,
    files: Sequence[GivenFile] = (),
    channel: str = "",
) -> str:
    """Write to the bot, or in a channel, in a thread or not; the message's `ts`. Raises Refused."""
    place = place_of(state, person, channel)
    if is_command(text):
        raise Refused("page.error.command")
    if place.is_read_only:
        raise Refused("page.error.read-only")
    if attached.too_large(files):
        raise Refused("page.error.file-too-large")
    ts = state.next_ts()
    message: Json = {"type": "message", "user": person.id, "ts": ts, "team": state.identity.team}
    message |= {"client_msg_id": str(uuid.uuid4())} | _written(state, text, required=not files)
    if thread_ts:
        root = state.root(place.id, thread_ts)
        if root is None:
            raise Refused("page.error.gone")
        message |= {"thread_ts": root["ts"], "parent_user_id": root["user"]}
    if files:
        kept = [state.keep_file(person.id, file) for file in files]
        message |= {"subtype": "file_share", "upload": False, "files": kept}
    state.add(place.id, message)
    return ts


def is_command(text: str) -> bool:
    """Whether Slack takes it for a command: it is never shown, nor sent as a message."""
    return _COMMAND.match(text) is not None


def misses_bot(state: State, person: Person, channel: str, ts: str) -> bool:
    """Whether a message names the bot in a channel where it hears nothing."""
    place = place_of(state, person, channel)
    message = state.store.message(place.id, ts)
    named = message is not None and names(message, state.identity.bot_user)
    return named and not state.membership.has_bot(place.id)


def edit(state: State, person: Person, ts: str, text: str, channel: str = "") -> None:
    """Change one's own message. Raises Refused."""
    place, message = _own(state, person, ts, channel)
    changed = message | _written(state, text, required="files" not in message)
    if changed["text"] != message["text"]:
        state.change(place.id, changed | {"edited": {"user": person.id, "ts": state.next_ts()}})


def delete(state: State, person: Person, ts: str, channel: str = "") -> None:
    """Remove one's own message. Raises Refused."""
    place, message = _own(state, person, ts, channel)
    state.remove(place.id, message)


def open_conversation(state: State, person: Person) -> None:
    """Look at the messages with the bot."""
    state.emit(opened_event(person, state.next_ts()))


def open_home(state: State, person: Person) -> None:
    """Look at what the app shows one at home."""
    home = state.views.home_of(person)
    view = as_slack(home) if home else None
    state.emit(opened_event(person, state.next_ts(), view, tab="home"))


def invite(state: State, person: Person, channel: str) -> None:
    """Let the bot into a channel. Raises Refused."""
    place = place_of(state, person, channel)
    if place.channel is None or person.guest:
        raise Refused("page.error.invite")
    let_bot_in(state, place.id)


def let_bot_in(state: State, channel: str) -> None:
    """The bot comes into a channel, and everybody there sees it."""
    _move_bot(state, channel, "channel_join", "joined")


def take_bot_out(state: State, channel: str) -> None:
    """The bot is taken out of a channel."""
    _move_bot(state, channel, "channel_leave", "left")


def place_of(state: State, person: Person, channel: str) -> Conversation:
    """A conversation that the person may read; their direct messages when none is named. Raises Refused."""
    wanted = channel or person.channel
    if not state.membership.may_read(person.id, wanted):
        raise Refused("page.error.gone")
    return state.conversations[wanted]


def _move_bot(state: State, channel: str, subtype: str, word: str) -> None:
    if state.membership.has_bot(channel) == (subtype == "channel_join"):
        return
    bot = state.identity.bot_user
    state.membership.let_bot(channel, subtype == "channel_join")
    moved = {"type": "message", "subtype": subtype, "user": bot, "team": state.identity.team}
    state.add(channel, moved | {"ts": state.next_ts(), "text": f"<@{bot}> has {word} the channel"})
    state.membership_changed()


def _written(state: State, text: str, required: bool) -> Json:
    if required and not text.strip():
        raise Refused("page.error.empty")
    if len(text) > limits.MESSAGE_TEXT:
        raise Refused("page.error.too-long")
    called = {person.name: person.id for person in state.membership.present()}
    written, blocks = typed(text, called | {state.identity.bot_name: state.identity.bot_user})
    return {"text": written, "blocks": blocks}


def _own(state: State, person: Person, ts: str, channel: str) -> tuple[Conversation, Json]:
    place = place_of(state, person, channel)
    message = state.store.message(place.id, ts)
    if message is None or message.get("deleted") or message["user"] != person.id:
        raise Refused("page.error.gone")
    return place, message
