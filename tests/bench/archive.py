"""The archive: how fast records are added to it one by one, and how fast all its chains are verified."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import Engine

from bot.adapters.database import open_database, upgrade
from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.usecases.verify_archive import verify_archive
from tests.archived import MONDAY, fill
from tests.bench.figures import CannotMeasure, Figure, Part
from tests.postgres import NoPostgreSQL, throwaway_cluster

LARGE, SMALL = 100_000, 10_000
_ADDED = 500
_CHAINS = 100
SECONDS_TO_VERIFY = 30.0


def measure_archive(records: int) -> Part:
    """Records a second, on SQLite and, where a server can be started, on PostgreSQL."""
    remarks: tuple[str, ...] = ()
    with tempfile.TemporaryDirectory(prefix="vigie-bench-") as folder:
        figures = _figures("SQLite", f"sqlite:///{Path(folder) / 'vigie.sqlite3'}", records)
        key = new_key()
        figures += _sealed(f"sqlite:///{Path(folder) / 'sealed.sqlite3'}", records, Sealing([key]))
    try:
        with throwaway_cluster() as address:
            figures += _figures("PostgreSQL", address, records)
    except NoPostgreSQL as reason:
        remarks = (f"Without PostgreSQL: {reason}",)
    return Part("archive", figures, remarks)


def _figures(name: str, address: str, records: int) -> tuple[Figure, ...]:
    how = f"{records:,} records of 1 kB in {_CHAINS} chains, one pass"
    with _opened(address) as engine:
        archive = SqlAlchemyArchive(engine)
        began = time.perf_counter()
        for number in range(_ADDED):
            body = json.dumps({"filling": "x" * 900})
            archive.add("reading", f"added{number}", f"added:{number % _CHAINS}", MONDAY, body)
        added = _ADDED / (time.perf_counter() - began)
        fill(engine, records, _CHAINS)
        seconds = _verified(engine, records + _ADDED)
    return (
        Figure(f"archive: added, {name}", added, "records/s", f"{_ADDED} records of 1 kB, one a transaction"),
        Figure(f"archive: verified, {name}", (records + _ADDED) / seconds, "records/s", how),
        Figure(f"archive: verifying, {name}", seconds, "s", how, SECONDS_TO_VERIFY, at_least=False),
    )


def _sealed(address: str, records: int, sealing: Sealing) -> tuple[Figure, ...]:
    with _opened(address) as engine:
        fill(engine, records, _CHAINS, sealing)
        seconds = _verified(engine, records, sealing)
    how = f"{records:,} records of 1 kB, encrypted, on SQLite"
    return (Figure("archive: verified, encrypted", records / seconds, "records/s", how),)


def _verified(engine: Engine, records: int, sealing: Sealing | None = None) -> float:
    began = time.perf_counter()
    verified = verify_archive(SqlAlchemyArchiveReading(engine, sealing), lambda broken: None)
    seconds = time.perf_counter() - began
    if verified.records != records or not verified.is_whole:
        raise CannotMeasure(f"the archive is not what was put in it: {verified}")
    return seconds


@contextmanager
def _opened(address: str) -> Iterator[Engine]:
    engine = open_database(address)
    upgrade(engine)
    yield engine
    engine.dispose()
