"""What Slack checks in the blocks of a message, and what it fills in.

Only the blocks and elements that a message of the bot needs are known; any other is refused, so that nothing
is sent that nobody checked. A problem reads as Slack writes it, with a JSON pointer to its place.
"""

import copy
import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.workspace import limits
from bot.workspace.element_rules import ACCESSORIES, CONTROLS
from bot.workspace.json_types import Json
from bot.workspace.shapes import (
    Check,
    any_text,
    boolean,
    by_type,
    items,
    number,
    one_of,
    plain_text,
    problem_at,
    quantity,
    repeated,
    shape,
    string,
)


def problems(blocks: Sequence[Json]) -> list[str]:
    """Everything that Slack would not take, empty when the blocks are fine."""
    found = list(items(BLOCK, limits.MESSAGE_BLOCKS, least=0)(list(blocks), "/blocks"))
    if not found:
        found += repeated(blocks, "block_id", "/blocks")
        for at, block in enumerate(blocks):
            found += repeated(block.get("elements", []), "action_id", f"/blocks/{at}/elements")
        if sum(block["type"] == "table" for block in blocks) > 1:
            found.append(problem_at("/blocks", "only_one_table_allowed"))
        if sum(len(block["text"]) for block in blocks if block["type"] == "markdown") > limits.MARKDOWN_TEXT:
            found.append(
                problem_at(
                    "/blocks", f"markdown must be less than {limits.MARKDOWN_TEXT + 1} characters in all"
                )
            )
    return found


def filled_in(blocks: Sequence[Json]) -> list[Json]:
    """The blocks with the ids and flags that Slack adds."""
    filled = copy.deepcopy(list(blocks))
    for block in filled:
        block.setdefault("block_id", secrets.token_hex(3))
        for element in [*block.get("elements", []), block.get("accessory", {})]:
            if element.get("type") in CONTROLS:
                element.setdefault("action_id", secrets.token_hex(3))
        if "element" in block:
            block["element"].setdefault("action_id", secrets.token_hex(3))
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
    "date": shape(
        {"timestamp": quantity, "format": string(200)},
        {"fallback": string(200), "url": string(limits.BUTTON_URL), "style": STYLE},
    ),
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
        "accessory": by_type({**ACCESSORIES, "image": shape(IMAGE)}),
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
        yield problem_at(pointer, "missing required field: text")
    yield from SECTION(value, pointer)


CELL = by_type(
    {
        "raw_text": shape({"text": string(limits.RICH_TEXT_TEXT)}),
        "raw_number": shape({"value": quantity}, {"text": string(limits.RICH_TEXT_TEXT)}),
        "rich_text": shape({"elements": items(by_type(RICH_TEXT_PARTS), 1_000)}),
    }
)
COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})
TABLE = shape(
    {"rows": items(items(CELL, limits.TABLE_COLUMNS), limits.TABLE_ROWS)},
    {"column_settings": items(COLUMN, limits.TABLE_COLUMNS)} | BLOCK_ID,
)


def table(value: Any, pointer: str) -> Iterator[str]:
    """Rows of as many cells each."""
    found = list(TABLE(value, pointer))
    if not found and len({len(row) for row in value["rows"]}) > 1:
        found.append(problem_at(f"{pointer}/rows", "must have as many cells in every row"))
    yield from found


BLOCKS: Mapping[str, Check] = {
    "header": shape({"text": plain_text(limits.HEADER_TEXT)}, BLOCK_ID),
    "section": section,
    "divider": shape({}, BLOCK_ID),
    "context": shape({"elements": items(CONTEXT_ELEMENT, limits.CONTEXT_ELEMENTS)}, BLOCK_ID),
    "actions": shape({"elements": items(by_type(CONTROLS), limits.ACTIONS_ELEMENTS)}, BLOCK_ID),
    "rich_text": shape({"elements": items(by_type(RICH_TEXT_PARTS), 1_000)}, BLOCK_ID),
    "markdown": shape({"text": string(limits.MARKDOWN_TEXT)}, BLOCK_ID),
    "image": shape(IMAGE, BLOCK_ID | {"title": plain_text(limits.ALT_TEXT)}),
    "table": table,
}
BLOCK = by_type(BLOCKS)
