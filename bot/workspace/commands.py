"""What a person asks of an app by its name: a command, or a shortcut of a menu. Each is sent once."""

import re

from bot.workspace.answers import Asked
from bot.workspace.conversations import Conversation
from bot.workspace.interactions import global_shortcut, message_shortcut, slash_command
from bot.workspace.json_types import Json
from bot.workspace.people import Person
from bot.workspace.people_acts import invite, place_of
from bot.workspace.people_refusals import Refused
from bot.workspace.rich_text import escaped
from bot.workspace.state import State

INVITE = "/invite"
"""The workspace's own command, with which the bot is let into a channel."""
_COMMAND = re.compile(r"(/\S+)\s*(.*)", re.DOTALL)


async def run_command(
    state: State, person: Person, text: str, thread_ts: str | None = None, channel: str = ""
) -> None:
    """Type a command in a conversation, the direct messages when none is named. The app gets it wherever it
    was typed, and nothing of it is shown.

    Raises Refused for one that the app does not have, in a thread, or that it did not acknowledge in time.
    """
    place = place_of(state, person, channel)
    written = _COMMAND.match(text)
    command, said = written.groups() if written else ("", "")
    if command not in (*state.commands, INVITE):
        raise Refused("page.error.command")
    if thread_ts:
        raise Refused("page.error.command-in-thread")
    if command == INVITE:
        return _invite(state, person, place, said)
    if not state.deliveries.connected:
        raise Refused("page.error.command-nobody")
    doors = _doors(state, person, Asked(person.id, place.id))
    payload = slash_command(person, place, (command, escaped(said.rstrip())), state.identity, doors)
    if await state.deliveries.send_once("slash_commands", payload) is None:
        raise Refused("page.error.command-timeout")
    return None


async def choose_shortcut(state: State, person: Person, callback_id: str) -> None:
    """Choose a shortcut that is of no message. Raises Refused."""
    _known(state, callback_id, "global")
    trigger = state.new_trigger(person)
    await _send(state, global_shortcut(person, callback_id, state.identity, trigger, state.next_ts()))


async def choose_message_shortcut(
    state: State, person: Person, callback_id: str, channel: str, message_ts: str
) -> None:
    """Choose a shortcut in the menu of a message, whoever wrote it; the app need not be there.

    Raises Refused.
    """
    _known(state, callback_id, "message")
    place = place_of(state, person, channel)
    message = state.store.message(place.id, message_ts)
    if message is None or message.get("deleted"):
        raise Refused("page.error.gone")
    asked = Asked(person.id, place.id, thread_ts=message.get("thread_ts", ""))
    doors = _doors(state, person, asked) | {"action_ts": state.next_ts()}
    shown = state.shown(place.id, message)
    await _send(state, message_shortcut(person, callback_id, (place, shown), state.identity, doors))


def _invite(state: State, person: Person, place: Conversation, said: str) -> None:
    named = said.strip().removeprefix("@").casefold()
    if named != state.identity.bot_name.casefold():
        raise Refused("page.error.invite")
    invite(state, person, place.id)


def _known(state: State, callback_id: str, kind: str) -> None:
    if state.shortcuts.get(callback_id, {}).get("type") != kind:
        raise Refused("page.error.gone")
    if not state.deliveries.connected:
        raise Refused("page.error.shortcut-nobody")


def _doors(state: State, person: Person, asked: Asked) -> Json:
    return {"response_url": state.new_address(asked), "trigger_id": state.new_trigger(person)}


async def _send(state: State, payload: Json) -> None:
    if await state.deliveries.send_once("interactive", payload) is None:
        raise Refused("page.error.shortcut-timeout")
