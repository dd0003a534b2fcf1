"""What Slack takes: every block made again by a library that knows the limits, and what it leaves out."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import slackblocks

from bot.slack.render import Message

MOST_BLOCKS = 50
MOST_TEXT = 3_000
MOST_JSON = 11_000
"""Slack was seen to refuse 13,200 characters of legal blocks (bolt-js issue 2509)."""
MOST_FALLBACK = 4_000
"""`chat.update` refuses a longer `text`."""


def assert_legal(message: Message) -> None:
    """Slack takes this message: its blocks are well-formed, none too long, and neither are all of them."""
    blocks = [_MADE[block["type"]](block) for block in message.blocks]
    slackblocks.Message("D1", message.text, blocks)
    for block in message.blocks:
        assert _MADE[block["type"]](block)._resolve().keys() - {"block_id"} <= block.keys()
    assert message.text.strip()
    assert len(message.text) <= MOST_FALLBACK
    assert 0 < len(message.blocks) <= MOST_BLOCKS
    assert len(json.dumps(message.blocks)) <= MOST_JSON
    for text in texts_of(message):
        assert 0 < len(text) <= MOST_TEXT


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a payload, the outer ones first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from objects_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from objects_in(each)


def texts_of(message: Message) -> list[str]:
    """Every text that a person sees in the blocks, in order."""
    return [each["text"] for each in objects_in(message.blocks) if isinstance(each.get("text"), str)]


def seen(message: Message) -> str:
    """All that a person reads in the blocks."""
    return "".join(texts_of(message))


def _only(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    unknown = value.keys() - {"type", *keys}
    assert not unknown, f"{value['type']} has {unknown}"
    return value


def _plain(value: dict[str, Any]) -> slackblocks.PlainText:
    assert _only(value, "text", "emoji")["type"] == "plain_text"
    return slackblocks.PlainText(value["text"], value["emoji"])


def _run(value: dict[str, Any]) -> slackblocks.RichText:
    assert _only(value, "text", "style")["type"] == "text"
    return slackblocks.RichText(value["text"], **value.get("style", {}))


def _rich(value: dict[str, Any]) -> Any:
    inside: Callable[[dict[str, Any]], Any] = _rich if value["type"] == "rich_text_list" else _run
    elements = [inside(each) for each in _only(value, "elements", "style")["elements"]]
    if value["type"] == "rich_text_list":
        return slackblocks.RichTextList(value["style"], elements)
    return {
        "rich_text_section": slackblocks.RichTextSection,
        "rich_text_quote": slackblocks.RichTextQuote,
        "rich_text_preformatted": slackblocks.RichTextCodeBlock,
    }[value["type"]](elements)


def _button(value: dict[str, Any]) -> slackblocks.Button:
    _only(value, "text", "action_id", "value", "style", "confirm")
    asked = value.get("confirm")
    confirm = (
        slackblocks.ConfirmationDialogue(**{part: _plain(asked[part]) for part in asked}) if asked else None
    )
    return slackblocks.Button(
        _plain(value["text"]),
        value["action_id"],
        value=value["value"],
        style=value.get("style"),
        confirm=confirm,
    )


def _menu(value: dict[str, Any]) -> slackblocks.StaticSelectMenu:
    _only(value, "action_id", "options", "initial_option")
    options = {
        each["value"]: slackblocks.Option(_plain({"type": "plain_text", **each["text"]}), each["value"])
        for each in value["options"]
    }
    assert value["initial_option"] in value["options"]
    chosen = options[value["initial_option"]["value"]]
    return slackblocks.StaticSelectMenu(value["action_id"], list(options.values()), initial_option=chosen)


def _section(value: dict[str, Any]) -> slackblocks.SectionBlock:
    _only(value, "block_id", "text", "accessory")
    return slackblocks.SectionBlock(
        _plain(value["text"]), value["block_id"], accessory=_menu(value["accessory"])
    )


_MADE: dict[str, Callable[[dict[str, Any]], slackblocks.Block]] = {
    "header": lambda block: slackblocks.HeaderBlock(_plain(_only(block, "text")["text"])),
    "divider": lambda block: slackblocks.DividerBlock(),
    "context": lambda block: slackblocks.ContextBlock([_plain(each) for each in block["elements"]]),
    "rich_text": lambda block: slackblocks.RichTextBlock([_rich(each) for each in block["elements"]]),
    "section": _section,
    "actions": lambda block: slackblocks.ActionsBlock([_button(each) for each in block["elements"]]),
}
