"""What Slack checks in the controls of a message, of a form and of what the app shows at home."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.workspace import limits
from bot.workspace.shapes import (
    Check,
    any_text,
    boolean,
    items,
    number,
    one_of,
    plain_text,
    problem_at,
    shape,
    string,
)

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_MOMENT = re.compile(r"\d{10}")
_ADDRESS = re.compile(r"https?://[^\s/.]+\.[^\s]+|https?://localhost(?:[:/]\S*)?", re.IGNORECASE)


def is_date(value: Any) -> bool:
    """Whether it is a day, written 2026-11-21."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def is_moment(value: Any) -> bool:
    """Whether it is a moment, in the ten digits of its seconds since 1970."""
    return isinstance(value, str) and _MOMENT.fullmatch(value) is not None


def is_address(value: Any) -> bool:
    """Whether Slack takes it for an address of the web."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def _date(value: Any, pointer: str) -> Iterator[str]:
    if not is_date(value):
        yield problem_at(pointer, "must be a valid date")


def _moment(value: Any, pointer: str) -> Iterator[str]:
    if not isinstance(value, int) or not is_moment(str(value)):
        yield problem_at(pointer, "must be a timestamp of 10 digits")


def count(most: int) -> Check:
    """A whole number from 1."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        yield from number(most)(value, pointer)
        if value == 0:
            yield problem_at(pointer, "must be more than 0")

    return check


ACTION_ID = string(limits.ACTION_ID)
OPTION = shape(
    {"text": any_text(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": any_text(limits.OPTION_TEXT)},
)
PLAIN_OPTION = shape(
    {"text": plain_text(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": plain_text(limits.OPTION_TEXT)},
)
MENU_OPTION = shape(
    {"text": plain_text(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": plain_text(limits.OPTION_TEXT), "url": string(limits.BUTTON_URL)},
)
CONFIRM = shape(
    {
        "title": plain_text(limits.CONFIRM_TITLE),
        "text": any_text(limits.CONFIRM_TEXT),
        "confirm": plain_text(limits.CONFIRM_BUTTON),
        "deny": plain_text(limits.CONFIRM_BUTTON),
    },
    {"style": one_of("primary", "danger")},
)
_ALWAYS: Mapping[str, Check] = {"action_id": ACTION_ID, "confirm": CONFIRM, "focus_on_load": boolean}
_PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain_text(limits.PLACEHOLDER)}
_CHOICES = items(OPTION, limits.CHOICES)


def _among(first: str, check: Check) -> Check:
    """What is chosen from the start is among the options."""

    def checked(value: Any, pointer: str) -> Iterator[str]:
        found = list(check(value, pointer))
        if not found:
            begun = value.get(first, [])
            begun = begun if isinstance(begun, list) else [begun]
            if any(option not in value["options"] for option in begun):
                found.append(problem_at(f"{pointer}/{first}", "must match one of the options"))
        yield from found

    return checked


BUTTON = shape(
    {"text": plain_text(limits.BUTTON_TEXT)},
    {
        "action_id": ACTION_ID,
        "value": string(limits.BUTTON_VALUE, least=0),
        "url": string(limits.BUTTON_URL),
        "style": one_of("primary", "danger"),
        "confirm": CONFIRM,
        "accessibility_label": string(limits.BUTTON_TEXT),
    },
)
SELECT = shape(
    {"options": items(PLAIN_OPTION, limits.SELECT_OPTIONS)},
    {"initial_option": PLAIN_OPTION, **_ALWAYS, **_PLACEHOLDER},
)
OVERFLOW = shape(
    {"options": items(MENU_OPTION, limits.OVERFLOW_OPTIONS)}, {"action_id": ACTION_ID, "confirm": CONFIRM}
)
ACCESSORIES: Mapping[str, Check] = {
    "button": BUTTON,
    "static_select": _among("initial_option", SELECT),
    "overflow": OVERFLOW,
    "radio_buttons": _among(
        "initial_option", shape({"options": _CHOICES}, {"initial_option": OPTION, **_ALWAYS})
    ),
    "checkboxes": _among(
        "initial_options", shape({"options": _CHOICES}, {"initial_options": _CHOICES, **_ALWAYS})
    ),
    "datepicker": shape({}, {"initial_date": _date, **_ALWAYS, **_PLACEHOLDER}),
}
"""What may stand beside the text of a section."""

_MOMENTS = shape({}, {"initial_date_time": _moment, **_ALWAYS})
CONTROLS: Mapping[str, Check] = {**ACCESSORIES, "datetimepicker": _MOMENTS}
"""What may stand in a row of actions."""

_DISPATCH = shape(
    {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), 2)},
)
_TYPED: Mapping[str, Check] = {
    "initial_value": string(limits.INPUT_TEXT, least=0),
    "action_id": ACTION_ID,
    "focus_on_load": boolean,
    "dispatch_action_config": _DISPATCH,
    **_PLACEHOLDER,
}
_TEXT = shape(
    {},
    {
        "multiline": boolean,
        "min_length": number(limits.INPUT_TEXT),
        "max_length": count(limits.INPUT_TEXT),
        **_TYPED,
    },
)
_FILES = shape(
    {},
    {"action_id": ACTION_ID, "filetypes": items(string(20), 100), "max_files": count(limits.FILES)},
)
_NOT_FILLED_IN = ("button", "overflow")
INPUTS: Mapping[str, Check] = {
    "plain_text_input": _TEXT,
    "url_text_input": shape({}, _TYPED),
    "file_input": _FILES,
    **{kind: check for kind, check in CONTROLS.items() if kind not in _NOT_FILLED_IN},
}
"""What may stand in a field of a form."""
