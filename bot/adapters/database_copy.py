"""The database as a whole: every table at one moment, and empty tables filled in one transaction."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError

from bot.adapters.database import HEAD, reading, writing
from bot.adapters.database_rows import line_of, plain, row_of
from bot.adapters.sqlalchemy_all_tables import metadata
from bot.adapters.sqlalchemy_hold_tables import legal_holds
from bot.adapters.sqlalchemy_outbox import note_restored
from bot.adapters.sqlalchemy_tables import in_force
from bot.usecases.backup_ports import BackupUnusable

_ROWS_AT_ONCE = 200
_BYTES_AT_ONCE = 4_000_000
_RELEASED = ("released_by", "released_at", "release_reason")


class SqlAlchemyDatabase:
    """`Database` on a database that `upgrade` has prepared."""

    revision = HEAD

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @contextmanager
    def snapshot(self) -> Iterator["TablesAtOneMoment"]:
        """Everything as it is when this is entered."""
        with reading(self._engine) as connection:
            yield TablesAtOneMoment(connection)

    @contextmanager
    def filling(self) -> Iterator["EmptyTables"]:
        """Fill it: kept whole, or not at all. Raises `BackupUnusable` where it is not empty."""
        with writing(self._engine) as connection:
            _refuse_what_is_not_empty(connection)
            filling = EmptyTables(connection)
            yield filling
            _count_on(connection)


class TablesAtOneMoment:
    """`Snapshot` in a transaction that reads."""

    revision = HEAD

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.tables: Sequence[str] = [table.name for table in metadata.sorted_tables]

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table in the order of its key: a record of the archive after the one before it."""
        kept = metadata.tables[table]
        stored = plain(kept)
        query = sa.select(stored).order_by(*(stored.c[each.name] for each in kept.primary_key))
        streamed = self._connection.execution_options(yield_per=_ROWS_AT_ONCE)
        with closing(streamed.execute(query)) as rows:
            names = list(rows.keys())
            for row in rows:
                yield line_of(dict(zip(names, row, strict=True)))


class EmptyTables:
    """`Filling` in a transaction that writes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def fill(self, table: str, lines: Iterable[bytes]) -> None:
        """Put rows in. Raises `StorageError`, `BackupUnusable` for a line that is no row of the table."""
        if table not in metadata.tables:
            raise BackupUnusable("changed", table=table)
        stored = plain(metadata.tables[table])
        try:
            for rows in _batches(lines, stored):
                self._put(stored, rows)
        except (ValueError, TypeError, KeyError, RecursionError):
            raise BackupUnusable("changed", table=table) from None
        except IntegrityError:  # the tables' own guards, and a chain that was broken when it was saved
            raise BackupUnusable("broken", table=table) from None

    def note_restored(self, at: datetime) -> None:
        """From now on, what may have been posted meanwhile is looked for before it is posted."""
        note_restored(self._connection, at)

    def _put(self, stored: sa.TableClause, rows: list[dict[str, Any]]) -> None:
        if stored.name == in_force.name:  # its one row is there, made with the table
            for row in rows:
                self._connection.execute(sa.update(stored).where(stored.c.id == row["id"]).values(row))
            return
        released = [row for row in rows if row.get("released_at")] if stored.name == legal_holds.name else []
        open_rows = [row | dict.fromkeys(_RELEASED) if row in released else row for row in rows]
        self._connection.execute(sa.insert(stored), open_rows)
        for row in released:  # a hold is placed first, and released then: its guard takes nothing else
            change = {name: row[name] for name in _RELEASED}
            self._connection.execute(sa.update(stored).where(stored.c.id == row["id"]).values(change))


def _batches(lines: Iterable[bytes], stored: sa.TableClause) -> Iterator[list[dict[str, Any]]]:
    rows: list[dict[str, Any]] = []
    size = 0
    for line in lines:
        rows.append(row_of(line, stored))
        size += len(line)
        if len(rows) == _ROWS_AT_ONCE or size > _BYTES_AT_ONCE:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _refuse_what_is_not_empty(connection: Connection) -> None:
    for table in metadata.sorted_tables:
        used = sa.select(sa.literal(1)).select_from(table).limit(1)
        if table is in_force:
            used = used.where(in_force.c.revision > 0)
        if connection.execute(used).first():
            raise BackupUnusable("not-empty", table=table.name)


def _count_on(connection: Connection) -> None:
    """New rows get the numbers after those that were put in."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        for column in table.primary_key:
            found = sa.select(sa.func.pg_get_serial_sequence(table.name, column.name))
            if sequence := connection.execute(found).scalar():
                after = sa.select(sa.func.coalesce(sa.func.max(column), 0) + 1).scalar_subquery()
                connection.execute(sa.select(sa.func.setval(sequence, after, False)))
