"""What learning needs of the outside: who tried which exercise or certification, and how it went; no text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

AttemptKind = Literal["exercise", "certification"]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One that is over. Its questions can be made again: they follow from everything but the score."""

    team: str
    person: str
    kind: AttemptKind
    subject: str
    """The rule that was practised; the role that was certified."""
    number: int
    """From 1, for this person and subject."""
    at: datetime
    score: int
    asked: int
    """How many questions there were."""
    passed: bool
    library: str
    """Under which policies."""
    event: str
    """Of the form that was sent."""
    until: datetime | None = None
    """Until when a certificate counts; None for whatever is none."""


class Learning(Protocol):
    """All attempts. What certifies is archived in the transaction that keeps it."""

    def of_person(self, team: str, person: str) -> Sequence[Attempt]:
        """All of theirs, newest first."""

    def settle(self, attempt: Attempt) -> bool:
        """Keep it; False where that number of it is taken by another event, and nothing is changed. The same
        event again is True and changes nothing. An attempt at a certification is archived."""

    def certificates(self, team: str) -> Sequence[Attempt]:
        """The newest certificate of every person and role of that workspace, those that run out first."""
