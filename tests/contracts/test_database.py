"""Whatever is wrong with the database is said in one sentence, with what the operator can do about it."""

import sqlite3
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import DBAPIError

from bot.adapters.database import open_database, reading, upgrade, writing
from bot.adapters.database_errors import storage_error
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.usecases.ports import StorageError

SECRET = "s3cret-pass"
Opened = Callable[[str], Engine]


@pytest.mark.parametrize(
    "address", ["", "mysql://user:s3cret-pass@host/db", "vigie.sqlite3", "://", "é\u0000"]
)
def test_an_address_of_no_known_database_is_refused_without_showing_it(address: str) -> None:
    with pytest.raises(StorageError) as refused:
        open_database(address)

    assert str(refused.value) == "DATABASE_URL must begin with sqlite:/// or postgresql://."
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize("place", ["localhost:abc/db", "localhost:/db", "[::1/db"])
def test_an_address_of_postgresql_that_cannot_be_read_has_its_own_sentence(place: str) -> None:
    with pytest.raises(StorageError) as refused:
        open_database(f"postgresql://user:{SECRET}@{place}")

    assert str(refused.value).startswith("DATABASE_URL cannot be read: check its host, its port")
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize("written", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_way_to_write_the_address_of_postgresql_is_understood(written: str) -> None:
    engine = open_database(f"{written}://user:{SECRET}@host/db")

    assert engine.url.drivername == "postgresql+psycopg"
    assert SECRET not in repr(engine)


def test_the_folder_of_the_file_is_made_for_its_owner_only(tmp_path: Path, opened: Opened) -> None:
    upgrade(opened(f"sqlite:///{tmp_path}/new/data/vigie.sqlite3"))

    assert (tmp_path / "new/data").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StorageError, match=r"The folder of the database cannot be made: .*/file/data\.$"):
        open_database(f"sqlite:///{tmp_path}/file/data/vigie.sqlite3")


def test_a_file_that_is_not_a_database_is_named_and_left_alone(tmp_path: Path, opened: Opened) -> None:
    file = tmp_path / "vigie.sqlite3"
    file.write_text("Ceci n'est pas une base de données. " * 100)
    before = file.read_bytes()

    with pytest.raises(
        StorageError, match=r"The database is damaged: restore .*vigie\.sqlite3 from a backup"
    ):
        upgrade(opened(f"sqlite:///{file}"))
    assert file.read_bytes() == before


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path, opened: Opened) -> None:
    (tmp_path / "vigie.sqlite3").mkdir()

    with pytest.raises(StorageError, match=r"cannot be opened: check that .*vigie\.sqlite3 is a file"):
        upgrade(opened(f"sqlite:///{tmp_path}/vigie.sqlite3"))


def test_a_damaged_page_is_said_to_be_damage(sqlite_file: Path, opened: Opened) -> None:
    with sqlite_file.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (sqlite_file.stat().st_size - 4096))

    with pytest.raises(StorageError, match="The database is damaged"):
        SqlAlchemyPolicyStore(opened(f"sqlite:///{sqlite_file}")).documents()


def test_a_database_without_permission_to_write_is_said_so(sqlite_file: Path, opened: Opened) -> None:
    engine = opened(f"sqlite:///file:{sqlite_file}?mode=ro&uri=true")

    with pytest.raises(StorageError, match="cannot be written to: check the permissions"):
        SqlAlchemyPolicyStore(engine).keep_vectors("one", {"a": [1.0]})


