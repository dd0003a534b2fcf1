"""Every limit of a message's blocks: the longest that is taken, and one more that is refused."""

from typing import Any

import pytest

from bot.workspace import limits
from bot.workspace.block_rules import filled_in, problems

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def actions(*elements: Json) -> list[Json]:
    return [{"type": "actions", "elements": list(elements)}]


def button(**changes: Any) -> Json:
    return {"type": "button", "text": plain("Oui"), "action_id": "yes"} | changes


def option(text: str = "LinkedIn", value: str = "linkedin") -> Json:
    return {"text": plain(text), "value": value}


def select(**changes: Any) -> Json:
    return {"type": "static_select", "action_id": "platform", "options": [option()]} | changes


def confirm(**changes: Any) -> Json:
    texts = {"title": plain("a"), "text": plain("b"), "confirm": plain("c"), "deny": plain("d")}
    return button(confirm=texts | changes)


def rich(*parts: Json) -> list[Json]:
    return [{"type": "rich_text", "elements": list(parts)}]


def span(kind: str, *elements: Json) -> Json:
    return {"type": kind, "elements": list(elements)}


WORD = {"type": "text", "text": "a"}

LEGAL = {
    "header": [{"type": "header", "text": plain("a" * limits.HEADER_TEXT)}],
    "section": [{"type": "section", "text": mrkdwn("a" * limits.SECTION_TEXT), "accessory": button()}],
    "fields": [{"type": "section", "fields": [plain("a" * limits.FIELD_TEXT)] * limits.SECTION_FIELDS}],
    "blocks": [{"type": "divider"}] * limits.MESSAGE_BLOCKS,
    "block id": [{"type": "divider", "block_id": "a" * limits.BLOCK_ID}],
    "context": [{"type": "context", "elements": [mrkdwn("a")] * limits.CONTEXT_ELEMENTS}],
    "elements": actions(*[button(action_id=str(at)) for at in range(limits.ACTIONS_ELEMENTS)]),
    "button": actions(button(text=plain("a" * limits.BUTTON_TEXT), value="a" * limits.BUTTON_VALUE)),
    "action id": actions(button(action_id="a" * limits.ACTION_ID)),
    "styles": actions(button(style="primary"), button(action_id="no", style="danger")),
    "confirm": actions(confirm()),
    "select": actions(select(options=[option(value=str(at)) for at in range(limits.SELECT_OPTIONS)])),
    "option": actions(select(options=[option("a" * limits.OPTION_TEXT, "a" * limits.OPTION_VALUE)])),
    "initial option": actions(select(initial_option=option(), placeholder=plain("a" * limits.PLACEHOLDER))),
    "overflow": actions({"type": "overflow", "action_id": "o", "options": [option()] * 5}),
    "quote": rich(span("rich_text_quote", {"type": "text", "text": "a" * limits.RICH_TEXT_TEXT})),
    "preformatted": rich(span("rich_text_preformatted", WORD)),
    "list": rich(
        {"type": "rich_text_list", "style": "bullet", "elements": [span("rich_text_section", WORD)]}
    ),
    "styled": rich(span("rich_text_section", WORD | {"style": {"bold": True}})),
    "link, emoji, user": rich(
        span(
            "rich_text_section",
            {"type": "link", "url": "https://example.com", "text": "a"},
            {"type": "emoji", "name": "rocket"},
            {"type": "user", "user_id": "U0CAMILLE1"},
        )
    ),
    "markdown": [{"type": "markdown", "text": "a" * 6_000}] * 2,
    "image": [{"type": "image", "image_url": "https://example.com/a.png", "alt_text": "a"}],
}


@pytest.mark.parametrize("blocks", LEGAL.values(), ids=LEGAL)
def test_what_fits_is_taken(blocks: list[Json]) -> None:
    assert problems(blocks) == []


