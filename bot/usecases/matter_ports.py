"""What looking after drafts needs of the outside: matters, what reviews there were, who has which role."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from bot.domain.draft import Language, Platform
from bot.domain.findings import Verdict
from bot.domain.matters import Matter, MatterKind, MatterState
from bot.usecases.received import Place

Role = Literal["policy-owner", "compliance-officer", "pilot"]
"""pilot: sees reviews while Vigie is tried out."""


class Roles(Protocol):
    """Who may do what, asked at every action."""

    def has(self, person_id: str, role: Role) -> bool:
        """Whether they have that role now. Raises `TryLater` where nobody can say: that is never a yes."""

    def members(self, role: Role) -> frozenset[str]:
        """The ids of all who have that role now. Raises `TryLater` where nobody can say it of one of them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which matters of one workspace are asked for; what is empty or None is not looked at."""

    team: str
    kinds: tuple[MatterKind, ...]
    states: tuple[MatterState, ...] = ()
    author: str = ""
    taken_by: str | None = None
    """"" for those that nobody looks after."""
    due_before: datetime | None = None
    by_due: bool = False
    """Those that go out first come first, then the oldest; otherwise the newest come first."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the archive keeps of a change: who made it and what they wrote, as JSON."""

    body: str = field(repr=False)
    at: datetime


class Matters(Protocol):
    """Every matter as it stands now. Each change is archived in the transaction that makes it, under
    `Matter.record_id`: there is no decision without its record, and no record of what was not decided."""

    def open(self, matter: Matter, kept: Kept) -> Matter:
        """Keep a new one, committed; one with that id that is there stays as it is. It, as it stands."""

    def matter(self, matter_id: str) -> Matter | None:
        """The one with that id."""

    def of_card(self, card: str) -> list[Matter]:
        """Those about the draft of that card, newest first."""

    def of_review(self, review: str) -> list[Matter]:
        """Those about that review, newest first."""

    def move(self, now: Matter, event: str, kept: Kept) -> Matter | None:
        """Compare-and-set: `now` (the matter as it was read, changed) takes the place of what stands, as the
        next revision under that event, if what stands still has `now.revision`. It, as it stands then.

        None where somebody else was first. The same event again gives what it made, and changes nothing.
        """

    def page(self, wanted: Wanted, most: int, skip: int = 0) -> list[Matter]:
        """Those wanted, in order, without the first `skip`, that many at most."""

    def opened(self, team: str, kind: MatterKind, start: datetime, end: datetime) -> list[Matter]:
        """All of that kind that were opened from `start` until before `end`, oldest first."""

    def count(self, wanted: Wanted) -> int:
        """How many are wanted."""


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """What is known of an archived review without opening it: ids, a moment, closed words."""

    review: str
    card: str
    team: str
    author: str
    at: datetime
    verdict: Verdict
    platform: Platform
    language: str
    """Of the draft: fr, en, mixed."""
    fingerprint: str
    """Of the draft's text."""
    rules: tuple[str, ...] = ()
    """That found something, most severe first."""
    shown: bool = True
    """Whether its author saw it: while Vigie is tried out, only the pilot group does."""


class Reviews(Protocol):
    """The reviews of drafts given in chat, as a list; the archive has what they say."""

    def note(self, review: ReviewNote) -> None:
        """Note one; safe to repeat. What changes of one that is noted: that it was shown after all."""

    def of_author(self, team: str, author: str, most: int, skip: int = 0) -> list[ReviewNote]:
        """The newest review of each of the author's cards, newest first; none where they did not see it."""

    def between(
        self, team: str, start: datetime, end: datetime, verdict: Verdict | None = None
    ) -> list[ReviewNote]:
        """The newest review of every card, of those made from `start` until before `end`, oldest first; none
        that its author did not see."""

    def teams(self) -> list[str]:
        """The workspaces in which there were reviews, by id."""

    def made(self, team: str, start: datetime, end: datetime) -> list[ReviewNote]:
        """Every review made from `start` until before `end`, oldest first; none that its author did not
        see."""

    def how_many(self, team: str, since: datetime) -> tuple[int, int]:
        """How many authors gave drafts since then, and how many drafts; of those that they saw reviewed."""

    def note_of(self, review: str) -> ReviewNote | None:
        """What is noted of that review."""


@dataclass(frozen=True)
class Compliance:
    """Where compliance is reached, where it is set up."""

    channel: Place
    """The channel in which requests, incidents and reminders are posted."""
    language: Language
    """What is written there is in."""
    approval_days: int = 30
    """How long an approval counts when the officer says nothing else."""
