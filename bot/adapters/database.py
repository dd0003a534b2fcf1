"""The database: SQLite on this machine, or PostgreSQL by its address.

`open_database` gives an engine, `upgrade` brings its tables to this version of the program, `reading` and
`writing` give one transaction each. Whatever goes wrong inside them comes out as a `StorageError` of one
sentence (`database_errors`): never SQL, never a value.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import sqlite
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from bot.adapters.database_errors import storage_error
from bot.usecases.ports import StorageError

HEAD = "0017"
"""The newest migration, so that a start need not import Alembic to learn that there is nothing to do."""

_WRITES = "vigie_writes"
_UPGRADE_LOCK = 7_203_114
"""Any number, the same in every process: who upgrades a PostgreSQL database first, the others wait for."""
_EACH_FOR_ITSELF = ("jit=off", "plan_cache_mode=force_custom_plan")
"""Every query here is short: compiled, or planned for no values in particular, what may begin of three
thousand drafts that wait takes five times as long."""
_ALIVE = {"idle": 10, "interval": 3, "count": 3}
"""Seconds of silence, then seconds between questions, and how many of those go without an answer."""

SQLITE_SETTINGS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    # Without it, INSERT OR REPLACE deletes a row and no trigger that refuses deletions hears of it.
    "PRAGMA recursive_triggers = ON",
    # What is erased is overwritten, not only unlinked.
    "PRAGMA secure_delete = ON",
)


def open_database(address: str, wait: float = 10.0) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://…`; nothing is read yet.

    `wait` is how many seconds another writer is waited for. The folder of a SQLite file is made, for its
    owner only. Raises `StorageError` for an address that is neither, or a folder that cannot be made.
    """
    url = parse_address(address)
    if url.get_backend_name() == "sqlite":
        make_sqlite_file(url)
        return _sqlite(url, wait)
    return _postgresql(url, wait)


def parse_address(address: str) -> URL:
    """The address with the driver that is used. Raises `StorageError` for any other kind of database."""
    try:
        url = make_url(address)
    except ArgumentError:
        url = URL.create("unknown")
    except ValueError:  # a port that is no number
        raise StorageError(
            "DATABASE_URL cannot be read: check its host, its port and the name of the database."
        ) from None
    if url.drivername in ("sqlite", "sqlite+pysqlite"):
        return url.set(drivername="sqlite+pysqlite")
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    raise StorageError("DATABASE_URL must begin with sqlite:/// or postgresql://.")


def make_sqlite_file(url: URL) -> None:
    """Make the file, unless it is there, and its folder, for their owner alone. Raises `StorageError`."""
    is_file = url.database and url.database != ":memory:" and not url.database.startswith("file:")
    folder = Path(str(url.database)).parent if is_file else None
    try:
        if folder is not None:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _own(Path(str(url.database)))
    except OSError:
        raise StorageError(f"The folder of the database cannot be made: {folder}.") from None


def _own(file: Path) -> None:
    """Make the database file its owner's alone, whatever the umask; an existing one is left as it is."""
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _sqlite(url: URL, wait: float) -> Engine:
    engine = sa.create_engine(url, hide_parameters=True, connect_args={"timeout": wait})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions where it likes; `_begin_sqlite` does.
    connection.isolation_level = None
    for setting in SQLITE_SETTINGS:
        connection.execute(setting)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later could not wait for another writer: it would fail.
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgresql(url: URL, wait: float) -> Engine:
    return sa.create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        # No end to a statement or a transaction: a backup, an export that somebody reads, a new version of
        # the tables take as long as they take.
        connect_args=postgresql_line(
            "vigie", max(2, round(wait)), f"lock_timeout={round(wait * 1000)}", *_EACH_FOR_ITSELF
        ),
    )


def postgresql_line(name: str, seconds: int, *options: str) -> dict[str, Any]:
    """How to connect to PostgreSQL: under that name, within so many seconds, with those options.

    A machine that is gone says no goodbye: either side notices within twenty seconds, and its locks go.
    """
    ours = (*options, *(f"tcp_keepalives_{each}={value}" for each, value in _ALIVE.items()))
    return {
        "connect_timeout": seconds,
        "application_name": name,
        **{f"keepalives_{each}": value for each, value in _ALIVE.items()},
        "tcp_user_timeout": 20_000,
        "options": " ".join(f"-c {option}" for option in ours),
    }


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees one state of the database, whatever is committed meanwhile."""
    with _translated(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that is kept whole, or not at all when anything is raised inside it."""
    with (
        _translated(engine),
        engine.connect().execution_options(**{_WRITES: True}) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def _translated(engine: Engine) -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, UnicodeEncodeError) as error:
        raise storage_error(error, engine.url) from None


def lock(connection: Connection, name: str) -> None:
    """Let one transaction at a time past for that name, until it ends (SQLite has one writer anyway)."""
    if connection.dialect.name == "postgresql":
        connection.execute(
            sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))"), {"name": name}
        )


def insert_new(connection: Connection, table: sa.Table, values: Mapping[str, object]) -> bool:
    """Insert a row unless one of its unique keys is taken; whether it was inserted."""
    insert = sqlite.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
    if connection.dialect.name == "postgresql":
        # Not above: it takes longer to import than a draft takes to review.
        from sqlalchemy.dialects import postgresql

        insert = postgresql.insert(table).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(insert, values).first() is not None


def upgrade(engine: Engine) -> None:
    """Bring the tables to `HEAD`; quick when they are. Safe to run from several processes at once.

    Raises `StorageError`, also for a database that a newer Vigie made.
    """
    with reading(engine) as connection:
        if revision_of(connection) == HEAD:
            return
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_UPGRADE_LOCK)))
        if revision_of(connection) != HEAD:
            _migrate(connection)


def revision_of(connection: Connection) -> str | None:
    """The migration that the tables are at; None where there are none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)


def _migrate(connection: Connection) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", "bot.adapters:migrations")
    config.set_main_option("path_separator", "os")
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise StorageError("The database was made by a newer version of Vigie; update this one.") from None
