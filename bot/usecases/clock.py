"""The time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """The time, so that tests can fix it."""

    def now(self) -> datetime:
        """The time now, in UTC."""
