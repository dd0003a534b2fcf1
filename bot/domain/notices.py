"""What owners ask of everybody for a while: not to speak of something, or not to contradict a position."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Literal, get_args

from bot.domain.folding import fold_words

NoticeKind = Literal["silence", "position"]
"""silence: nothing is posted on the subject; position: what the firm says on it."""
NOTICE_KINDS: tuple[NoticeKind, ...] = get_args(NoticeKind)
MOST_TITLE, MOST_TEXT, MOST_WORDS = 100, 600, 20
_SHORTEST = 3
_BETWEEN = re.compile(r"[,;\n]+")


@dataclass(frozen=True)
class Notice:
    """One of them; in force from `since` until before `until`, unless it was ended."""

    id: str
    kind: NoticeKind
    title: str
    text: str
    words: tuple[str, ...]
    """By which its subject is recognised; `*` is any ending."""
    since: datetime | None = None
    until: datetime | None = None
    by: str = ""
    ended_at: datetime | None = None
    ended_by: str = ""

    def is_in_force(self, at: datetime) -> bool:
        """Whether it holds at that moment."""
        if self.ended_at and at >= self.ended_at:
            return False
        return (self.since is None or at >= self.since) and (self.until is None or at < self.until)

    def ended(self, at: datetime, by: str) -> "Notice":
        """The same, no longer in force."""
        return replace(self, ended_at=at, ended_by=by)

    @cached_property
    def subject(self) -> re.Pattern[str]:
        """Finds its words in a folded text."""
        return subject_of(self.words)


def subject_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Finds any of the words in a folded text, in the plural too."""
    inner = "|".join(
        re.escape(fold_words(each.rstrip("*"))) + (r"\w*" if each.endswith("*") else r"(?:s|x|es)?")
        for each in words
    )
    return re.compile(rf"\b(?:{inner})\b") if inner else re.compile(r"(?!)")


def words_in(typed: str) -> tuple[str, ...]:
    """The words that somebody typed with commas between them, those long enough to mean something."""
    words = (" ".join(each.split()) for each in _BETWEEN.split(typed))
    kept = dict.fromkeys(each for each in words if len(fold_words(each.rstrip("*"))) >= _SHORTEST)
    return tuple(kept)[:MOST_WORDS]
