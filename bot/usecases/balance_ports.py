"""What was posted, as the balance of an author needs it: no text."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.domain.draft import Platform
from bot.domain.nature import Nature


@dataclass(frozen=True, slots=True)
class PostedText:
    """What an author said of a draft's post: when it went out, and what it is to its reader."""

    card: str
    team: str
    author: str
    day: date
    platform: Platform
    nature: Nature


class PostedTexts(Protocol):
    """One for each draft that was posted, as its author said last."""

    def keep(self, posted: PostedText) -> None:
        """In the place of what was said of the same draft before; safe to repeat."""

    def natures(self, team: str, author: str, since: date, but: str = "") -> list[Nature]:
        """Of what an author posted since that day, with it; without the draft `but`."""

    def counts(self, team: str, since: date) -> tuple[int, Mapping[Nature, int]]:
        """How many authors posted since that day, and how many texts of each nature."""
