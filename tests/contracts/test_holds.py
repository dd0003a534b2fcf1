"""What a hold promises: while it stands nothing that it covers is erased, whoever asks; it is on record."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.usecases.hold import NoSuchHold, NothingToHold, hold, release
from bot.usecases.ports import StorageError
from tests.contracts.kept import Office, day

ERASING = "DELETE FROM archive_bodies WHERE record_id = '{}'"
CHANGES = [
    "UPDATE legal_holds SET reason = 'other'",
    "UPDATE legal_holds SET person = 'U9', released_at = placed_at",
    "UPDATE legal_holds SET released_by = 'x'",
    "UPDATE legal_holds SET released_at = NULL",
    "DELETE FROM legal_holds",
]


@pytest.fixture
def office(database: Engine, address: str, tmp_path: Path) -> Office:
    return Office(database, address, tmp_path)


def held_ids(office: Office) -> set[str]:
    """The bodies that the database refuses to erase, asked for one by one, outside of Vigie."""
    return {each for each in office.left() if _is_refused(office, each)}


def _is_refused(office: Office, record: str) -> bool:
    try:
        with office.engine.begin() as connection:
            connection.exec_driver_sql(ERASING.format(record))
    except DBAPIError as error:
        return "on hold" in str(error)
    return False


def test_what_a_person_wrote_is_held_in_every_workspace_and_what_they_write_next(office: Office) -> None:
    office.draft("U1", "a")
    held = hold("U1", "litige 12", "claire", office.ports())
    office.draft("U1", "b", team="T2")
    office.draft("U11", "c")
    office.draft("U2", "d")

    assert (held.hold.id, held.bodies) == ("hold-1", 1)
    assert held_ids(office) == {"ca.0.0", "cb.0.0"}


@pytest.mark.parametrize(
    ("what", "held"),
    [
        ("ca", {"ca.0.0", "ca.1.0"}),
        ("ca.1", {"ca.1.0"}),
        ("ca.1.0", {"ca.1.0"}),
        ("mca", {"mca.0", "ca.0.0", "ca.1.0"}),
        ("mca.0", {"mca.0"}),
    ],
)
def test_a_record_is_held_with_what_is_numbered_under_it_or_what_it_is_about_and_nothing_else(
    what: str, held: set[str], office: Office
) -> None:
    office.draft("U1", "a")
    office.draft("U1", "ab")
    office.request("U1", "ca")
    office.archive.add("review", "ca.1.0", "T1:U1", day(1), "{}")

    placed = hold(what, "litige 12", "claire", office.ports())

    assert placed.bodies == len(held)
    assert held_ids(office) == held


def test_what_is_released_may_be_erased(office: Office) -> None:
    office.draft("U1", "a")
    hold("U1", "litige 12", "claire", office.ports())
    hold("ca", "enquête", "claire", office.ports())
    with pytest.raises(StorageError):
        office.archive.erase_body("ca.0.0")

    release("hold-1", "réglé", "marc", office.ports(days=1))
    assert "ca.0.0" in held_ids(office)
    release("hold-2", "réglé", "marc", office.ports(days=1))

    office.archive.erase_body("ca.0.0")
    assert office.archive.record("ca.0.0").body is None


def test_every_hold_and_its_release_is_on_record(office: Office) -> None:
    office.draft("U1", "a")
    ports = office.ports(days=2)
    hold("U1", "litige 12", "claire", ports)
    release("hold-1", "réglé", "marc", ports)

    records = [office.archive.record(f"hold-1.{what}") for what in ("placed", "released")]
    assert [each.stream for each in records] == ["archive:holds"] * 2
    bodies = [json.loads(each.body or "") for each in records]
    said = {"hold": "hold-1", "person": "U1", "record": "", "by": "claire", "reason": "litige 12"}
    assert bodies[0] == said | {"what": "placed"}
    assert (bodies[1]["by"], bodies[1]["reason"]) == ("marc", "réglé")
    office.assert_whole("archive:holds")
    [listed] = ports.holds.all()
    assert (listed.stands, listed.released_by, listed.release_reason) == (False, "marc", "réglé")


def test_holds_are_numbered_and_listed_in_the_order_in_which_they_were_placed(office: Office) -> None:
    office.draft("U1", "a")
    placed = [hold("U1", f"{number}", "claire", office.ports()).hold for number in range(11)]

    assert [each.id for each in placed] == [f"hold-{number}" for number in range(1, 12)]
    assert office.ports().holds.all() == placed


def test_what_is_not_there_is_not_held_and_what_is_over_not_released_again(office: Office) -> None:
    office.draft("U1", "a")
    with pytest.raises(NothingToHold):
        hold("cx", "litige", "claire", office.ports())
    hold("ca", "litige", "claire", office.ports())
    release("hold-1", "réglé", "claire", office.ports())
    for each in ("hold-1", "hold-2", ""):
        with pytest.raises(NoSuchHold):
            release(each, "réglé", "claire", office.ports())


def test_an_id_in_other_letters_is_no_id_of_anything(office: Office) -> None:
    office.draft("U1", "abc")
    office.archive.add("review", "cabc.1.0", "T1:team:u2", day(1), "{}")

    for wrong in ("CABC", "Cabc.1", "cabc_"):
        with pytest.raises(NothingToHold):
            hold(wrong, "litige", "claire", office.ports())
    assert hold("U2", "litige", "claire", office.ports()).bodies == 0
    assert office.ports().holds.all()[-1].id == "hold-1", "what was refused left nothing"


def test_somebody_who_wrote_nothing_yet_can_be_held(office: Office) -> None:
    assert hold("U7", "litige", "claire", office.ports()).bodies == 0


@pytest.mark.parametrize("change", CHANGES)
def test_a_hold_is_never_changed_but_by_its_release(change: str, office: Office) -> None:
    hold("U1", "litige 12", "claire", office.ports())
    before = office.ports().holds.all()

    with pytest.raises(DBAPIError, match="only ever released"), office.engine.begin() as connection:
        connection.exec_driver_sql(change)

    assert office.ports().holds.all() == before


@pytest.mark.parametrize("change", ["DELETE FROM legal_holds", "UPDATE legal_holds SET release_reason = 'x'"])
def test_nor_is_one_that_was_released(change: str, office: Office) -> None:
    hold("U1", "litige 12", "claire", office.ports())
    release("hold-1", "réglé", "claire", office.ports())

    with pytest.raises(DBAPIError, match="only ever released"), office.engine.begin() as connection:
        connection.exec_driver_sql(change)


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_postgresql_does_not_empty_the_table_either(office: Office) -> None:
    with pytest.raises(DBAPIError, match="only ever released"), office.engine.begin() as connection:
        connection.exec_driver_sql("TRUNCATE legal_holds")


@pytest.mark.parametrize(
    "change",
    [*CHANGES, "INSERT OR REPLACE INTO legal_holds SELECT * FROM legal_holds", ERASING.format("ca.0.0")],
)
def test_sqlite_refuses_it_to_a_connection_that_is_not_ours_too(
    change: str, sqlite_file: Path, opened: Callable[[str], Engine], tmp_path: Path
) -> None:
    address = f"sqlite:///{sqlite_file}"
    office = Office(opened(address), address, tmp_path)
    office.draft("U1", "a")
    hold("U1", "litige 12", "claire", office.ports())

    with (
        closing(sqlite3.connect(sqlite_file)) as foreign,
        pytest.raises(sqlite3.IntegrityError, match=r"on hold|only ever released"),
    ):
        foreign.execute(change)
