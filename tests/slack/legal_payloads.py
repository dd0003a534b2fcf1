"""What Slack takes: every block made again by a library that knows the limits, and what it leaves out."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import slackblocks

from bot.slack.ids import card_of_block
from bot.slack.render import Message

MOST_BLOCKS = 50
MOST_TEXT = 3_000
MOST_JSON = 11_000
"""Slack was seen to refuse 13,200 characters of legal blocks (bolt-js issue 2509)."""
MOST_FALLBACK = 4_000
"""`chat.update` refuses a longer `text`."""
MOST_OF_A_VIEW = 100
MOST_VIEW_JSON = 250_000
LONGEST_TITLE = 24
LONGEST_LABEL = 75
"""Characters of a button's label, of what a screen reader says for it, and of a choice in a list."""
LONGEST_CHOICE = 150
"""Characters of what a choice in a list carries."""
LONGEST_FIELD = 3_000


def assert_legal(message: Message) -> None:
    """Slack takes this message: its blocks are well-formed, none too long, and neither are all of them."""
    blocks = [_MADE[block["type"]](block) for block in message.blocks]
    slackblocks.Message("D1", message.text, blocks)
    for block in message.blocks:
        assert _MADE[block["type"]](block)._resolve().keys() - {"block_id"} <= block.keys()
        assert block["type"] != "input"
    assert message.text.strip()
    assert len(message.text) <= MOST_FALLBACK
    assert 0 < len(message.blocks) <= MOST_BLOCKS
    assert len(json.dumps(message.blocks)) <= MOST_JSON
    for text in texts_of(message):
        assert 0 < len(text) <= MOST_TEXT


def assert_legal_view(view: dict[str, Any]) -> None:
    """Slack opens this modal, or shows this page of a person's own."""
    known = {"type", "callback_id", "private_metadata", "title", "submit", "close", "blocks"}
    assert view.keys() <= known
    assert 0 < len(view["blocks"]) <= MOST_OF_A_VIEW
    assert len(json.dumps(view)) <= MOST_VIEW_JSON
    for block in view["blocks"]:
        _MADE[block["type"]](block)
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(ids) == len(set(ids))
    for text in [each["text"] for each in objects_in(view["blocks"]) if isinstance(each.get("text"), str)]:
        assert 0 < len(text) <= MOST_TEXT
    if view["type"] == "modal":
        for part in ("title", "submit", "close"):
            assert 0 < len(_plain(view[part]).text if part in view else "-") <= LONGEST_TITLE
        assert len(view.get("private_metadata", "")) <= 3_000
        assert "submit" in view or not any(block["type"] == "input" for block in view["blocks"])
        assert "callback_id" in view or "submit" not in view


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


def actions_of(message: Message) -> dict[str, str]:
    """Each action of a message, those of its menus too, and what pressing it carries."""
    pressed: dict[str, str] = {}
    for each in objects_in(message.blocks):
        if each.get("type") == "button":
            pressed[each["action_id"]] = each["value"]
        elif each.get("type") == "overflow":
            pressed |= dict(option["value"].split("|", 1) for option in each["options"])
        elif "accessory" in each:
            pressed[each["accessory"]["action_id"]] = card_of_block(each["block_id"])
    return pressed


