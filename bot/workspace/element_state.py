"""What the controls of a message or of a form stand on, as Slack tells it to the app."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.workspace.element_rules import is_date, is_moment
from bot.workspace.json_types import Json
from bot.workspace.people_refusals import Refused

Given = str | Sequence[str]
"""What a person gives a control: a text, a day, a moment in seconds, the value of a choice; or the values of
the boxes that are ticked."""

HOLDS: Mapping[str, str] = {
    "plain_text_input": "value",
    "url_text_input": "value",
    "datepicker": "selected_date",
    "datetimepicker": "selected_date_time",
    "file_input": "files",
    "checkboxes": "selected_options",
    "static_select": "selected_option",
    "radio_buttons": "selected_option",
}
"""Under which name each kind of control tells what it holds; a button and a menu hold nothing."""

_INITIAL: Mapping[str, str] = {
    "plain_text_input": "initial_value",
    "url_text_input": "initial_value",
    "datepicker": "initial_date",
    "datetimepicker": "initial_date_time",
    "checkboxes": "initial_options",
    "static_select": "initial_option",
    "radio_buttons": "initial_option",
}
_PRESSED = ("button", "overflow")


def controls(block: Json) -> Iterator[Json]:
    """What can be pressed, chosen or filled in, in a block."""
    for element in (*block.get("elements", []), block.get("accessory", {}), block.get("element", {})):
        if element.get("type") in HOLDS or element.get("type") in _PRESSED:
            yield element


def chosen(element: Json, value: Given) -> list[Json]:
    """The options of those values."""
    values = [value] if isinstance(value, str) else value
    return [option for option in element["options"] if option["value"] in values]


def held(element: Json, value: Given) -> Any:
    """What the control holds when it is given this; None for nothing."""
    kind = element["type"]
    if kind == "checkboxes":
        return chosen(element, value)
    if not isinstance(value, str) or not value:
        return None
    if kind == "datetimepicker":
        return int(value) if is_moment(value) else None
    if kind == "datepicker":
        return value if is_date(value) else None
    return value if HOLDS[kind] == "value" else next(iter(chosen(element, value)), None)


def state_of(blocks: Sequence[Json], given: Mapping[tuple[str, str], Given]) -> Json:
    """What every control stands on, by block and action id: what was given, or what it began with."""
    values: Json = {}
    for block in blocks:
        for element in controls(block):
            kind, key = element["type"], (block["block_id"], element.get("action_id", ""))
            if kind not in _INITIAL:
                continue
            begun = element.get(_INITIAL[kind], [] if kind == "checkboxes" else None)
            holds = held(element, given[key]) if key in given else begun
            values.setdefault(key[0], {})[key[1]] = {"type": kind, HOLDS[kind]: holds}
    return values


def acted(element: Json, block_id: str, value: Given) -> Json:
    """The action that the app gets: what was pressed, or what was chosen. Raises Refused: no such choice."""
    kind = element["type"]
    kept = ("type", "action_id", "text", "value", "style", "placeholder", _INITIAL.get(kind, ""))
    action = {name: element[name] for name in kept if name in element} | {"block_id": block_id}
    if kind == "button":
        return action
    if kind == "overflow":
        picked = next(iter(chosen(element, value)), None)
        name = "selected_option"
    else:
        picked, name = held(element, value), HOLDS[kind]
    if picked is None:
        raise Refused("page.error.gone")
    return action | {name: picked}
