"""Which of the processes that share a database of jobs this one is: `vigie-0`, `vigie-1`, …

Two processes under one name would each do the other's running jobs again, so a name is claimed under a lock
that the system lets go of when the process ends, however it does. The lowest free name is taken: a process
that is started again has the name of the one that died, and takes up what it left; where none is started,
another claims that name for a moment (`claim_dead`) and takes its work. A pooler that hands the connections
of PostgreSQL around between transactions (PgBouncer's transaction mode) breaks the lock.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.file_lock import FileLock, FileLocked

_EXECUTORS = 7_203_115
"""Any number, the same in every process: it keeps these advisory locks apart from all others."""


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
    return _lock_in_database(engine) if engine.dialect.name == "postgresql" else _lock_in_folder(folder)


def claim_dead(engine: Engine, folder: Path, executor: str) -> Slot | None:
    """That very name, if no living process has it. Raises as `claim_slot` does."""
    named = re.fullmatch(r"vigie-([0-9]{1,6})", executor)
    if named is None:
        return None
    numbers = (int(named[1]),)
    if engine.dialect.name == "postgresql":
        return _first_in_database(engine, numbers)
    return _first_in_folder(folder, numbers)


def _executor(number: int) -> str:
    return f"vigie-{number}"


def _lock_in_folder(folder: Path) -> Slot:
    slot = _first_in_folder(folder, count())
    assert slot
    return slot


def _first_in_folder(folder: Path, numbers: Iterable[int]) -> Slot | None:
    for number in numbers:
        lock = FileLock(folder / f"{_executor(number)}.lock")
        try:
            lock.take()
        except FileLocked:
            continue
        return Slot(_executor(number), lock.release, lock.is_held)
    return None


def _lock_in_database(engine: Engine) -> Slot:
    slot = _first_in_database(engine, count())
    assert slot
    return slot


def _first_in_database(engine: Engine, numbers: Iterable[int]) -> Slot | None:
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()  # the lock lives as long as the connection, which must not go back to the pool
    try:
        taken = sa.select(sa.func.pg_try_advisory_lock(_EXECUTORS, sa.bindparam("number")))
        number = next((each for each in numbers if connection.scalar(taken, {"number": each})), None)
    except BaseException:
        connection.close()
        raise
    if number is None:
        connection.close()
        return None
    return Slot(_executor(number), connection.close, _Answering(connection))


class _Answering:
    """Whether a connection is still there; any thread may ask, one at a time."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._one_at_a_time = Lock()

    def __call__(self) -> bool:
        with self._one_at_a_time:
            try:
                return self._connection.scalar(sa.select(1)) == 1
            except SQLAlchemyError:
                return False
