"""What the author of a draft that was written in anger is shown."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.coaching_views import CoachMessage, Remark


@dataclass(frozen=True, slots=True)
class CoolOff(Remark):
    """On the card: first time, then words. `due`: when its author is reminded, None where they are not."""

    holds_rewrite_back: ClassVar[bool] = True

    due: datetime | None = None
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class DraftStillHere(CoachMessage):
    """In the thread, when the time has come: what still reads as anger in the draft, and the rewrite now."""

    card: str
    review: Review
    policies: PublishedPolicies
    words_instead: str = field(default="", repr=False)
    """What is to copy in the place of a rewrite that is another post, "" for nothing."""


@dataclass(frozen=True, slots=True)
class DraftDropped(CoachMessage):
    """In its place: its author posts nothing."""

    card: str


CoolOffView = DraftStillHere | DraftDropped
Chosen = Literal["cool-hour", "cool-tomorrow", "cool-show", "cool-drop"]
"""What its author may press: a reminder in an hour or tomorrow, the rewrite now, nothing at all."""
