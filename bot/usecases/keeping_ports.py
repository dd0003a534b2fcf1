"""What keeping, and no longer keeping, what people wrote needs of the outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.domain.keeping import Hold, KeptBody
from bot.usecases.clock import Clock

HOLDS, ERASURES = "archive:holds", "archive:erasures"
"""The chains that say what was put on hold and released, and what was erased because its time was over."""


@dataclass(frozen=True, slots=True)
class Held:
    """A new hold, and how many bodies it keeps from now on."""

    hold: Hold
    bodies: int


class Holds(Protocol):
    """What must not be erased. Each placing and release is archived in the transaction that makes it."""

    def place(self, person: str, record: str, reason: str, by: str, at: datetime) -> Held | None:
        """A new hold, of a person or of a record; None where there is no body under that record. What is
        erased meanwhile was erased before it, and is not counted."""

    def release(self, hold_id: str, reason: str, by: str, at: datetime) -> Hold | None:
        """It stands no more; None where no hold with that id stands."""

    def all(self) -> list[Hold]:
        """Every hold there ever was, oldest first."""


@dataclass(frozen=True, slots=True)
class Past:
    """What has had its time, and is neither held nor needed."""

    bodies: Sequence[KeptBody]
    rows: Mapping[str, int]
    """What else was kept of reviews that are as old → how many rows of it."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What one transaction of a purge erased."""

    bodies: Mapping[str, int]
    """Kind of record → how many bodies."""
    rows: Mapping[str, int]
    """Table → how many rows, of those that `Past` counts."""


class Purging(Protocol):
    """Erases what has had its time."""

    def past(self, ends: Mapping[str, datetime], at: datetime, most: int) -> Past:
        """What would be erased now, that many bodies at most, oldest first. `ends` as
        `domain/keeping.ends_of` gives them."""

    def forget(self, past: Past, ends: Mapping[str, datetime], by: str, at: datetime) -> Gone:
        """Erase it, but for what is held or needed since, in one transaction with the one record that says
        so."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What there is of one person as an author: counts and ids, no text."""

    person: str
    bodies: Mapping[str, int]
    """Kind of record → how many bodies in the person's chains; refusals: of what they tried."""
    rows: Mapping[str, int]
    """Table → how many rows."""
    streams: Sequence[str]
    """The person's chains."""
    events: Sequence[str]
    """What was received of them, by id."""
    under_way: int
    """How many of their messages are still to be answered."""
    waiting: Sequence[str]
    """Their matters that somebody still has to settle, by id."""
    holds: Sequence[Hold] = ()
    """The holds that keep something of theirs."""
    closed: int = 0
    """How many refusals, of whomever, cannot be opened: whether they are theirs is not known."""

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of theirs is here."""
        return not any((*self.bodies.values(), *self.rows.values()))


class StillNeeded(Exception):
    """Something of the person's is under way, waits, or is on hold: nothing was erased."""

    def __init__(self, traces: Traces) -> None:
        super().__init__("still needed")
        self.traces = traces


class Erasing(Protocol):
    """Forgets one person as an author."""

    def traces(self, person: str) -> Traces:
        """What there is of them. Raises `StorageError`."""

    def erase(self, person: str, reason: str, by: str, at: datetime) -> Traces:
        """Erase all of it, in one transaction with the record, in each of their chains, that says so; what
        was erased. Raises `StillNeeded`, `StorageError`."""

    def clear_journal(self) -> bool:
        """See to it that nothing of it stays in the database's journal; False where a process that reads in
        it is in the way."""


class FinishedJobs(Protocol):
    """What is stored of durable jobs that are over: ids."""

    def under_way(self, events: Sequence[str]) -> int:
        """How many jobs of what was received under these ids are not over."""

    def forget(self, events: Sequence[str]) -> int:
        """Forget those that are over; how many there were."""

    def forget_before(self, end: datetime) -> int:
        """Forget those that were over before that moment; how many there were."""


@dataclass(frozen=True)
class KeepingPorts:
    """What retention, holds and erasure need."""

    holds: Holds
    purging: Purging
    erasing: Erasing
    jobs: FinishedJobs
    clock: Clock
    retention: Mapping[str, int] = field(default_factory=dict)
    """Kind of record → days; what is not named is kept for good."""
