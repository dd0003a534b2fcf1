"""What comes round by itself in every worker: done by one of them at a time, so that nothing is told twice.

Two that look at the same moment would both find that nobody was told. One after the other, the second finds
in the outbox what the first did. On SQLite there is one worker.
"""

from collections.abc import Callable
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.database_errors import storage_error

_ROUNDS = 7_203_117
"""Any number, the same in every process: it keeps these advisory locks apart from all others."""
Round = Literal["reminders", "roles", "policy-channel"]
_NUMBERS: dict[Round, int] = {"reminders": 1, "roles": 2, "policy-channel": 3}


def one_at_a_time(engine: Engine, name: Round, act: Callable[[], None]) -> Callable[[], None]:
    """`act`, left out where another process is at it: it comes round again. Raises `StorageError`."""
    if engine.dialect.name != "postgresql":
        return act

    def alone() -> None:
        try:
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                take = sa.select(sa.func.pg_try_advisory_lock(_ROUNDS, _NUMBERS[name]))
                try:
                    if connection.execute(take).scalar():
                        act()
                finally:
                    # The connection goes back to the pool: it must not take the lock with it.
                    connection.invalidate()
        except SQLAlchemyError as error:
            raise storage_error(error, engine.url) from None

    return alone
