"""What Slack checks in the blocks of a message, and what it fills in.

Only the blocks and elements that a message of the bot needs are known; any other is refused, so that nothing
is sent that nobody checked. A problem reads as Slack writes it, with a JSON pointer to its place.
"""

import copy
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from bot.workspace import limits
from bot.workspace.json_types import Json

Check = Callable[[Any, str], Iterator[str]]
"""Takes a value and its JSON pointer, gives the problems found."""


def problems(blocks: Sequence[Json]) -> list[str]:
    """Everything that Slack would not take, empty when the blocks are fine."""
    found = list(items(BLOCK, limits.MESSAGE_BLOCKS, least=0)(list(blocks), "/blocks"))
    if not found:
        found += _repeated(blocks, "block_id", "/blocks")
        for at, block in enumerate(blocks):
            found += _repeated(block.get("elements", []), "action_id", f"/blocks/{at}/elements")
        if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > limits.MARKDOWN_TEXT:
            found.append(
                _at("/blocks", f"markdown must be less than {limits.MARKDOWN_TEXT + 1} characters in all")
            )
    return found


def filled_in(blocks: Sequence[Json]) -> list[Json]:
    """The blocks with the ids and flags that Slack adds."""
    filled = copy.deepcopy(list(blocks))
    for block in filled:
        block.setdefault("block_id", secrets.token_hex(3))
        for element in [*block.get("elements", []), block.get("accessory", {})]:
            if element.get("type") in ELEMENTS:
                element.setdefault("action_id", secrets.token_hex(3))
        _fill_texts(block)
    return filled


def _fill_texts(value: Any) -> None:
    if isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        if value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _fill_texts(part)


def _repeated(things: Sequence[Json], name: str, pointer: str) -> Iterator[str]:
    seen = set()
    for at, thing in enumerate(things):
        value = thing.get(name)
        if value is not None and value in seen:
            yield _at(f"{pointer}/{at}/{name}", f'`{name}` "{value}" already exists')
        seen.add(value)


def _at(pointer: str, problem: str) -> str:
    return f"{problem} [json-pointer:{pointer}]"


# -- checks, from the smallest to the block


def string(most: int, least: int = 1) -> Check:
    """A string of that many characters."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield _at(pointer, "must provide a string")
        elif len(value) > most:
            yield _at(pointer, f"must be less than {most + 1} characters")
        elif len(value) < least:
            yield _at(pointer, f"must be more than {least - 1} characters")

    return check


def one_of(*allowed: str) -> Check:
    """One of these words."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if value not in allowed:
            yield _at(pointer, f"must be one of {', '.join(allowed)}")

    return check


def number(most: int) -> Check:
    """A whole number from 0."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, int) or not 0 <= value <= most:
            yield _at(pointer, f"must be a number from 0 to {most}")

    return check


def boolean(value: Any, pointer: str) -> Iterator[str]:
    """True or false."""
    if not isinstance(value, bool):
        yield _at(pointer, "must be a boolean")


def items(check_item: Check, most: int, least: int = 1) -> Check:
    """A list of that many things."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, list):
            yield _at(pointer, "must be an array")
        elif len(value) > most:
            yield _at(pointer, f"no more than {most} items allowed")
        elif len(value) < least:
            yield _at(pointer, f"no fewer than {least} items allowed")
        else:
            for at, item in enumerate(value):
                yield from check_item(item, f"{pointer}/{at}")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no other."""
    fields = {**required, **(optional or {})}

    def check(value: Any, pointer: str) -> Iterator[str]:
        if not isinstance(value, dict):
            yield _at(pointer, "must be an object")
            return
        for name in required:
            if name not in value:
                yield _at(pointer, f"missing required field: {name}")
        for name, field in value.items():
            if name in fields:
                yield from fields[name](field, f"{pointer}/{name}")
            elif name != "type":
                yield _at(pointer, f"invalid additional property: {name}")

    return check


def by_type(shapes: Mapping[str, Check]) -> Check:
    """An object whose `type` says which of these it is."""

    def check(value: Any, pointer: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            yield _at(f"{pointer}/type", f"unsupported type: {kind}")
        else:
            yield from shapes[kind](value, pointer)

    return check


def plain_text(most: int) -> Check:
    """A plain_text object."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean})})


def any_text(most: int) -> Check:
    """A plain_text or mrkdwn object."""
    mrkdwn = shape({"text": string(most)}, {"verbatim": boolean})
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean}), "mrkdwn": mrkdwn})


