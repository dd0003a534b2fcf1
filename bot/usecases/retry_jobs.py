"""Have what failed done again, for the operator who has mended what it failed of."""

from collections.abc import Sequence

from bot.usecases.clock import Clock
from bot.usecases.jobs_ports import Entries, Entry

_MOST = 10_000


def retry_jobs(events: Sequence[str], entries: Entries, clock: Clock) -> tuple[list[str], list[str]]:
    """Those that wait again now, and those that cannot: unknown, or not failed."""
    again = [event for event in events if entries.again(event, clock.now())]
    return again, [event for event in events if event not in again]


def failed_jobs(entries: Entries) -> list[Entry]:
    """Everything that failed, oldest first."""
    return entries.entries(("failed",), _MOST)[::-1]
