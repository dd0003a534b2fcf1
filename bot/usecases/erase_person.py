"""Forget one person as an author: first what that would erase, then the erasure."""

from dataclasses import dataclass

from bot.usecases.hold import is_person
from bot.usecases.keeping_ports import KeepingPorts, StillNeeded, Traces


class NoPerson(Exception):
    """That is not the id of a person."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased; `journal_clear`: whether nothing of it is left in the database's journal."""

    traces: Traces
    jobs: int
    journal_clear: bool


def traces_of(person: str, ports: KeepingPorts) -> Traces:
    """What there is of them. Raises `NoPerson`, `StillNeeded` where it may not be erased, `StorageError`."""
    if not is_person(person):
        raise NoPerson
    traces = ports.erasing.traces(person)
    if traces.holds or traces.under_way or traces.waiting or ports.jobs.under_way(traces.events):
        raise StillNeeded(traces)
    return traces


def erase_person(person: str, reason: str, by: str, ports: KeepingPorts) -> Erased:
    """Erase it. The jobs go first: what they are known by goes with the rest, and they are over.

    Raises as `traces_of`; nothing of the archive is erased then.
    """
    jobs = ports.jobs.forget(traces_of(person, ports).events)
    erased = ports.erasing.erase(person, reason, by, ports.clock.now())
    return Erased(erased, jobs, ports.erasing.clear_journal())