ILLEGAL = {
    "header": ([{"type": "header", "text": plain("a" * 151)}], "/blocks/0/text/text", "less than 151"),
    "mrkdwn header": ([{"type": "header", "text": mrkdwn("a")}], "/blocks/0/text/type", "unsupported type"),
    "empty header": ([{"type": "header", "text": plain("")}], "/blocks/0/text/text", "more than 0"),
    "section": ([{"type": "section", "text": mrkdwn("a" * 3001)}], "/blocks/0/text/text", "less than 3001"),
    "empty section": ([{"type": "section"}], "/blocks/0", "missing required field: text"),
    "fields": ([{"type": "section", "fields": [plain("a")] * 11}], "/blocks/0/fields", "no more than 10"),
    "field": ([{"type": "section", "fields": [plain("a" * 2001)]}], "/blocks/0/fields/0/text", "2001"),
    "blocks": ([{"type": "divider"}] * 51, "/blocks", "no more than 50 items"),
    "block id": ([{"type": "divider", "block_id": "a" * 256}], "/blocks/0/block_id", "less than 256"),
    "same block id": ([{"type": "divider", "block_id": "a"}] * 2, "/blocks/1/block_id", "already exists"),
    "context": (
        [{"type": "context", "elements": [mrkdwn("a")] * 11}],
        "/blocks/0/elements",
        "no more than 10",
    ),
    "empty context": ([{"type": "context", "elements": []}], "/blocks/0/elements", "no fewer than 1"),
    "elements": (
        actions(*[button(action_id=str(at)) for at in range(26)]),
        "/blocks/0/elements",
        "no more than 25",
    ),
    "same action": (actions(button(), button()), "/blocks/0/elements/1/action_id", "already exists"),
    "button": (actions(button(text=plain("a" * 76))), "/blocks/0/elements/0/text/text", "less than 76"),
    "value": (actions(button(value="a" * 2001)), "/blocks/0/elements/0/value", "less than 2001"),
    "action id": (actions(button(action_id="a" * 256)), "/blocks/0/elements/0/action_id", "less than 256"),
    "style": (actions(button(style="big")), "/blocks/0/elements/0/style", "must be one of"),
    "confirm": (
        actions(confirm(deny=plain("a" * 31))),
        "/blocks/0/elements/0/confirm/deny/text",
        "less than 31",
    ),
    "options": (actions(select(options=[option()] * 101)), "/blocks/0/elements/0/options", "more than 100"),
    "no options": (actions(select(options=[])), "/blocks/0/elements/0/options", "no fewer than 1"),
    "option text": (
        actions(select(options=[option(text="a" * 76)])),
        "/blocks/0/elements/0/options/0/text/text",
        "less than 76",
    ),
    "option value": (
        actions(select(options=[option(value="a" * 151)])),
        "/blocks/0/elements/0/options/0/value",
        "less than 151",
    ),
    "initial option": (
        actions(select(initial_option=option(value="x"))),
        "/blocks/0/elements/0/initial_option",
        "must match one of the options",
    ),
    "placeholder": (
        actions(select(placeholder=plain("a" * 151))),
        "/blocks/0/elements/0/placeholder/text",
        "less than 151",
    ),
    "overflow": (
        actions({"type": "overflow", "options": [option()] * 6}),
        "/blocks/0/elements/0/options",
        "no more than 5",
    ),
    "rich text": (rich(span("rich_text_song", WORD)), "/blocks/0/elements/0/type", "unsupported type"),
    "element": (
        rich(span("rich_text_section", {"type": "shout"})),
        "/blocks/0/elements/0/elements/0/type",
        "unsupported type: shout",
    ),
    "emoji in preformatted": (
        rich(span("rich_text_preformatted", {"type": "emoji", "name": "a"})),
        "/blocks/0/elements/0/elements/0/type",
        "unsupported type: emoji",
    ),
    "empty text": (
        rich(span("rich_text_section", {"type": "text", "text": ""})),
        "/blocks/0/elements/0/elements/0/text",
        "more than 0",
    ),
    "rich style": (
        rich(span("rich_text_section", WORD | {"style": {"big": True}})),
        "/blocks/0/elements/0/elements/0/style",
        "invalid additional property: big",
    ),
    "indent": (
        rich(
            {
                "type": "rich_text_list",
                "style": "bullet",
                "indent": 9,
                "elements": [span("rich_text_section", WORD)],
            }
        ),
        "/blocks/0/elements/0/indent",
        "from 0 to 8",
    ),
    "markdown": ([{"type": "markdown", "text": "a" * 6_001}] * 2, "/blocks", "less than 12001"),
    "unknown block": ([{"type": "carousel"}], "/blocks/0/type", "unsupported type: carousel"),
    "additional": ([{"type": "divider", "colour": 1}], "/blocks/0", "invalid additional property: colour"),
    "not a text": ([{"type": "header", "text": "a"}], "/blocks/0/text/type", "unsupported type"),
    "number": (actions(button(value=1)), "/blocks/0/elements/0/value", "must provide a string"),
    "flag": ([{"type": "header", "text": plain("a") | {"emoji": 1}}], "/blocks/0/text/emoji", "boolean"),
    "not a list": ([{"type": "context", "elements": {}}], "/blocks/0/elements", "must be an array"),
    "not an object": (actions(select(options=["a"])), "/blocks/0/elements/0/options/0", "must be an object"),
}


@pytest.mark.parametrize(("blocks", "pointer", "words"), ILLEGAL.values(), ids=ILLEGAL)
def test_what_does_not_fit_is_refused_at_its_place(blocks: list[Json], pointer: str, words: str) -> None:
    found = problems(blocks)
    assert len(found) == 1
    assert words in found[0]
    assert found[0].endswith(f"[json-pointer:{pointer}]")


def test_every_problem_is_named() -> None:
    assert len(problems([{"type": "section"}, {"type": "header", "text": mrkdwn("a")}])) == 2


def test_ids_and_flags_are_filled_in_and_the_given_ones_kept() -> None:
    given = [
        {"type": "divider", "block_id": "mine"},
        *actions(button(), {"type": "button", "text": plain("b")}),
        {"type": "section", "text": mrkdwn("a"), "accessory": {"type": "overflow", "options": [option()]}},
    ]
    divider, buttons, section = filled_in(given)
    assert divider["block_id"] == "mine"
    assert buttons["elements"][0]["action_id"] == "yes"
    assert buttons["elements"][1]["action_id"]
    assert buttons["elements"][1]["text"]["emoji"] is True
    assert section["block_id"]
    assert section["text"]["verbatim"] is False
    assert section["accessory"]["action_id"]
    assert "block_id" not in given[1]