def _only(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    unknown = value.keys() - {"type", *keys}
    assert not unknown, f"{value['type']} has {unknown}"
    return value


def _plain(value: dict[str, Any]) -> slackblocks.PlainText:
    assert _only(value, "text", "emoji")["type"] == "plain_text"
    return slackblocks.PlainText(value["text"], value["emoji"])


def _run(value: dict[str, Any]) -> slackblocks.RichTextObject:
    if value["type"] == "date":
        assert _only(value, "timestamp", "format", "fallback")["timestamp"] > 0
        return slackblocks.RichText(value["fallback"])
    if value["type"] == "link":
        _only(value, "url", "text", "style")
        return slackblocks.RichTextLink(value["url"], value["text"])
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
    _only(value, "text", "action_id", "value", "style", "confirm", "accessibility_label")
    asked = value.get("confirm")
    confirm = (
        slackblocks.ConfirmationDialogue(**{part: _plain(asked[part]) for part in asked}) if asked else None
    )
    assert 0 < len(value["text"]["text"]) <= LONGEST_LABEL
    assert 0 < len(value.get("accessibility_label", "-")) <= LONGEST_LABEL
    return slackblocks.Button(
        _plain(value["text"]),
        value["action_id"],
        value=value["value"],
        style=value.get("style"),
        confirm=confirm,
        accessibility_label=value.get("accessibility_label"),
    )


def _overflow(value: dict[str, Any]) -> slackblocks.OverflowMenu:
    assert 2 <= len(_only(value, "action_id", "options")["options"]) <= 5
    return slackblocks.OverflowMenu(value["action_id"], [_option(each) for each in value["options"]])


def _option(value: dict[str, Any]) -> slackblocks.Option:
    assert value.keys() <= {"text", "value", "description"}
    assert 0 < len(value["text"]["text"]) <= LONGEST_LABEL
    assert 0 < len(value["value"]) <= LONGEST_CHOICE
    return slackblocks.Option(_plain(value["text"]), value["value"])


def _menu(value: dict[str, Any]) -> slackblocks.StaticSelectMenu:
    _only(value, "action_id", "options", "initial_option")
    options = {each["value"]: _option(each) for each in value["options"]}
    assert 0 < len(options) <= 100
    assert value["initial_option"] in value["options"]
    chosen = options[value["initial_option"]["value"]]
    return slackblocks.StaticSelectMenu(value["action_id"], list(options.values()), initial_option=chosen)


def _section(value: dict[str, Any]) -> slackblocks.SectionBlock:
    _only(value, "block_id", "text", "accessory")
    accessory = value.get("accessory")
    made = _ELEMENTS[accessory["type"]](accessory) if accessory else None
    return slackblocks.SectionBlock(_plain(value["text"]), value.get("block_id"), accessory=made)


def _actions(value: dict[str, Any]) -> slackblocks.ActionsBlock:
    """No action twice in a row of buttons, and one of them at most is the one to press."""
    elements = _only(value, "elements", "block_id")["elements"]
    named = [each["action_id"] for each in elements]
    assert len(named) == len(set(named))
    assert sum(each.get("style") == "primary" for each in elements) <= 1
    return slackblocks.ActionsBlock([_ELEMENTS[each["type"]](each) for each in elements])


def _input(value: dict[str, Any]) -> slackblocks.InputBlock:
    element = _only(value, "block_id", "label", "element", "hint", "optional")["element"]
    assert len(value["label"]["text"]) <= 2_000
    assert len(value.get("hint", {"text": ""})["text"]) <= 2_000
    hint = _plain(value["hint"]) if "hint" in value else None
    return slackblocks.InputBlock(
        _plain(value["label"]), _FIELDS[element["type"]](element), block_id=value["block_id"], hint=hint
    )


def _words(value: dict[str, Any]) -> slackblocks.PlainTextInput:
    _only(value, "action_id", "multiline", "min_length", "max_length", "initial_value")
    longest = value.get("max_length", LONGEST_FIELD)
    assert 0 < longest <= LONGEST_FIELD
    # A browser counts what is beyond the Basic Multilingual Plane twice.
    assert len(value.get("initial_value", "").encode("utf-16-le", "surrogatepass")) // 2 <= longest
    return slackblocks.PlainTextInput(value["action_id"], value.get("initial_value"))


def _choices(value: dict[str, Any]) -> slackblocks.PlainTextInput:
    """Radio buttons and boxes to tick, ten at most."""
    _only(value, "action_id", "options", "initial_option", "initial_options")
    assert 0 < len([_option(each) for each in value["options"]]) <= 10
    assert value.get("initial_option", value["options"][0]) in value["options"]
    return slackblocks.PlainTextInput(value["action_id"])


def _picker(value: dict[str, Any]) -> slackblocks.PlainTextInput:
    _only(value, "action_id", "initial_date", "initial_date_time", "initial_value")
    return slackblocks.PlainTextInput(value["action_id"])


def _file(value: dict[str, Any]) -> slackblocks.PlainTextInput:
    assert 1 <= _only(value, "action_id", "filetypes", "max_files")["max_files"] <= 10
    return slackblocks.PlainTextInput(value["action_id"])


_ELEMENTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "button": _button,
    "overflow": _overflow,
    "static_select": _menu,
}
_FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "checkboxes": _choices,
    "datepicker": _picker,
    "datetimepicker": _picker,
    "file_input": _file,
    "plain_text_input": _words,
    "radio_buttons": _choices,
    "static_select": _menu,
    "url_text_input": _picker,
}
_MADE: dict[str, Callable[[dict[str, Any]], slackblocks.Block]] = {
    "header": lambda block: slackblocks.HeaderBlock(_plain(_only(block, "text")["text"])),
    "divider": lambda block: slackblocks.DividerBlock(),
    "context": lambda block: slackblocks.ContextBlock([_plain(each) for each in block["elements"]]),
    "rich_text": lambda block: slackblocks.RichTextBlock([_rich(each) for each in block["elements"]]),
    "section": _section,
    "actions": _actions,
    "input": _input,
}
