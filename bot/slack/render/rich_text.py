"""The pieces of a message. Nothing is ever mrkdwn: Slack would read mentions, links and marks in it.

`said` makes elements of our own texts, `data` of everything else: drafts, clauses, rules, the firm profile.
Both end in `text` elements of rich text, in which Slack shows every character and obeys none.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from typing import Any

from bot.domain.showing import showable
from bot.slack.render.fitting import shortened

Element = dict[str, Any]
Block = dict[str, Any]

_LONGEST_TEXT = 3_000
"""Characters of one text object."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is posted: `text` is for notifications and holds nothing of a draft, `blocks` are Block Kit."""

    text: str
    blocks: list[Block] = field(repr=False)


def said(text: str, *styles: str) -> list[Element]:
    """A text of ours, in styles of rich text (`bold`, `italic`)."""
    return list(_elements(text, styles))


def data(text: str, most: int, *styles: str) -> list[Element]:
    """A text from outside, harmless; within `most` (as `fitting.cost` counts), cut visibly if it must be."""
    return list(_elements(shortened(showable(text), most), styles))


def _elements(text: str, styles: Iterable[str]) -> Iterator[Element]:
    style = {"style": dict.fromkeys(styles, True)} if styles else {}
    for start in range(0, len(text), _LONGEST_TEXT):
        yield {"type": "text", "text": text[start : start + _LONGEST_TEXT], **style}


def when(at: datetime) -> list[Element]:
    """A moment, which Slack shows in the reader's own zone and language."""
    return [
        {
            "type": "date",
            "timestamp": int(at.timestamp()),
            "format": "{date_short_pretty} {time}",
            "fallback": f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC",
        }
    ]


def link(address: str, label: str) -> list[Element]:
    """A link to one of our own messages, or to nothing else: never to what is in a draft."""
    return [{"type": "link", "url": address, "text": label}]


def section(*parts: list[Element]) -> Element:
    """A paragraph; a line break within it is a text like any other."""
    return {"type": "rich_text_section", "elements": list(chain(*parts))}


def quotation(*parts: list[Element]) -> Element:
    """What somebody else says: a clause."""
    return {"type": "rich_text_quote", "elements": list(chain(*parts))}


def to_copy(*parts: list[Element]) -> Element:
    """What a person copies: preformatted text is copied to the letter, a quotation with its marks."""
    return {"type": "rich_text_preformatted", "elements": list(chain(*parts))}


def bullets(items: Iterable[Element]) -> Element:
    """A list of paragraphs."""
    return {"type": "rich_text_list", "style": "bullet", "elements": list(items)}


def rich_text(*elements: Element) -> Block:
    """A block of paragraphs, quotations and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def paragraph(text: str, *styles: str) -> Block:
    """A block of one text of ours."""
    return rich_text(section(said(text, *styles)))


def header(text: str) -> Block:
    """A title, of ours."""
    return {"type": "header", "text": plain(text)}


def small(text: str) -> Block:
    """A line in small print."""
    return {"type": "context", "elements": [plain(shortened(showable(text), _LONGEST_TEXT))]}


def divider() -> Block:
    """A line between two parts of a message."""
    return {"type": "divider"}


def buttons(card: str, *labels: tuple[str, str]) -> Block:
    """Buttons (action id and label) of a card, whose opaque id is all they carry."""
    return {
        "type": "actions",
        "elements": [button(action, label, card) for action, label in labels],
    }


def button(
    action: str,
    label: str,
    value: str,
    style: str = "",
    confirm: Mapping[str, str] | None = None,
    *,
    aloud: str = "",
) -> Element:
    """A button; `confirm`: the title, text, confirm and deny of what is asked before it counts; `aloud`: what
    a screen reader says, where the label alone says too little."""
    made: Element = {"type": "button", "action_id": action, "text": plain(label), "value": value}
    if style:
        made["style"] = style
    if confirm:
        made["confirm"] = {part: plain(text) for part, text in confirm.items()}
    if aloud:
        made["accessibility_label"] = aloud
    return made


def overflow(action: str, options: Mapping[str, str]) -> Element:
    """A menu of what is asked less often, two to five things: labels by value."""
    listed = [{"text": plain(label), "value": value} for value, label in options.items()]
    return {"type": "overflow", "action_id": action, "options": listed}


def actions(*elements: Element) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def choice(block_id: str, action: str, label: str, options: Mapping[str, str], chosen: str) -> Block:
    """A labelled menu: `options` are labels by value, `chosen` is the value it shows."""
    made = {value: {"text": plain(text), "value": value} for value, text in options.items()}
    menu = {
        "type": "static_select",
        "action_id": action,
        "options": list(made.values()),
        "initial_option": made[chosen],
    }
    return {"type": "section", "block_id": block_id, "text": plain(label), "accessory": menu}


def plain(text: str) -> Element:
    """A plain text object."""
    # Without emoji, so that no :word: of a name becomes a picture; characters that are emoji still show.
    return {"type": "plain_text", "text": text, "emoji": False}
