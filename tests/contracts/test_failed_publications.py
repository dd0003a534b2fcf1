"""A publication that fails, is killed or races another leaves one library in force, whole."""

import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.usecases.ports import StorageError
from tests.contracts.numbered import everything, number_in, number_of, numbered
from tests.publications import MONDAY, document, publication

SECRET = "Le client Tremblay a doublé sa mise"
Opened = Callable[[str], Engine]


class Killed(BaseException):
    """Stands for the end of the process: nothing that catches errors catches it."""


def test_a_publication_killed_before_any_of_its_statements_leaves_the_old_one(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    first = store.publish(numbered(1))
    before = everything(database)

    for number in count():
        try:
            with _killed_before_statement(number, database):
                second = store.publish(numbered(2))
        except Killed:
            assert store.published().library == first, f"killed before statement {number}"
            assert everything(database) == before, f"killed before statement {number}"
        else:
            break

    assert number > 15
    assert store.published().library == second


def test_publications_that_race_take_turns(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.publish(numbered(0))
    together = Barrier(4)

    def publish(number: int) -> str:
        together.wait()
        return store.publish(numbered(number))

    with ThreadPoolExecutor(4) as threads:
        names = list(threads.map(publish, range(1, 5)))

    assert sorted(name.split("-")[0] for name in names) == ["2", "3", "4", "5"]
    assert store.published().library == max(names)
    assert {number_of(store.published_version(name)) for name in names} == {1, 2, 3, 4}
    assert sum(each.state == "published" for each in store.documents()) == 2


def test_the_same_publication_twice_at_once_is_made_once(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    together = Barrier(2)

    def publish(_: int) -> str:
        together.wait()
        return store.publish(numbered(1))

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(publish, range(2)))) == 1
    assert len(store.documents()) == 2


def test_a_reader_sees_one_library_or_another_and_never_a_mixture(database: Engine) -> None:
    store, versions = SqlAlchemyPolicyStore(database), SqlAlchemyVersionStore(database)
    names = [store.publish(numbered(0))]
    done = Event()

    def read() -> set[int]:
        seen = set()
        while not done.is_set():
            seen.add(number_of(store.published()))
            seen.add(number_in(store.clauses_in_force()))
            seen.add(versions.contents().documents[0].number - 1)
        return seen

    with ThreadPoolExecutor(1) as threads:
        reader = threads.submit(read)
        try:
            for number in range(1, 12):
                names.append(store.publish(numbered(number)))
                versions.restore(names[number - 1], names[number], "marc", MONDAY)
                versions.restore(names[number], names[number - 1], "marc", MONDAY)
        finally:
            done.set()
        assert reader.result() > {0}


def test_a_full_disk_is_said_in_one_sentence_and_keeps_what_was_there(
    sqlite_file: Path, opened: Opened
) -> None:
    engine = opened(f"sqlite:///{sqlite_file}")
    store = SqlAlchemyPolicyStore(engine)
    first = store.publish(numbered(1))
    before = everything(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def fill_the_disk(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(engine, "checkout", fill_the_disk)
    with pytest.raises(StorageError) as refused:
        store.publish(publication([document(says=SECRET * 20_000)]))

    assert str(refused.value) == (
        "The disk of the database is full: nothing was changed. Free some space and try again."
    )
    assert SECRET not in "".join(traceback.format_exception(refused.value))
    assert store.published().library == first
    assert everything(engine) == before


@pytest.mark.parametrize("says", [SECRET + "\ud800", SECRET + "\udfff" * 3], ids=["high", "low"])
def test_a_text_that_cannot_be_kept_is_refused_without_showing_it(says: str, database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.publish(numbered(1))
    given = document()
    broken = type(given)(given.source, [type(given.clauses[0])("PMS", "fr", "PMS-1", "Titre", says, 0)])

    with pytest.raises(StorageError, match="cannot keep one of the characters") as refused:
        store.publish(publication([broken]))

    assert SECRET not in "".join(traceback.format_exception(refused.value))
    assert number_of(store.published()) == 1


def test_no_error_of_the_database_shows_what_was_to_be_stored(database: Engine) -> None:
    """PostgreSQL's own message would quote the whole row that a constraint refuses."""
    store = SqlAlchemyPolicyStore(database)
    given = document(says=SECRET)
    wrong = type(given.source.document)("PMS", SECRET, 1, SECRET, given.source.document.effective, "xx", "")  # type: ignore[arg-type]
    source = type(given.source)(wrong, given.source.content, given.source.file)

    with pytest.raises(StorageError) as refused:
        store.publish(publication([type(given)(source, given.clauses)], links={}))

    shown = "".join(traceback.format_exception(refused.value))
    assert str(refused.value) == (
        "The database refused what would contradict what it holds: nothing was changed."
    )
    assert SECRET not in shown
    assert "INSERT" not in shown


@contextmanager
def _killed_before_statement(number: int, engine: Engine) -> Iterator[None]:
    ran = count()

    def one_more(*_: object, **__: object) -> None:
        if next(ran) == number:
            raise Killed

    for event in ("before_cursor_execute", "commit"):
        sa.event.listen(engine, event, one_more)
    try:
        yield
    finally:
        for event in ("before_cursor_execute", "commit"):
            sa.event.remove(engine, event, one_more)
