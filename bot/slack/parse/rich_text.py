"""The rich text that Slack makes of what a person wrote, as plain text."""

import re

from bot.slack.parse.payload import Table, identifier, number, tables, text

_SCHEME = re.compile(r"(?:https?://|mailto:|tel:)", re.IGNORECASE)
_CODE_POINTS = re.compile(r"[0-9a-f]{1,6}(?:-[0-9a-f]{1,6})*", re.IGNORECASE)

_MENTIONS = {
    "user": ("@", "user_id"),
    "usergroup": ("@", "usergroup_id"),
    "broadcast": ("@", "range"),
    "channel": ("#", "channel_id"),
}


def read_rich_text(message: Table) -> str:
    """Every paragraph, list, quote and preformatted text, a line or more each; "" without rich text."""
    written = ""
    for block in tables(message, "blocks"):
        if block.get("type") == "rich_text":
            for element in tables(block, "elements"):
                written = _on_its_own_line(written, _read_block(element))
    return written


def visible_link(url: str, label: str) -> str:
    """What a reader sees of a link; with its address after it when the label does not show it."""
    if not label or _address(label) == _address(url):
        return label or url
    return f"{label} ({url})"


def _on_its_own_line(before: str, after: str) -> str:
    return f"{before}\n{after}" if before and not before.endswith("\n") else before + after


def _address(url: str) -> str:
    return _SCHEME.sub("", url, count=1).removesuffix("/").casefold()


def _read_block(element: Table) -> str:
    if element.get("type") != "rich_text_list":
        return _read_inline(element)
    first = number(element, "offset") + 1
    numbered = element.get("style") == "ordered"
    margin = "  " * min(number(element, "indent"), 10)
    return "\n".join(
        f"{margin}{f'{first + place}.' if numbered else '•'} {_read_inline(item)}"
        for place, item in enumerate(tables(element, "elements"))
    )


def _read_inline(section: Table) -> str:
    return "".join(_read_element(each) for each in tables(section, "elements"))


def _read_element(element: Table) -> str:
    kind = text(element, "type")
    if kind in _MENTIONS:
        sign, key = _MENTIONS[kind]
        return sign + identifier(element, key)
    match kind:
        case "link":
            return visible_link(text(element, "url"), text(element, "text"))
        case "emoji":
            return _emoji(element)
        case "date":
            return text(element, "fallback") or str(number(element, "timestamp"))
        case "color":
            return text(element, "value")
    return text(element, "text")


def _emoji(element: Table) -> str:
    """The character; the name of an emoji that only this workspace has."""
    sequence = text(element, "unicode")
    if _CODE_POINTS.fullmatch(sequence):
        points = [int(each, 16) for each in sequence.split("-")]
        if all(0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF for point in points):
            return "".join(map(chr, points))
    return f":{text(element, 'name')}:"
