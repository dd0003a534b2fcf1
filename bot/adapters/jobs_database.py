"""The database of durable jobs: a file of its own beside SQLite, or a schema of the PostgreSQL database."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine

from bot.adapters.database import SQLITE_SETTINGS, make_sqlite_file, postgresql_line

FILE = "jobs.sqlite3"

_CONNECTIONS = 20
"""DBOS itself takes several at once: with one it waits for itself for ever."""
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
        # A process that froze in a transaction must not hold its locks for ever.
        connect_args=postgresql_line("vigie-jobs", 10, "idle_in_transaction_session_timeout=60000"),
    )
