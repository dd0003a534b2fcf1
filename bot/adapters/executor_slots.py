"""Which of the processes that share a database of jobs this one is: `vigie-0`, `vigie-1`, …

Two processes under one name would each do the other's running jobs again, so a name is claimed under a lock
that the system lets go of when the process ends, however it does. The lowest free name is taken: a process
that is started again has the name of the one that died, and takes up what it left. A pooler that hands the
connections of PostgreSQL around between transactions (PgBouncer's transaction mode) breaks the lock.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

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


def _executor(number: int) -> str:
    return f"vigie-{number}"


def _lock_in_folder(folder: Path) -> Slot:
    numbers = count()
    while True:
        executor = _executor(next(numbers))
        lock = FileLock(folder / f"{executor}.lock")
        try:
            lock.take()
        except FileLocked:
            continue
        return Slot(executor, lock.release, lock.is_held)


def _lock_in_database(engine: Engine) -> Slot:
    connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    connection.detach()  # the lock lives as long as the connection, which must not go back to the pool
    try:
        taken = sa.select(sa.func.pg_try_advisory_lock(_EXECUTORS, sa.bindparam("number")))
        number = next(number for number in count() if connection.scalar(taken, {"number": number}))
    except BaseException:
        connection.close()
        raise
    return Slot(_executor(number), connection.close, lambda: _answers(connection))


def _answers(connection: Connection) -> bool:
    try:
        return connection.scalar(sa.select(1)) == 1
    except SQLAlchemyError:
        return False
