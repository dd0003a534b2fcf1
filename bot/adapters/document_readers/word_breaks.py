"""Words that a line end cut in two: put together only where it is sure that they were one."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_LAST = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*-$")
_FIRST = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_BEFORE_A_HYPHEN = frozenset((
    "ci", "là", "non", "sous", "demi", "mi", "semi", "quasi", "peut", "rendez", "vis", "bien", "mieux",
    "avant", "après", "arrière", "contre", "entre", "au", "par", "self", "co", "pre", "re", "ex", "well",
    "long", "short", "high", "low", "full", "cross", "third", "first", "second", "year", "decision",
))  # fmt: skip
_AFTER_A_HYPHEN = frozenset((
    "je", "tu", "il", "elle", "on", "nous", "vous", "ils", "elles", "ce", "ci", "là", "moi", "toi", "lui",
    "leur", "leurs", "le", "la", "les", "y", "en", "même", "mêmes", "être", "dessus", "dessous", "delà",
    "vis",
))  # fmt: skip
_OFTEN = 0.03
"""The share of lines that end in a hyphen from which on a document is one that cuts words."""


class WordBreaks:
    """What one document shows of how it cuts words: its lines are read once, then asked about."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: set[str] = set()
        count = cut = 0
        for line in lines:
            count += 1
            cut += line.endswith("-") and bool(_LAST.search(line))
            self._words.update(each.lower() for each in _WORD.findall(line))
        self._cuts_words = cut >= 2 and cut >= _OFTEN * count

    def joined(self, before: str, after: str) -> str:
        """Two lines of a paragraph as one."""
        if before.endswith("\u00ad"):
            return before.rstrip("\u00ad") + after
        if not before.endswith("-"):
            return f"{before} {after}"
        last, first = _LAST.search(before), _FIRST.match(after)
        if not last or not first:
            return before + ("" if after[:1].isalnum() else " ") + after
        if self._was_one(last[0][:-1], first[0]):
            return before[:-1] + after
        return before + after

    def _was_one(self, head: str, tail: str) -> bool:
        if not tail[0].islower():
            return False
        if f"{head}-{tail}".lower() in self._words:
            return False
        if f"{head}{tail}".lower() in self._words:
            return True
        kept = head.lower() in _BEFORE_A_HYPHEN or tail.lower() in _AFTER_A_HYPHEN
        return self._cuts_words and not kept