def test_a_writer_waits_for_another_and_then_says_so(sqlite_file: Path) -> None:
    engine = open_database(f"sqlite:///{sqlite_file}", wait=0.2)
    with closing(sqlite3.connect(sqlite_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageError, match="busy with another writer"):
            SqlAlchemyPolicyStore(engine).keep_vectors("one", {"a": [1.0]})
        assert SqlAlchemyPolicyStore(engine).vectors("one", ["a"]) == {}, "a reader waits for nobody"
        other.execute("ROLLBACK")

    SqlAlchemyPolicyStore(engine).keep_vectors("one", {"a": [1.0]})
    engine.dispose()


def test_a_writer_that_is_soon_done_is_waited_for(sqlite_file: Path, opened: Opened) -> None:
    with closing(sqlite3.connect(sqlite_file, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.3, lambda: other.execute("ROLLBACK")).start()

        SqlAlchemyPolicyStore(opened(f"sqlite:///{sqlite_file}")).keep_vectors("one", {"a": [1.0]})


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_lock_of_postgresql_is_not_waited_for_without_end(address: str, database: Engine) -> None:
    impatient = open_database(address, wait=0.2)
    with database.begin() as other:
        other.exec_driver_sql("LOCK TABLE vectors")
        with pytest.raises(StorageError, match="busy with another writer"):
            SqlAlchemyPolicyStore(impatient).keep_vectors("one", {"a": [1.0]})
    impatient.dispose()


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    engine = open_database(f"postgresql://vigie:{SECRET}@127.0.0.1:9/firm")

    with pytest.raises(StorageError) as refused:
        upgrade(engine)

    assert str(refused.value) == (
        "The database cannot be reached: check that the database firm on 127.0.0.1:9 is running."
    )
    assert SECRET not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_database_that_does_not_exist_is_said_so(address: str) -> None:
    engine = open_database(str(make_url(address).set(database="absent")))

    with pytest.raises(StorageError, match="There is no such database: check the database absent on"):
        upgrade(engine)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_reading_transaction_of_postgresql_cannot_write(database: Engine) -> None:
    with pytest.raises(StorageError, match="cannot be written to"), reading(database) as connection:
        connection.exec_driver_sql("DELETE FROM vectors")


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("53100", "is full"),
        ("25006", "cannot be written to"),
        ("57P01", "cannot be reached"),
        ("28P01", "refused the user or the password"),
        ("40P01", "busy"),
        ("XX001", "is damaged"),
        ("53300", "no connection left"),
        ("42P01", r"did not do what was asked \(42P01\)"),
    ],
)
def test_what_postgresql_answers_is_put_in_words(state: str, says: str) -> None:
    original = type("Error", (Exception,), {"sqlstate": state})("Failing row contains (s3cret-pass)")
    error = DBAPIError("INSERT", {"text": SECRET}, original)

    with pytest.raises(StorageError, match=says) as refused:
        raise storage_error(error, make_url("postgresql://host/db"))
    assert SECRET not in str(refused.value)


def test_not_even_the_error_underneath_shows_what_was_given(database: Engine) -> None:
    """Something else may log it: a debugger, a library that catches before we do."""
    with database.connect() as connection, pytest.raises(DBAPIError) as refused:
        connection.execute(sa.text("SELECT no_such_function(:given)"), {"given": SECRET})

    assert SECRET not in str(refused.value)


def test_reading_sees_one_state_whatever_is_committed_meanwhile(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.keep_vectors("one", {"a": [1.0]})
    counted = sa.text("SELECT count(*) FROM vectors")

    with reading(database) as connection:
        before = connection.execute(counted).scalar()
        store.keep_vectors("one", {"b": [1.0]})
        assert connection.execute(counted).scalar() == before == 1
    with reading(database) as connection:
        assert connection.execute(counted).scalar() == 2


def test_writing_is_all_or_nothing(database: Engine) -> None:
    def change_and_fail() -> None:
        with writing(database) as connection:
            connection.execute(sa.text("DELETE FROM in_force"))
            raise SimpleError

    with pytest.raises(SimpleError):
        change_and_fail()
    with reading(database) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM in_force")).scalar() == 1


def test_sqlite_keeps_what_it_has_said_to_have_kept(sqlite_file: Path, opened: Opened) -> None:
    """WAL, so that readers wait for nobody; FULL, so that a power cut loses nothing that was acknowledged."""
    with reading(opened(f"sqlite:///{sqlite_file}")) as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "recursive_triggers", "secure_delete")
        }

    assert settings == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "secure_delete": 1,
    }


def test_a_process_killed_while_it_publishes_leaves_the_old_library(
    sqlite_file: Path, opened: Opened
) -> None:
    program = (
        "import os, signal\n"
        "import sqlalchemy as sa\n"
        "from bot.adapters.database import open_database\n"
        "from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore\n"
        "from tests.publications import document, publication\n"
        f"engine = open_database('sqlite:///{sqlite_file}')\n"
        "store = SqlAlchemyPolicyStore(engine)\n"
        "print(store.publish(publication()), flush=True)\n"
        "def kill(_connection): os.kill(os.getpid(), signal.SIGKILL)\n"
        "sa.event.listen(engine, 'commit', kill)\n"
        "store.publish(publication([document(says='Autre.')]))\n"
    )
    killed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    store = SqlAlchemyPolicyStore(opened(f"sqlite:///{sqlite_file}"))

    assert killed.returncode == -9
    assert store.published().library == killed.stdout.strip()
    assert [each.number for each in store.documents()] == [1]


class SimpleError(Exception):
    """Anything that goes wrong inside a transaction."""
