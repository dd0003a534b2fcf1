"""A number that one process has at a time, among all that share a PostgreSQL database.

An advisory lock lives as long as the connection that took it: PostgreSQL lets go of it when the process ends,
however it does. A pooler that hands connections around between transactions (PgBouncer's transaction mode)
breaks it.
"""

from enum import IntEnum
from threading import Lock

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError


class Kind(IntEnum):
    """What is locked: any numbers, the same in every process, that keep these locks apart from all others."""

    EXECUTOR = 7_203_115
    PUBLICATION = 7_203_116
    ROUND = 7_203_117


class AdvisoryLock:
    """One lock, on a connection of its own. Any thread may ask whether it is held."""

    def __init__(self, engine: Engine, kind: Kind, number: int = 0) -> None:
        self._engine = engine
        self._take = sa.select(sa.func.pg_try_advisory_lock(int(kind), number))
        self._connection: Connection | None = None
        self._one_at_a_time = Lock()

    def take(self) -> bool:
        """Take it, if nobody has it; whether it is taken. May be tried again. Raises `SQLAlchemyError`."""
        if self._connection is None:
            opened = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            opened.detach()  # it must not go back to the pool with the lock
            self._connection = opened
        return bool(self._connection.scalar(self._take))

    def is_held(self) -> bool:
        """Whether the connection that took it still answers: a server that cut it has given the lock away."""
        with self._one_at_a_time:
            try:
                return self._connection is not None and self._connection.scalar(sa.select(1)) == 1
            except SQLAlchemyError:
                return False

    def release(self) -> None:
        """Let go of it; safe to repeat."""
        with self._one_at_a_time:
            if self._connection is not None:
                self._connection.close()
                self._connection = None
