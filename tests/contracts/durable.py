"""What the tests of durable jobs share: a place for them, notes that can be read, waiting with a deadline."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.adapters.dbos_steps import DurableJobs
from bot.usecases.chat_ports import Steps

Do = Callable[[str, Steps], None]


@dataclass
class Notes:
    """The port `Note`: what the operator was told."""

    told: list[tuple[str, dict[str, str | int | float]]] = field(default_factory=list)

    def __call__(self, what: str, /, **ids: str | int | float) -> None:
        """Remember one line."""
        self.told.append((what, ids))


@dataclass(frozen=True)
class Home:
    """Where durable jobs live in a test."""

    address: str
    data: Path
    notes: Notes = field(default_factory=Notes)

    def jobs(self, do: Do) -> DurableJobs:
        """Durable jobs, not launched."""
        return DurableJobs(self.address, self.data, do, self.notes)


def wait_for(true: Callable[[], object], seconds: float = 40.0) -> None:
    """Returns as soon as it is so. Raises AssertionError when it is not in time."""
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.01)
