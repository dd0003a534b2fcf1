"""What fits in a message: texts cut where a reader sees it, and a message made smaller in a fixed order."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import regex

from bot.domain.sentences import sentence_spans

MOST = 11_000
"""Characters of a message's blocks: Slack was seen to refuse 13,200 of legal ones (`msg_blocks_too_long`)."""

_CUT = "…"
_SEEN = regex.compile(r"\X")
"""What a reader sees as one character."""


@dataclass(frozen=True, slots=True)
class Room:
    """How much is shown of each thing, counts and costs."""

    problems: int = 3
    """In full, with message and clause; the others are headings."""
    headings: int = 12
    quotes: int = 5
    """Of one problem."""
    citations: int = 2
    changes: int = 5
    words: int = 600
    """Of a title, a name, a quote, a message."""
    clause: int = 9_000
    rewrite: int = 9_000
    draft: int = 1_500
    """Of the draft, before only the sentences with marks are shown."""
    marks: int = 24

    def for_each(self, number: int) -> int:
        """Characters of each of so many clauses: few are shown whole, of many the beginning."""
        return max(self.words, self.clause * 2 // 3 // max(1, min(number, self.headings)))


_SMALLER: tuple[dict[str, int], ...] = (
    {"changes": 3},
    {"headings": 6, "quotes": 3},
    {"changes": 1, "words": 400},
    {"headings": 3, "quotes": 2},
    {"draft": 600, "marks": 12},
    {"draft": 250, "marks": 5},
    {"problems": 2},
    {"draft": 100, "marks": 2},
    {"problems": 1},
    {"rewrite": 6_000},
    {"citations": 1, "headings": 1},
    {"clause": 4_000},
    {"rewrite": 4_500},
    {"clause": 2_000},
    {"rewrite": 3_000},
    {"clause": 1_000, "rewrite": 1_500, "quotes": 1, "words": 200},
)
"""What is given up first, second, …: changes and headings, then most of the draft and whole findings, only
then the words of a clause or of the rewrite. With the last one everything fits."""


def fit(draw: Callable[[Room], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The blocks as `draw` gives them with the most room that keeps the message within Slack's limit."""
    blocks: list[dict[str, Any]] = []
    for room in _rooms():
        blocks = draw(room)
        if len(json.dumps(blocks)) <= MOST:
            break
    return blocks


def _rooms() -> Iterator[Room]:
    room = Room()
    yield room
    for less in _SMALLER:
        room = replace(room, **less)
        yield room


def cost(text: str) -> int:
    """Characters a text takes in a message: one that is not ASCII is sent as its escape, six or twelve."""
    return len(json.dumps(text)) - 2


def shortened(text: str, most: int) -> str:
    """The text, or its beginning with a visible "…": whole words, or whole characters of an endless word."""
    if len(text) <= most and cost(text) <= most:
        return text
    kept = _prefix(text, most - cost(_CUT))
    if not text[len(kept)].isspace():
        words = kept.rstrip().rsplit(maxsplit=1)
        kept = kept[: len(kept.rstrip()) - len(words[1])] if len(words) > 1 else kept
    return kept.rstrip() + _CUT


def beginning(text: str, most: int) -> str:
    """The text, or as many of its first sentences as fit; cut between words when the first does not."""
    if cost(text) <= most:
        return text
    fitting = len(_prefix(text, most))
    ends = [end for _, end in sentence_spans(text) if end <= fitting]
    return text[: ends[-1]] if ends else shortened(text, most)


def _prefix(text: str, most: int) -> str:
    """The longest beginning within that cost that cuts no character a reader sees."""
    end = spent = 0
    for seen in _SEEN.finditer(text, endpos=min(len(text), most + 1)):
        spent += cost(seen.group())
        if spent > most:
            break
        end = seen.end()
    return text[:end]
