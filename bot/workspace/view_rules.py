"""What Slack checks in a modal view, and what it fills in: the blocks of a message, and the inputs of a form.

Only what a form of the bot needs is known: nothing in a view can be pressed but its own two buttons.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.workspace import limits
from bot.workspace.block_rules import ACTION_ID, BLOCK_ID, BLOCKS, OPTION, filled_in, select
from bot.workspace.json_types import Json
from bot.workspace.shapes import (
    Check,
    boolean,
    by_type,
    items,
    number,
    plain_text,
    problem_at,
    repeated,
    shape,
    string,
)

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")


def problems(view: Any) -> list[str]:
    """Everything that Slack would not take, empty when the view is fine."""
    found = list(_VIEW(view, "/view"))
    if found:
        return found
    blocks = view["blocks"]
    found += repeated(blocks, "block_id", "/view/blocks")
    if "submit" not in view and any(block["type"] == "input" for block in blocks):
        found.append(problem_at("/view", "missing required field: submit"))
    return found


def too_large(view: Json) -> bool:
    """Whether Slack answers `view_too_large`."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":"))) > limits.VIEW_JSON


def completed(view: Json) -> Json:
    """The view with every field that Slack shows, its ids apart."""
    words = ("title", "submit", "close")
    texts = {name: {"emoji": True} | view[name] if name in view else None for name in words}
    return {
        "type": "modal",
        "blocks": filled_in(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
    } | texts


def is_date(value: Any) -> bool:
    """Whether it is a day, written 2026-11-21."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None


def _date(value: Any, pointer: str) -> Iterator[str]:
    if not is_date(value):
        yield problem_at(pointer, "must be a valid date")


def _count(most: int) -> Check:
    def check(value: Any, pointer: str) -> Iterator[str]:
        yield from number(most)(value, pointer)
        if value == 0:
            yield problem_at(pointer, "must be more than 0")

    return check


def _section(value: Any, pointer: str) -> Iterator[str]:
    yield from BLOCKS["section"](value, pointer)
    accessory = value.get("accessory")
    if isinstance(accessory, dict) and accessory.get("type") != "image":
        yield problem_at(f"{pointer}/accessory/type", "unsupported type")


_ALWAYS: Mapping[str, Check] = {"action_id": ACTION_ID, "focus_on_load": boolean}
_PLACEHOLDER: Mapping[str, Check] = {"placeholder": plain_text(limits.PLACEHOLDER)}
_TEXT_INPUT = shape(
    {},
    {
        "initial_value": string(limits.INPUT_TEXT, least=0),
        "multiline": boolean,
        "min_length": number(limits.INPUT_TEXT),
        "max_length": _count(limits.INPUT_TEXT),
        **_ALWAYS,
        **_PLACEHOLDER,
    },
)
_CHOICES = items(OPTION, limits.CHOICES)
_INPUTS: Mapping[str, Check] = {
    "plain_text_input": _TEXT_INPUT,
    "static_select": select,
    "datepicker": shape({}, {"initial_date": _date, **_ALWAYS, **_PLACEHOLDER}),
    "file_input": shape(
        {},
        {
            "action_id": ACTION_ID,
            "filetypes": items(string(20), 100),
            "max_files": _count(limits.FILES),
        },
    ),
    "radio_buttons": shape({"options": _CHOICES}, {"initial_option": OPTION, **_ALWAYS}),
    "checkboxes": shape({"options": _CHOICES}, {"initial_options": _CHOICES, **_ALWAYS}),
}
_INPUT = shape(
    {"label": plain_text(limits.LABEL), "element": by_type(_INPUTS)},
    {"hint": plain_text(limits.LABEL), "optional": boolean, **BLOCK_ID},
)
_SHOWN = {kind: BLOCKS[kind] for kind in ("header", "divider", "context", "rich_text", "image")}
_BLOCK = by_type({**_SHOWN, "section": _section, "input": _INPUT})
_BUTTON = plain_text(limits.VIEW_TITLE)
_VIEW = by_type(
    {
        "modal": shape(
            {
                "title": plain_text(limits.VIEW_TITLE),
                "blocks": items(
                    by_type({**_SHOWN, "section": _section, "input": _INPUT}), limits.VIEW_BLOCKS
                ),
            },
            {
                "submit": _BUTTON,
                "close": _BUTTON,
                "private_metadata": string(limits.PRIVATE_METADATA, least=0),
                "callback_id": string(limits.CALLBACK_ID, least=0),
                "external_id": string(limits.CALLBACK_ID, least=0),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
            },
        )
    }
)
