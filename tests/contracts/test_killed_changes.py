"""Whatever an owner does to the library is done wholly or not at all, wherever the process is killed."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import count

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from tests.contracts.dying import NAMES, SEEN, changes, prepare
from tests.contracts.numbered import everything, number_in, number_of
from tests.marks import slowly

MOVING = ("publish drafts", "publish the folder", "restore", "relink")
"""The changes that put another library in force."""

QUICK = ("publish drafts", "withdraw")

Die = Callable[[Engine, str, int], str]


@pytest.fixture(scope="module")
def die() -> Iterator[Die]:
    """`die(database, change, number)`: a process makes the change and is killed before that statement."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.contracts.dying"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        given, answered = process.stdin, process.stdout

        def change_and_die(engine: Engine, change: str, number: int) -> str:
            address = engine.url.render_as_string(hide_password=False)
            given.write(json.dumps([address, change, number]) + "\n")
            given.flush()
            return answered.readline().strip()

        yield change_and_die


def test_every_change_is_tried(database: Engine) -> None:
    prepare(database)

    assert tuple(changes(database)) == NAMES


@pytest.mark.parametrize("change", [name if name in QUICK else slowly(name) for name in NAMES])
def test_a_change_killed_before_any_of_its_statements_is_made_wholly_or_not_at_all(
    change: str, database: Engine, die: Die
) -> None:
    prepare(database)
    before, acts = everything(database), len(SqlAlchemyVersionStore(database).acts())
    in_force = SqlAlchemyPolicyStore(database).library_in_force()

    for number in count():
        assert die(database, change, number) == "killed", "it ended before it was found to be made"
        assert_whole(database)
        if everything(database) != before:
            break

    # The turn, what is looked up, what is written, the act and the commit came before.
    assert number >= (10 if change in MOVING else 4)
    versions = SqlAlchemyVersionStore(database)
    assert len(versions.acts()) == acts + 1
    assert (versions.contents().name != in_force) == (change in MOVING)
    assert versions.seen_files() == (SEEN if "publish" in change else {})


def assert_whole(engine: Engine) -> None:
    """One library is in force, its versions and no other are published, and the acts say so."""
    store, versions = SqlAlchemyPolicyStore(engine), SqlAlchemyVersionStore(engine)
    library = versions.contents()
    if library.name != store.library_in_force():
        pytest.fail("two libraries in force")
    published = [each for each in store.documents() if each.state == "published"]
    assert {(each.document, each.number) for each in published} == {
        (ref.document, ref.number) for ref in library.documents
    }
    assert [each.number for each in versions.packs() if each.state == "published"] == [library.pack]
    assert number_in(store.clauses_in_force()) == number_in(versions.clauses_of(library.name))
    assert versions.acts()[-1].library == library.name
    if versions.acts()[-1].kind != "linked":
        assert number_of(store.published()) == number_in(store.clauses_in_force())
