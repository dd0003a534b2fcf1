"""The databases behind the contracts: SQLite always, PostgreSQL where a server can be started."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import HEAD, open_database, upgrade
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_tables import in_force, metadata
from bot.usecases.ports import Archive, PolicyStore
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.postgres import NoPostgreSQL, throwaway_cluster

BACKENDS = ("sqlite", "postgresql")
_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server; without one, the test is skipped and says why."""
    try:
        with throwaway_cluster() as address:
            yield address
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def migrated_postgresql(server: str) -> Iterator[Engine]:
    """One database with its tables for all tests: making one for each would take longer than the tests."""
    engine = open_database(_new_postgresql(server), wait=5)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def emptied_postgresql(migrated_postgresql: Engine) -> str:
    """Its address, with nothing in its tables, as after the migrations."""
    with migrated_postgresql.begin() as connection:
        # A replica's triggers do not run: the archive's would refuse this, as they should.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in metadata.tables.values():
            connection.execute(sa.delete(table))
        connection.execute(sa.insert(in_force).values(id=1, revision=0))
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :head"), {"head": HEAD})
    return migrated_postgresql.url.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same for SQLite."""
    file = tmp_path_factory.mktemp("template") / "vigie.sqlite3"
    engine = open_database(f"sqlite:///{file}")
    upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(params=BACKENDS)
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'vigie.sqlite3'}"
    return _new_postgresql(request.getfixturevalue("server"))


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with its tables and nothing in them."""
    if request.param == "sqlite":
        file = tmp_path / "vigie.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), file)
        return f"sqlite:///{file}"
    return str(request.getfixturevalue("emptied_postgresql"))


@pytest.fixture
def opened() -> Iterator[Callable[[str], Engine]]:
    """`opened(address)`: an engine, closed after the test."""
    engines: list[Engine] = []

    def open_and_remember(address: str) -> Engine:
        engines.append(open_database(address, wait=5))
        return engines[-1]

    yield open_and_remember
    for engine in engines:
        engine.dispose()


@pytest.fixture
def database(address: str, opened: Callable[[str], Engine]) -> Engine:
    """A database with its tables and nothing in them."""
    return opened(address)


@pytest.fixture
def sqlite_file(sqlite_template: Path, tmp_path: Path) -> Path:
    """The file of a SQLite database with its tables and nothing in them."""
    return Path(shutil.copy(sqlite_template, tmp_path / "only.sqlite3"))


@pytest.fixture(params=("memory", *BACKENDS))
def backend(request: pytest.FixtureRequest) -> str:
    """Where a port keeps what it is given."""
    return str(request.param)


@pytest.fixture
def backend_engine(
    backend: str, request: pytest.FixtureRequest, opened: Callable[[str], Engine]
) -> Engine | None:
    """The database of that backend; None in memory."""
    if backend == "memory":
        return None
    if backend == "sqlite":
        return opened(f"sqlite:///{request.getfixturevalue('sqlite_file')}")
    return opened(request.getfixturevalue("emptied_postgresql"))


@pytest.fixture
def store(backend_engine: Engine | None) -> PolicyStore:
    """A policy store with nothing in it."""
    return SqlAlchemyPolicyStore(backend_engine) if backend_engine else InMemoryPolicyStore()


@pytest.fixture
def archive(backend_engine: Engine | None) -> Archive:
    """An archive with nothing in it."""
    return SqlAlchemyArchive(backend_engine) if backend_engine else InMemoryArchive()


def _new_postgresql(server: str) -> str:
    """The address of a new database without tables."""
    name = f"vigie_{next(_numbers)}"
    engine = open_database(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")
