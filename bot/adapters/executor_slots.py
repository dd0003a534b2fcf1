"""Which of the processes that share a database of jobs this one is: `vigie-0`, `vigie-1`, …

Two processes under one name would each do the other's running jobs again, so a name is claimed under a lock
that the system lets go of when the process ends, however it does. The lowest free name is taken: a process
that is started again has the name of the one that died, and takes up what it left; where none is started,
another claims that name for a moment (`claim_dead`) and takes its work.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from sqlalchemy.engine import Engine

from bot.adapters.advisory_lock import AdvisoryLock, Kind
from bot.adapters.file_lock import FileLock, FileLocked


@dataclass(frozen=True, slots=True)
class Slot:
    """A name that no other living process has, until `release`."""

    executor: str
    release: Callable[[], None]
    is_held: Callable[[], bool]
    """Whether it still is this process's: a server that cut the connection has given the name away."""


def claim_slot(engine: Engine, folder: Path) -> Slot:
    """The lowest free name: locked by a file of the folder for SQLite, in the database for PostgreSQL.

    Raises OSError, or an error of SQLAlchemy.
    """
    return next(filter(None, (_claim(engine, folder, number) for number in count())))


def claim_dead(engine: Engine, folder: Path, executor: str) -> Slot | None:
    """That very name, if no living process has it. Raises as `claim_slot` does."""
    named = re.fullmatch(r"vigie-([0-9]{1,6})", executor)
    return _claim(engine, folder, int(named[1])) if named else None


def _claim(engine: Engine, folder: Path, number: int) -> Slot | None:
    executor = f"vigie-{number}"
    if engine.dialect.name != "postgresql":
        file = FileLock(folder / f"{executor}.lock")
        with suppress(FileLocked):
            file.take()
            return Slot(executor, file.release, file.is_held)
        return None
    lock = AdvisoryLock(engine, Kind.EXECUTOR, number)
    try:
        is_taken = lock.take()
    except BaseException:
        lock.release()
        raise
    if not is_taken:
        lock.release()
        return None
    return Slot(executor, lock.release, lock.is_held)
