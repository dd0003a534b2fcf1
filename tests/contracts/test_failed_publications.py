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
from bot.adapters.sqlalchemy_tables import metadata
from bot.domain.library import PublishedPolicies
from bot.usecases.ports import Publication, StorageError
from tests.publications import document, link, pack, publication

SECRET = "Le client Tremblay a doublé sa mise"
Opened = Callable[[str], Engine]


class Killed(BaseException):
    """Stands for the end of the process: nothing that catches errors catches it."""


def test_a_publication_killed_before_any_of_its_statements_leaves_the_old_one(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    first = store.publish(_numbered(1))
    before = _everything(database)

    for number in count():
        try:
            with _killed_before_statement(number, database):
                second = store.publish(_numbered(2))
        except Killed:
            assert store.published().library == first, f"killed before statement {number}"
            assert _everything(database) == before, f"killed before statement {number}"
        else:
            break

    assert number > 15
    assert store.published().library == second


def test_publications_that_race_take_turns(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.publish(_numbered(0))
    together = Barrier(4)

    def publish(number: int) -> str:
        together.wait()
        return store.publish(_numbered(number))

    with ThreadPoolExecutor(4) as threads:
        names = list(threads.map(publish, range(1, 5)))

    assert sorted(name.split("-")[0] for name in names) == ["2", "3", "4", "5"]
    assert store.published().library == max(names)
    assert {_number_of(store.published_version(name)) for name in names} == {1, 2, 3, 4}
    assert sum(each.state == "published" for each in store.documents()) == 2


def test_the_same_publication_twice_at_once_is_made_once(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    together = Barrier(2)

    def publish(_: int) -> str:
        together.wait()
        return store.publish(_numbered(1))

    with ThreadPoolExecutor(2) as threads:
        assert len(set(threads.map(publish, range(2)))) == 1
    assert len(store.documents()) == 2


def test_a_reader_sees_the_old_library_or_the_new_and_never_a_mixture(database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.publish(_numbered(0))
    done = Event()

    def read() -> int:
        seen = set()
        while not done.is_set():
            seen.add(_number_of(store.published()))
        return len(seen)

    with ThreadPoolExecutor(1) as threads:
        reader = threads.submit(read)
        try:
            for number in range(1, 15):
                store.publish(_numbered(number))
        finally:
            done.set()
        assert reader.result() > 1


def test_a_full_disk_is_said_in_one_sentence_and_keeps_what_was_there(
    sqlite_file: Path, opened: Opened
) -> None:
    engine = opened(f"sqlite:///{sqlite_file}")
    store = SqlAlchemyPolicyStore(engine)
    first = store.publish(_numbered(1))
    before = _everything(engine)
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
    assert _everything(engine) == before


@pytest.mark.parametrize("says", [SECRET + "\ud800", SECRET + "\udfff" * 3], ids=["high", "low"])
def test_a_text_that_cannot_be_kept_is_refused_without_showing_it(says: str, database: Engine) -> None:
    store = SqlAlchemyPolicyStore(database)
    store.publish(_numbered(1))
    given = document()
    broken = type(given)(given.source, [type(given.clauses[0])("PMS", "fr", "PMS-1", "Titre", says, 0)])

    with pytest.raises(StorageError, match="cannot keep one of the characters") as refused:
        store.publish(publication([broken]))

    assert SECRET not in "".join(traceback.format_exception(refused.value))
    assert _number_of(store.published()) == 1


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


def _numbered(number: int) -> Publication:
    """A publication whose every part carries a number, so that a mixture shows."""
    documents = [document("PMS", says=f"Texte {number}."), document("CE", says=f"Texte {number}.")]
    return publication(
        documents,
        links={"guaranteed-return": [link("PMS-1"), link("CE-1", rank=2)]},
        content=pack(firm=f"Firme {number}"),
        embedder=f"embedder {number}",
    )


def _number_of(policies: PublishedPolicies) -> int:
    """The number that every part of a snapshot carries; a mixture fails."""
    parts = {policies.embedder, policies.firm.names[0]}
    parts |= {each.citation.text.rstrip(".") for each in policies.links["guaranteed-return"]}
    numbers = {part.split()[-1] for part in parts}
    assert len(policies.links["guaranteed-return"]) == 2
    assert len(numbers) == 1, f"A mixture: {parts}"
    return int(numbers.pop())


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


def _everything(engine: Engine) -> dict[str, list[Any]]:
    """Every row of every table."""
    with engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(sa.select(table))))
            for table in metadata.sorted_tables
        }
