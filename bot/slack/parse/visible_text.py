"""A message as its author sees it, to the letter: what would be posted, with nothing of Slack's markup."""

import re

from bot.slack.parse.payload import Table, text
from bot.slack.parse.rich_text import read_rich_text, visible_link

_TOKEN = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_BARE = re.compile(r"[<>]|&(?!(?:amp|lt|gt);)")
_ESCAPED_TWICE = re.compile(r"&amp;(?:amp|lt|gt);")


def visible_text(message: Table) -> str:
    """From the rich text where there is some, which says more; else from `text`."""
    marked = text(message, "text")
    drawn = read_rich_text(message)
    if not drawn.strip():
        return _unescape(_TOKEN.sub(_resolve, marked))
    return _unescape(drawn) if _is_escaped(drawn, marked) else drawn


def typed_text(text: str) -> str:
    """What was typed after a command: no markup, but Slack documents nowhere whether & < > come escaped."""
    return text if _BARE.search(text) else _unescape(text)


def _is_escaped(drawn: str, marked: str) -> bool:
    """Slack always escapes & < > in `text`; whether it does so in rich text, it documents nowhere."""
    return not _BARE.search(drawn) and not _ESCAPED_TWICE.search(marked)


def _unescape(marked: str) -> str:
    return marked.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _resolve(found: re.Match[str]) -> str:
    target, label = found[1], found[2] or ""
    if target[0] in "@#":
        return target[0] + (label.removeprefix(target[0]) or target[1:])
    if target[0] != "!":
        return visible_link(target, label)
    if label:
        return label
    name = target[1:].split("^")
    return f"@{name[1] if name[0] == 'subteam' and name[1:] else name[0]}"
