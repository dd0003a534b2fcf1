"""What a person does in the workspace: writes, edits, deletes, opens the conversation, presses, commands."""

import re
import uuid
from collections.abc import Sequence

from bot.workspace import files as attached
from bot.workspace import limits
from bot.workspace.files import GivenFile
from bot.workspace.json_types import Json
from bot.workspace.payloads import block_actions, interactive, opened_event, slash_command
from bot.workspace.people import Person
from bot.workspace.rich_text import escaped, typed
from bot.workspace.state import State

_COMMAND = re.compile(r"(/\S+)\s*(.*)", re.DOTALL)


class Refused(Exception):
    """The workspace does not let a person do that; `key` is the text that says why."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def say(state: State, person: Person, text: str, thread_ts: str | None, files: Sequence[GivenFile]) -> str:
    """Write to the bot, in a thread or not; the message's `ts`. Raises Refused."""
    if is_command(text):
        raise Refused("page.error.command")
    if attached.too_large(files):
        raise Refused("page.error.file-too-large")
    ts = state.next_ts()
    message: Json = {"type": "message", "user": person.id, "ts": ts, "team": state.identity.team}
    message |= {"client_msg_id": str(uuid.uuid4())} | _written(state, text, required=not files)
    if thread_ts:
        root = state.root(person.channel, thread_ts)
        if root is None:
            raise Refused("page.error.gone")
        message |= {"thread_ts": root["ts"], "parent_user_id": root["user"]}
    if files:
        kept = [state.keep_file(person, file) for file in files]
        message |= {"subtype": "file_share", "upload": False, "files": kept}
    state.add(person.channel, message)
    return ts


def is_command(text: str) -> bool:
    """Whether Slack takes it for a command: it is never shown, nor sent as a message."""
    return bool(_COMMAND.match(text))


async def run_command(state: State, person: Person, text: str, thread_ts: str | None = None) -> None:
    """Type a command in the conversation. It is sent to the app once, and nothing of it is shown.

    Raises Refused for one that the app does not have, in a thread, or that it did not acknowledge in time.
    """
    written = _COMMAND.match(text)
    command, said = written.groups() if written else ("", "")
    if command not in state.commands:
        raise Refused("page.error.command")
    if thread_ts:
        raise Refused("page.error.command-in-thread")
    if not state.sockets.connected:
        raise Refused("page.error.command-nobody")
    text_of_it = escaped(said.rstrip())
    address, trigger = state.new_address(person), state.new_trigger(person)
    payload = slash_command(person, command, text_of_it, address, state.identity, trigger)
    if await state.sockets.send_once("slash_commands", payload) is None:
        raise Refused("page.error.command-timeout")


def edit(state: State, person: Person, ts: str, text: str) -> None:
    """Change one's own message. Raises Refused."""
    message = _own(state, person, ts)
    changed = message | _written(state, text, required="files" not in message)
    if changed["text"] != message["text"]:
        state.change(person.channel, changed | {"edited": {"user": person.id, "ts": state.next_ts()}})


def delete(state: State, person: Person, ts: str) -> None:
    """Remove one's own message. Raises Refused."""
    state.remove(person.channel, _own(state, person, ts))


def open_conversation(state: State, person: Person) -> None:
    """Look at the messages with the bot."""
    state.emit(opened_event(person, state.next_ts()))


async def press(
    state: State,
    person: Person,
    message_ts: str,
    action_id: str,
    block_id: str = "",
    value: str = "",
    choice: str = "",
    channel: str = "",
) -> bool:
    """Press a button, or choose `choice` in a list; whether the bot acknowledged it in time.

    `block_id` and `value` say which, where several have the same action id; `channel` is where the message
    is, the person's direct messages when it is left out. Raises Refused when the person sees no such button
    or choice.
    """
    conversation = state.conversations.get(channel or person.channel)
    if conversation is None or not conversation.is_open_to(person):
        raise Refused("page.error.gone")
    message = state.store.message(conversation.id, message_ts)
    if message is None:
        raise Refused("page.error.gone")
    action = _action(message, action_id, block_id, value, choice) | {"action_ts": state.next_ts()}
    shown = state.shown(conversation.id, message)
    trigger = state.new_trigger(person)
    payload = block_actions(person, conversation, shown, action, state.identity, trigger)
    return await state.sockets.send_once("interactive", payload) is not None


def _written(state: State, text: str, required: bool) -> Json:
    if required and not text.strip():
        raise Refused("page.error.empty")
    if len(text) > limits.MESSAGE_TEXT:
        raise Refused("page.error.too-long")
    names = {person.name: person.id for person in state.people.values()}
    written, blocks = typed(text, names | {state.identity.bot_name: state.identity.bot_user})
    return {"text": written, "blocks": blocks}


def _own(state: State, person: Person, ts: str) -> Json:
    message = state.store.message(person.channel, ts)
    if message is None or message.get("deleted") or message["user"] != person.id:
        raise Refused("page.error.gone")
    return message


def _action(message: Json, action_id: str, block_id: str, value: str, choice: str) -> Json:
    for block in message.get("blocks", []):
        for element in interactive(block):
            if element["action_id"] != action_id or (block_id and block["block_id"] != block_id):
                continue
            if value and element.get("value") != value:
                continue
            return _pressed(element, choice) | {"action_id": action_id, "block_id": block["block_id"]}
    raise Refused("page.error.gone")


def _pressed(element: Json, choice: str) -> Json:
    kept = ("type", "text", "value", "style", "placeholder", "initial_option")
    action = {key: element[key] for key in kept if key in element}
    if element["type"] == "button":
        return action
    for option in _options(element):
        if option["value"] == choice:
            return action | {"selected_option": option}
    raise Refused("page.error.gone")


def _options(element: Json) -> list[Json]:
    groups: list[Json] = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]
