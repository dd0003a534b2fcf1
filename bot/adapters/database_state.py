"""How the database is, for whoever looks after it: nothing here changes anything that is kept."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import HEAD, lock, reading, revision_of, writing


@dataclass(frozen=True, slots=True)
class DatabaseState:
    """What `look` sees."""

    kind: str
    """sqlite, postgresql."""
    revision: str
    journal: str
    """Of SQLite: `wal` as it should be. "" for PostgreSQL."""
    free_bytes: int | None
    """Left on the disk of a SQLite file; None where the database is elsewhere."""
    now: datetime | None
    """What time the server of a PostgreSQL database has."""


def is_current(engine: Engine) -> bool:
    """Whether the tables are those of this version of the program. Raises `StorageError`."""
    with reading(engine) as connection:
        return revision_of(connection) == HEAD


def look(engine: Engine) -> DatabaseState:
    """How it is. Raises `StorageError`."""
    kind = engine.dialect.name
    with reading(engine) as connection:
        revision = revision_of(connection) or ""
        if kind == "postgresql":
            now = connection.execute(sa.select(sa.func.clock_timestamp())).scalar_one()
            return DatabaseState(kind, revision, "", None, now.astimezone(UTC))
        journal = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
    file = Path(str(engine.url.database)).absolute()
    return DatabaseState(kind, revision, journal, shutil.disk_usage(file.parent).free, None)


def try_to_write(engine: Engine) -> None:
    """Begin what writes, and undo it. Raises `StorageError` where nothing may be written."""
    try:
        with writing(engine) as connection:
            lock(connection, "look")
            # Deletes nothing: that it may be tried is what is looked at.
            connection.execute(sa.text("UPDATE in_force SET id = id WHERE 1 = 0"))
            raise _Undone
    except _Undone:
        return


class _Undone(Exception):
    """Raised to leave the transaction without keeping it."""
