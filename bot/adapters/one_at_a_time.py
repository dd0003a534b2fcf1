"""What comes round by itself in every worker: done by one of them at a time, so that nothing is told twice.

Two that look at the same moment would both find that nobody was told. One after the other, the second finds
in the outbox what the first did. On SQLite there is one worker.
"""

from collections.abc import Callable
from typing import Literal

from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.advisory_lock import AdvisoryLock, Kind
from bot.adapters.database_errors import storage_error

Round = Literal["reminders", "roles", "policy-channel", "authors", "figures", "certified"]
_NUMBERS: dict[Round, int] = {
    "reminders": 1, "roles": 2, "policy-channel": 3, "authors": 4, "figures": 5, "certified": 6,
}  # fmt: skip


def one_at_a_time(engine: Engine, name: Round, act: Callable[[], None]) -> Callable[[], None]:
    """`act`, left out where another process is at it: it comes round again. Raises `StorageError`."""
    if engine.dialect.name != "postgresql":
        return act

    def alone() -> None:
        lock = AdvisoryLock(engine, Kind.ROUND, _NUMBERS[name])
        try:
            if _is_taken(lock, engine):
                act()
        finally:
            lock.release()

    return alone


def _is_taken(lock: AdvisoryLock, engine: Engine) -> bool:
    try:
        return lock.take()
    except SQLAlchemyError as error:
        raise storage_error(error, engine.url) from None