ACTION_ID = string(limits.ACTION_ID)
OPTION = shape(
    {"text": plain_text(limits.OPTION_TEXT), "value": string(limits.OPTION_VALUE)},
    {"description": plain_text(limits.OPTION_TEXT)},
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
    {"options": items(OPTION, limits.SELECT_OPTIONS)},
    {
        "action_id": ACTION_ID,
        "placeholder": plain_text(limits.PLACEHOLDER),
        "initial_option": OPTION,
        "confirm": CONFIRM,
        "focus_on_load": boolean,
    },
)
OVERFLOW = shape(
    {"options": items(OPTION, limits.OVERFLOW_OPTIONS)}, {"action_id": ACTION_ID, "confirm": CONFIRM}
)


def select(value: Any, pointer: str) -> Iterator[str]:
    """A list whose first choice is one of its options."""
    found = list(SELECT(value, pointer))
    if not found and "initial_option" in value and value["initial_option"] not in value["options"]:
        found.append(_at(f"{pointer}/initial_option", "must match one of the options"))
    yield from found


ELEMENTS: Mapping[str, Check] = {"button": BUTTON, "static_select": select, "overflow": OVERFLOW}

STYLE = shape({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
RICH_TEXT_TEXT = shape({"text": string(limits.RICH_TEXT_TEXT)}, {"style": STYLE})
RICH_TEXT_LINK = shape(
    {"url": string(limits.BUTTON_URL)},
    {"text": string(limits.RICH_TEXT_TEXT), "style": STYLE, "unsafe": boolean},
)
RICH_TEXT_ELEMENTS: Mapping[str, Check] = {
    "text": RICH_TEXT_TEXT,
    "link": RICH_TEXT_LINK,
    "emoji": shape({"name": string(100)}, {"unicode": string(100), "style": STYLE, "skin_tone": number(6)}),
    "user": shape({"user_id": string(20)}, {"style": STYLE}),
}
SPAN = items(by_type(RICH_TEXT_ELEMENTS), 1_000)
SECTION_PART = shape({"elements": SPAN})
BORDER = {"border": number(1)}
RICH_TEXT_PARTS: Mapping[str, Check] = {
    "rich_text_section": SECTION_PART,
    "rich_text_quote": shape({"elements": SPAN}, BORDER),
    "rich_text_preformatted": shape(
        {"elements": items(by_type({"text": RICH_TEXT_TEXT, "link": RICH_TEXT_LINK}), 1_000)}, BORDER
    ),
    "rich_text_list": shape(
        {
            "style": one_of("bullet", "ordered"),
            "elements": items(by_type({"rich_text_section": SECTION_PART}), 1_000),
        },
        {"indent": number(limits.LIST_INDENT), "offset": number(1_000)} | BORDER,
    ),
}

BLOCK_ID = {"block_id": string(limits.BLOCK_ID)}
IMAGE = {"image_url": string(limits.IMAGE_URL), "alt_text": string(limits.ALT_TEXT)}
SECTION = shape(
    {},
    {
        "text": any_text(limits.SECTION_TEXT),
        "fields": items(any_text(limits.FIELD_TEXT), limits.SECTION_FIELDS),
        "accessory": by_type({**ELEMENTS, "image": shape(IMAGE)}),
        "expand": boolean,
    }
    | BLOCK_ID,
)
CONTEXT_ELEMENT = by_type(
    {
        "plain_text": any_text(limits.CONTEXT_TEXT),
        "mrkdwn": any_text(limits.CONTEXT_TEXT),
        "image": shape(IMAGE),
    }
)


def section(value: Any, pointer: str) -> Iterator[str]:
    """A section with a text or fields."""
    if "text" not in value and "fields" not in value:
        yield _at(pointer, "missing required field: text")
    yield from SECTION(value, pointer)


BLOCK = by_type(
    {
        "header": shape({"text": plain_text(limits.HEADER_TEXT)}, BLOCK_ID),
        "section": section,
        "divider": shape({}, BLOCK_ID),
        "context": shape({"elements": items(CONTEXT_ELEMENT, limits.CONTEXT_ELEMENTS)}, BLOCK_ID),
        "actions": shape({"elements": items(by_type(ELEMENTS), limits.ACTIONS_ELEMENTS)}, BLOCK_ID),
        "rich_text": shape({"elements": items(by_type(RICH_TEXT_PARTS), 1_000)}, BLOCK_ID),
        "markdown": shape({"text": string(limits.MARKDOWN_TEXT)}, BLOCK_ID),
        "image": shape(IMAGE, BLOCK_ID | {"title": plain_text(limits.ALT_TEXT)}),
    }
)
