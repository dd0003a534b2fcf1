"""What DBOS stores of jobs that are over, to be forgotten: rows under the job's id (`event.attempt`), of ids.

DBOS itself deletes jobs only while it runs, and this is for a command beside it: its tables are found by
their column, whatever DBOS adds to them.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from bot.adapters.database import parse_address
from bot.adapters.database_errors import jobs_error
from bot.adapters.jobs_database import FILE, open_jobs_database

_JOBS = "workflow_status"
_ID = "workflow_uuid"
_NOT_OVER = ("PENDING", "ENQUEUED", "DELAYED")
_AT_ONCE = 200


class SqlAlchemyFinishedJobs:
    """`FinishedJobs`, whatever process did them; the bot need not be stopped."""

    def __init__(self, database_url: str, data: Path) -> None:
        self._url = parse_address(database_url)
        self._data = data

    def under_way(self, events: Sequence[str]) -> int:
        """How many jobs of what was received under these ids are not over. Raises `StorageError`."""
        with self._opened() as stored:
            return len([job for job, state in stored.jobs(events) if state in _NOT_OVER])

    def forget(self, events: Sequence[str]) -> int:
        """Forget those that are over; how many there were. Raises `StorageError`."""
        with self._opened() as stored:
            return stored.delete([job for job, state in stored.jobs(events) if state not in _NOT_OVER])

    def forget_before(self, end: datetime) -> int:
        """Forget those that were over before that moment; how many there were. Raises `StorageError`."""
        with self._opened() as stored:
            return stored.delete(stored.over_before(end))

    @contextmanager
    def _opened(self) -> Iterator["_Stored"]:
        """One transaction; of no jobs where none was ever stored."""
        if self._url.get_backend_name() == "sqlite" and not (self._data / FILE).exists():
            yield _Stored(None, [])
            return
        engine = open_jobs_database(self._url, self._data)
        try:
            with engine.begin() as connection:
                yield _Stored(connection, _tables_of_jobs(connection))
        except SQLAlchemyError as error:
            raise jobs_error(error, engine.url) from None
        finally:
            engine.dispose()


class _Stored:
    """The tables that hold something of a job, its status last; none before DBOS made them."""

    def __init__(self, connection: Connection | None, tables: Sequence[sa.Table]) -> None:
        self._connection = connection
        self._tables = tables

    def jobs(self, events: Sequence[str]) -> list[tuple[str, str]]:
        """The jobs of those events, each with its state."""
        known = frozenset(events)
        return [(job, state) for job, state, _ in self._all() if job.rpartition(".")[0] in known]

    def over_before(self, end: datetime) -> list[str]:
        """Jobs that were over before that moment."""
        moment = end.timestamp() * 1000
        return [job for job, state, changed in self._all() if state not in _NOT_OVER and changed < moment]

    def delete(self, jobs: Sequence[str]) -> int:
        """Delete all that is stored of them; how many there were."""
        left = iter(jobs)
        while self._connection and (some := list(islice(left, _AT_ONCE))):
            for table in self._tables:
                self._connection.execute(sa.delete(table).where(table.c[_ID].in_(some)))
        return len(jobs)

    def _all(self) -> Iterator[tuple[str, str, int]]:
        if not self._connection or not self._tables:
            return
        status = self._tables[-1]
        query = sa.select(status.c[_ID], status.c.status, status.c.updated_at)
        for job, state, changed in self._connection.execute(query):
            yield str(job), str(state), int(changed)


def _tables_of_jobs(connection: Connection) -> list[sa.Table]:
    schema = "dbos" if connection.dialect.name == "postgresql" else None
    inspector = sa.inspect(connection)
    names = inspector.get_table_names(schema=schema) if _has(inspector, schema) else []
    found = {name: [each["name"] for each in inspector.get_columns(name, schema=schema)] for name in names}
    of_jobs = sorted((name for name in found if _ID in found[name]), key=lambda name: name == _JOBS)
    return [sa.table(name, *map(sa.column, found[name]), schema=schema) for name in of_jobs]  # type: ignore[misc]


def _has(inspector: sa.Inspector, schema: str | None) -> bool:
    return schema is None or schema in inspector.get_schema_names()
