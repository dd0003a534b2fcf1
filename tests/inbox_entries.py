"""Things people did, for tests of what becomes of them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.usecases.chat_ports import Inbox, Job, Kind, Place, Received

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


def received(
    event: str,
    thread: str = "100.1",
    kind: Kind = "message",
    message: str = "",
    text: str = "Un brouillon",
    team: str = "T1",
    person: str = "",
) -> Received:
    """Something a person did in a thread; a message of its own, of somebody of that thread, unless said
    otherwise."""
    place = Place(team, "D1", thread)
    author = person or f"U{thread.partition('.')[0]}"
    return Received(event, f"about {event}", kind, place, message or event, author, text)


def later(seconds: float) -> datetime:
    """So many seconds after everything began."""
    return MONDAY + timedelta(seconds=seconds)


def accept_all(inbox: Inbox, *several: Received) -> None:
    """Keep them, one a second."""
    for number, one in enumerate(several):
        assert inbox.accept(one, later(number))


def events(jobs: Iterable[Job]) -> list[str]:
    """Which jobs these are."""
    return [job.received.event for job in jobs]
