"""The desk that stays open: the policies in force compiled once, and again when others are in force."""

from threading import RLock

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
            if self._desk is None or self._desk.policies.library != self.ports.policies.library_in_force():
                self._desk = open_desk(self.ports)
            return self._desk

    def under(self, library: str) -> Desk:
        """The desk of the library in force, or of a past one. Raises `NothingPublished`."""
        desk = self()
        return desk if library == desk.policies.library else open_desk(self.ports, library)
