"""The desk that stays open: the policies in force compiled once, and again when others are in force."""

from threading import RLock

from bot.domain.draft import Draft, Language
from bot.domain.library import PublishedPolicies
from bot.domain.review import Review
from bot.usecases.review import Desk, ReviewPorts, open_desk


class DeskInForce:
    """Any thread may ask; one at a time is answered, as a review takes milliseconds."""

    def __init__(self, ports: ReviewPorts) -> None:
        self.ports = ports
        self._desk: Desk | None = None
        self._lock = RLock()

    def __call__(self) -> Desk:
        """The desk of the library in force. Raises `NothingPublished`."""
        with self._lock:
            if self._desk is None or self._desk.policies.library != self.ports.policies.library_in_force():
                self._desk = open_desk(self.ports)
            return self._desk

    def review(
        self, draft: Draft, spoken: Language, turn: int, library: str | None = None
    ) -> tuple[Review, PublishedPolicies]:
        """Review a draft under the library in force, or under a past one; with its policies."""
        with self._lock:
            desk = self()
            if library is not None and library != desk.policies.library:
                desk = open_desk(self.ports, library)
            return desk.review(draft, spoken, turn), desk.policies
