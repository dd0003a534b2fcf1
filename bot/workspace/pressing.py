"""What a person presses or chooses: in a message, in a form, in what the app shows them at home."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.workspace.answers import Asked
from bot.workspace.element_state import Given, acted, controls, state_of
from bot.workspace.interactions import message_actions, view_actions
from bot.workspace.json_types import Json
from bot.workspace.people import Person
from bot.workspace.people_acts import place_of
from bot.workspace.people_refusals import Refused
from bot.workspace.state import State
from bot.workspace.views import as_slack


@dataclass(frozen=True, slots=True)
class Press:
    """Which control: `block_id` and `value` say it where several have the same action id. `choice` is what
    was chosen in it."""

    action_id: str
    block_id: str = ""
    value: str = ""
    choice: Given = ""


@dataclass(frozen=True, slots=True)
class ViewPress:
    """A press in a view, with what stands in its other fields, by block id."""

    view_id: str
    press: Press
    values: Mapping[str, Given] = field(default_factory=dict)


async def press(state: State, person: Person, message_ts: str, pressed: Press, channel: str = "") -> bool:
    """Press a button of a message, or choose in it; whether the bot acknowledged it in time.

    `channel` is where the message is, the person's direct messages when it is left out. Raises Refused when
    the person sees no such button or choice.
    """
    place = place_of(state, person, channel)
    message = state.message_for(person, place.id, message_ts)
    if message is None:
        raise Refused("page.error.gone")
    action = _action(state, message.get("blocks", []), pressed)
    asked = Asked(
        person.id, place.id, message.get("thread_ts", ""), message_ts, message.get("is_ephemeral", False)
    )
    doors = {"trigger_id": state.new_trigger(person), "response_url": state.new_address(asked)}
    shown = message if asked.is_ephemeral else state.shown(place.id, message)
    payload = message_actions(person, place, shown, state.identity, doors) | {
        "state": {"values": state_of(message.get("blocks", []), _given(action, pressed))},
        "actions": [action],
    }
    return await state.deliveries.send_once("interactive", payload) is not None


async def press_in_view(state: State, person: Person, pressed: ViewPress) -> bool:
    """Press in the form on top, or in what the app shows at home; whether the bot acknowledged it in time.

    Raises Refused when the person sees no such view, button or choice.
    """
    view = _view(state, person, pressed.view_id)
    action = _action(state, view["blocks"], pressed.press)
    given = _fields(view, pressed.values) | _given(action, pressed.press)
    held = as_slack(view) | {"state": {"values": state_of(view["blocks"], given)}}
    payload = view_actions(person, held, state.identity, state.new_trigger(person))
    return await state.deliveries.send_once("interactive", payload | {"actions": [action]}) is not None


def _view(state: State, person: Person, view_id: str) -> Json:
    for view in (state.views.of(person), state.views.home_of(person)):
        if view is not None and view["id"] == view_id:
            return view
    raise Refused("page.form.gone")


def _fields(view: Json, values: Mapping[str, Given]) -> dict[tuple[str, str], Given]:
    inputs = [block for block in view["blocks"] if block["type"] == "input" and block["block_id"] in values]
    return {(block["block_id"], block["element"]["action_id"]): values[block["block_id"]] for block in inputs}


def _given(action: Json, pressed: Press) -> dict[tuple[str, str], Given]:
    if action["type"] in ("button", "overflow"):
        return {}
    return {(action["block_id"], action["action_id"]): pressed.choice}


def _action(state: State, blocks: Sequence[Json], pressed: Press) -> Json:
    for block in blocks:
        if pressed.block_id not in ("", block["block_id"]):
            continue
        if block["type"] == "input" and not block.get("dispatch_action"):
            continue  # it is told when the form is sent, and not before
        for element in controls(block):
            if element["action_id"] == pressed.action_id and pressed.value in ("", element.get("value")):
                return acted(element, block["block_id"], pressed.choice) | {"action_ts": state.next_ts()}
    raise Refused("page.error.gone")
