"""The text that a request is about, to the letter: as it was asked for, and as it was approved in the end.

It is read from the archive, never made again: a later version of the program may write another.
"""

from collections.abc import Mapping
from typing import Any

from bot.domain.clauses import text_fingerprint
from bot.domain.matters import Matter, TextOf
from bot.usecases.matter_history import words_at
from bot.usecases.matter_records import words_of
from bot.usecases.talk import TalkPorts, archived_body_of

_SEEN = 12
"""Letters of a fingerprint that tell one text of a card from another."""


def text_asked(matter: Matter, ports: TalkPorts) -> str:
    """The text that the author asked about; "" once erased."""
    if matter.text_of == "own":
        return words_of(matter, ports, 0).get("text", "")
    body = archived_body_of(matter.review, ports) if matter.review else None
    return text_in(body, matter.text_of) if body else ""


def approved_text(matter: Matter, ports: TalkPorts) -> str:
    """The text that is approved, the officer's own where they changed it; "" where there is none."""
    if matter.state == "changed":
        return words_at(matter, "changed", ports).get("text", "")
    return text_asked(matter, ports) if matter.state == "approved" else ""


def text_in(body: Mapping[str, Any], text_of: TextOf) -> str:
    """The draft of an archived review, or the rewrite that it offered; "" where it offered none."""
    if text_of == "draft":
        return str(body["draft"]["text"])
    rewrite = body["review"]["rewrite"]
    return str(rewrite["text"]) if text_of == "rewrite" and rewrite else ""


def seen_as(text_of: TextOf, text: str) -> str:
    """How a form names a text of a card, so that it is known when the card shows another by now."""
    return f"{text_of}:{text_fingerprint(text)[:_SEEN]}"


def is_seen_as(name: str, text: str) -> bool:
    """Whether that is the text which the form named; a bare name is of whatever the card shows."""
    _, _, fingerprint = name.partition(":")
    return text_fingerprint(text).startswith(fingerprint)
