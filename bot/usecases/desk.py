"""The desk that stays open: the policies in force compiled once, and again when others are in force.

Also when a change of severity has ended since.
"""

from datetime import date
from threading import RLock

from bot.domain.severity_changes import severities_on
from bot.usecases.review import Desk, ReviewPorts, open_desk


class DeskInForce:
    """Any thread may ask; one at a time opens it, and many review at it."""

    def __init__(self, ports: ReviewPorts) -> None:
        self.ports = ports
        self._desk: Desk | None = None
        self._lock = RLock()

    def __call__(self) -> Desk:
        """The desk of the library in force. Raises `NothingPublished`."""
        with self._lock:
            library, today = self.ports.policies.library_in_force(), self.ports.clock.now().date()
            if self._desk is None or not _is_of(self._desk, library, today):
                self._desk = open_desk(self.ports, on=today)
            return self._desk

    def under(self, library: str, on: date | None = None) -> Desk:
        """The desk of the library in force, or of a past one, as severe as on that day (today by default).

        Raises `NothingPublished`.
        """
        desk = self()
        return desk if _is_of(desk, library, on) else open_desk(self.ports, library, on)


def _is_of(desk: Desk, library: str, day: date | None) -> bool:
    """Whether it has that library, as severe as on that day."""
    policies = desk.policies
    if library != policies.library:
        return False
    if day is None or policies.on is None or day == policies.on:
        return True
    return severities_on(policies.severities, day) == severities_on(policies.severities, policies.on)
