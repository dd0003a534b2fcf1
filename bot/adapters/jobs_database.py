"""The database of durable jobs: a file of its own beside SQLite, or a schema of the PostgreSQL database."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from bot.adapters.database import SQLITE_SETTINGS, make_sqlite_file

FILE = "jobs.sqlite3"

_CONNECTIONS = 20
"""DBOS itself takes several at once: with one it waits for itself for ever."""
_ALIVE = {"idle": 10, "interval": 3, "count": 3}
"""Seconds of silence, then seconds between questions, and how many of those go without an answer."""
_BUSY = 30.0
"""Seconds another writer is waited for."""


def open_jobs_database(url: URL, folder: Path) -> Engine:
    """An engine for DBOS, for the database of everything else at `url`; nothing is read yet.

    Raises `StorageError` for a folder that cannot be made.
    """
    if url.get_backend_name() != "sqlite":
        return _postgresql(url)
    file = URL.create("sqlite+pysqlite", database=str(folder / FILE))
    make_sqlite_file(file)
    return _sqlite(file)


def _sqlite(url: URL) -> Engine:
    engine = sa.create_engine(
        url,
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        connect_args={"timeout": _BUSY},
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # As DBOS's own engine: the driver begins a transaction before the first change, and waits for its turn.
    connection.isolation_level = "IMMEDIATE"
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _postgresql(url: URL) -> Engine:
    return sa.create_engine(
        url,
        hide_parameters=True,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={
            "connect_timeout": 10,
            "application_name": "vigie-jobs",
            # A machine that is gone says no goodbye: either side notices within twenty seconds, and its locks
            # go. And a process that froze in a transaction must not hold its locks for ever.
            **{f"keepalives_{name}": value for name, value in _ALIVE.items()},
            "tcp_user_timeout": 20_000,
            "options": " ".join(
                [
                    "-c idle_in_transaction_session_timeout=60000",
                    *(f"-c tcp_keepalives_{name}={value}" for name, value in _ALIVE.items()),
                ]
            ),
        },
    )
