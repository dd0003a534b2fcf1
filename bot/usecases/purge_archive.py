"""Erase what has had its time, kind by kind, unless it is on hold or still needed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.keeping import ends_of
from bot.usecases.chat_ports import Note
from bot.usecases.keeping_ports import KeepingPorts

_AT_ONCE = 2000
"""Bodies of one transaction, so that nobody who writes meanwhile waits for long."""
_EVERYTHING = 10_000_000


@dataclass(frozen=True, slots=True)
class Purged:
    """What went, or would go."""

    bodies: Mapping[str, int]
    """Kind of record → how many bodies."""
    rows: Mapping[str, int]
    """Table → how many rows."""
    jobs: int = 0
    journal_clear: bool = True
    """Whether nothing of it is left in the database's journal."""


def what_is_past(ports: KeepingPorts) -> Purged:
    """What a purge would erase now; it erases nothing. Raises `StorageError`."""
    now = ports.clock.now()
    past = ports.purging.past(ends_of(ports.retention, now), now, _EVERYTHING)
    return Purged(Counter(each.kind for each in past.bodies), past.rows)


def purge_archive(by: str, ports: KeepingPorts) -> Purged:
    """Erase what has had its time; each transaction of it leaves one record. Raises `StorageError`."""
    bodies, rows, jobs, journal_clear = Counter[str](), Counter[str](), 0, True
    now = ports.clock.now()
    ends = ends_of(ports.retention, now)
    while ends:
        past = ports.purging.past(ends, now, _AT_ONCE)
        if not past.bodies and not past.rows:
            break
        gone = ports.purging.forget(past, ends, by, now)
        bodies.update(gone.bodies)
        rows.update(gone.rows)
    if "review" in ends:
        jobs = ports.jobs.forget_before(ends["review"])
    if bodies or rows:
        journal_clear = ports.erasing.clear_journal()
    return Purged(bodies, rows, jobs, journal_clear)


@dataclass(frozen=True)
class DailyPurge:
    """Call it once a day; nothing is erased while no retention is set. Raises `StorageError`."""

    ports: KeepingPorts
    note: Note

    def __call__(self) -> None:
        """Erase what has had its time, and note how much that was."""
        purged = purge_archive("vigie", self.ports)
        if purged.bodies or purged.rows:
            bodies, rows = sum(purged.bodies.values()), sum(purged.rows.values())
            self.note("archive.purged", bodies=bodies, rows=rows, journal_clear=purged.journal_clear)
