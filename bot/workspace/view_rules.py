"""What Slack checks in a view, and what it fills in: the blocks of a message, and the fields of a form.

A view is a modal, or what the app shows a person at home. Only the blocks that the bot needs are known.
"""

import json
from collections.abc import Mapping
from typing import Any, Literal

from bot.workspace import limits
from bot.workspace.block_rules import BLOCK_ID, BLOCKS, filled_in
from bot.workspace.element_rules import INPUTS
from bot.workspace.json_types import Json
from bot.workspace.shapes import (
    Check,
    boolean,
    by_type,
    items,
    plain_text,
    problem_at,
    repeated,
    shape,
    string,
)

Surface = Literal["modal", "home"]


def problems(view: Any, surface: Surface = "modal") -> list[str]:
    """Everything that Slack would not take there, empty when the view is fine."""
    found = list(_VIEWS[surface](view, "/view"))
    if found:
        return found
    blocks = view["blocks"]
    found += repeated(blocks, "block_id", "/view/blocks")
    for at, block in enumerate(blocks):
        found += repeated(block.get("elements", []), "action_id", f"/view/blocks/{at}/elements")
    if surface == "modal" and "submit" not in view and any(block["type"] == "input" for block in blocks):
        found.append(problem_at("/view", "missing required field: submit"))
    return found


def too_large(view: Json) -> bool:
    """Whether Slack answers `view_too_large`."""
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":"))) > limits.VIEW_JSON


def completed(view: Json) -> Json:
    """The view with every field that Slack shows, its ids apart."""
    words = ("title", "submit", "close")
    texts = {name: {"emoji": True} | view[name] if name in view else None for name in words}
    shown = {
        "type": view["type"],
        "blocks": filled_in(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "external_id": view.get("external_id", ""),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
    }
    return shown | (texts if view["type"] == "modal" else {})


_INPUT = shape(
    {"label": plain_text(limits.LABEL), "element": by_type(INPUTS)},
    {"hint": plain_text(limits.LABEL), "optional": boolean, "dispatch_action": boolean, **BLOCK_ID},
)
_IN_BOTH = ("header", "divider", "context", "rich_text", "image", "section", "actions")
_SHOWN = {kind: BLOCKS[kind] for kind in _IN_BOTH}
_HELD: Mapping[str, Check] = {
    "private_metadata": string(limits.PRIVATE_METADATA, least=0),
    "callback_id": string(limits.CALLBACK_ID, least=0),
    "external_id": string(limits.CALLBACK_ID, least=0),
}
_BUTTON = plain_text(limits.VIEW_TITLE)
_MODAL = shape(
    {
        "title": plain_text(limits.VIEW_TITLE),
        "blocks": items(by_type({**_SHOWN, "input": _INPUT}), limits.VIEW_BLOCKS),
    },
    {
        "submit": _BUTTON,
        "close": _BUTTON,
        "submit_disabled": boolean,
        "clear_on_close": boolean,
        "notify_on_close": boolean,
        **_HELD,
    },
)
_AT_HOME = by_type({**_SHOWN, "input": _INPUT, "table": BLOCKS["table"]})
_HOME = shape({"blocks": items(_AT_HOME, limits.VIEW_BLOCKS)}, _HELD)
_VIEWS: Mapping[str, Check] = {"modal": by_type({"modal": _MODAL}), "home": by_type({"home": _HOME})}
