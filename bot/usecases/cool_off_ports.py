"""What reminding authors of a draft needs of the outside: one reminder a draft, which holds no text."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

ReminderState = Literal["waiting", "told", "opened", "dropped", "over"]
"""waiting: until `due`; told; opened: its author asked for the rewrite without waiting; dropped: they post
nothing; over: there was nothing to be reminded of any more."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """How it stands with a draft that was written in anger."""

    card: str
    team: str
    person: str
    state: ReminderState
    due: datetime | None
    """When its author is reminded, or was; None where they asked for no reminder."""
    moved_at: datetime
    revision: int = 0
    """How often it was moved; 0: it is not kept yet."""


class AuthorReminders(Protocol):
    """One reminder a card, at most."""

    def of_card(self, card: str) -> Reminder | None:
        """As it stands; None where its author chose nothing yet."""

    def move(self, now: Reminder) -> bool:
        """Compare-and-set: it takes the place of what stands, as the next revision, if what stands still has
        `now.revision` (0: nothing stands). False where somebody was first, and nothing is changed."""

    def due(self, team: str, at: datetime, most: int) -> Sequence[Reminder]:
        """Those that wait and whose time has come, the oldest first."""
