"""The databases behind the contracts: SQLite always, PostgreSQL where a server can be started."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from dbos._dbos import DBOSRegistry
from sqlalchemy.engine import Engine

from bot.adapters.database import HEAD, open_database, upgrade
from bot.adapters.dbos_jobs import DurableJobs
from bot.adapters.sqlalchemy_all_tables import metadata
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_cards import SqlAlchemyCards
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_learning import SqlAlchemyLearning
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.adapters.sqlalchemy_meanings import SqlAlchemyMeanings
from bot.adapters.sqlalchemy_outbox import SqlAlchemyOutbox
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_posted import SqlAlchemyPostedTexts
from bot.adapters.sqlalchemy_reminders import SqlAlchemyReminders
from bot.adapters.sqlalchemy_reviews import SqlAlchemyReviews
from bot.adapters.sqlalchemy_tables import in_force
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.usecases.balance_ports import PostedTexts
from bot.usecases.chat_ports import Cards, Inbox, Outbox
from bot.usecases.cool_off_ports import AuthorReminders
from bot.usecases.learning_ports import Learning
from bot.usecases.library_ports import VersionStore
from bot.usecases.matter_ports import Matters, Reviews
from bot.usecases.meanings_ports import Meanings
from bot.usecases.ports import Archive, PolicyStore
from tests.contracts.durable import Do, Home, Launch
from tests.fakes import InMemoryArchive, InMemoryPolicyStore
from tests.fakes_chat import InMemoryCards, InMemoryInbox, InMemoryOutbox
from tests.fakes_learning import InMemoryLearning
from tests.fakes_matters import InMemoryMatters, InMemoryReviews
from tests.fakes_meanings import InMemoryMeanings
from tests.fakes_posted import InMemoryPostedTexts
from tests.fakes_reminders import InMemoryReminders
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
def other_store(store: PolicyStore, other_engine: Engine | None) -> PolicyStore:
    """The same policy store, in another process."""
    return SqlAlchemyPolicyStore(other_engine) if other_engine else store


@pytest.fixture
def versions(store: PolicyStore, backend_engine: Engine | None) -> VersionStore:
    """What owners do, beside that policy store."""
    if isinstance(store, InMemoryPolicyStore):
        return store.versions
    assert backend_engine is not None
    return SqlAlchemyVersionStore(backend_engine)


@pytest.fixture
def archive(backend_engine: Engine | None) -> Archive:
    """An archive with nothing in it."""
    return SqlAlchemyArchive(backend_engine) if backend_engine else InMemoryArchive()


@pytest.fixture
def other_engine(backend_engine: Engine | None, opened: Callable[[str], Engine]) -> Engine | None:
    """The same database as another process sees it; None in memory."""
    return opened(backend_engine.url.render_as_string(hide_password=False)) if backend_engine else None


@pytest.fixture
def inbox(backend_engine: Engine | None) -> Inbox:
    """An inbox with nothing in it."""
    return SqlAlchemyInbox(backend_engine) if backend_engine else InMemoryInbox()


@pytest.fixture
def other_inbox(inbox: Inbox, other_engine: Engine | None) -> Inbox:
    """The same inbox, in another process."""
    return SqlAlchemyInbox(other_engine) if other_engine else inbox


@pytest.fixture
def outbox(backend_engine: Engine | None) -> Outbox:
    """An outbox with nothing in it."""
    return SqlAlchemyOutbox(backend_engine) if backend_engine else InMemoryOutbox()


@pytest.fixture
def other_outbox(outbox: Outbox, other_engine: Engine | None) -> Outbox:
    """The same outbox, in another process."""
    return SqlAlchemyOutbox(other_engine) if other_engine else outbox


@pytest.fixture
def cards(backend_engine: Engine | None) -> Cards:
    """No card yet."""
    return SqlAlchemyCards(backend_engine) if backend_engine else InMemoryCards()


@pytest.fixture
def matters(backend_engine: Engine | None) -> Matters:
    """No matter yet."""
    return SqlAlchemyMatters(backend_engine) if backend_engine else InMemoryMatters()


@pytest.fixture
def other_matters(matters: Matters, other_engine: Engine | None) -> Matters:
    """The same matters, in another process."""
    return SqlAlchemyMatters(other_engine) if other_engine else matters


@pytest.fixture
def reviews(backend_engine: Engine | None) -> Reviews:
    """No review noted yet."""
    return SqlAlchemyReviews(backend_engine) if backend_engine else InMemoryReviews()


@pytest.fixture
def posted_texts(backend_engine: Engine | None) -> PostedTexts:
    """Nothing posted yet."""
    return SqlAlchemyPostedTexts(backend_engine) if backend_engine else InMemoryPostedTexts()


@pytest.fixture
def meanings(backend_engine: Engine | None) -> Meanings:
    """No meaning yet."""
    return SqlAlchemyMeanings(backend_engine) if backend_engine else InMemoryMeanings()


@pytest.fixture
def learning(backend_engine: Engine | None) -> Learning:
    """Nobody tried anything yet."""
    return SqlAlchemyLearning(backend_engine) if backend_engine else InMemoryLearning()


@pytest.fixture
def reminders(backend_engine: Engine | None) -> AuthorReminders:
    """No reminder yet."""
    return SqlAlchemyReminders(backend_engine) if backend_engine else InMemoryReminders()


@pytest.fixture
def jobs_home(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Home]:
    """`jobs_home(backend)`: a place for durable jobs, with none in it."""
    # DBOS looks every second for jobs to take up: no test of this process need wait for that.
    queue = DBOSRegistry.get_internal_queue

    def impatient(registry: DBOSRegistry) -> Any:
        found = queue(registry)
        found._polling_interval_sec = 0.05
        return found

    monkeypatch.setattr(DBOSRegistry, "get_internal_queue", impatient)

    def make(backend: str) -> Home:
        if backend == "sqlite":
            return Home(f"sqlite:///{tmp_path / 'vigie.sqlite3'}", tmp_path)
        address = str(request.getfixturevalue("emptied_postgresql"))
        engine = open_database(address)
        with engine.begin() as connection:
            for table in sa.inspect(connection).get_table_names(schema="dbos"):
                if table != "dbos_migrations":
                    connection.exec_driver_sql(f"DELETE FROM dbos.{table}")  # noqa: S608 - its own name
        engine.dispose()
        return Home(address, tmp_path)

    return make


@pytest.fixture
def launch() -> Iterator[Launch]:
    """`launch(home, do)`: durable jobs at work, stopped after the test."""
    launched: list[DurableJobs] = []

    def launch_one(home: Home, do: Do, **more: float) -> DurableJobs:
        launched.append(home.jobs(do, **more))
        launched[-1].launch()
        return launched[-1]

    yield launch_one
    for jobs in launched:
        jobs.stop(0)


@pytest.fixture(params=BACKENDS)
def home(request: pytest.FixtureRequest, jobs_home: Callable[[str], Home]) -> Home:
    """A place for durable jobs on each database."""
    return jobs_home(str(request.param))


def _new_postgresql(server: str) -> str:
    """The address of a new database without tables."""
    name = f"vigie_{next(_numbers)}"
    engine = open_database(server).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0")
    engine.dispose()
    return server.replace("/postgres?", f"/{name}?")
