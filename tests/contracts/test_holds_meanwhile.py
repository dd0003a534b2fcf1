"""What a hold that is placed while something is being erased promises: it keeps what it says."""

from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import lock, writing
from bot.adapters.sqlalchemy_tables import archive_bodies
from bot.domain.keeping import ends_of
from bot.usecases.hold import NothingToHold, hold
from bot.usecases.keeping_ports import HOLDS
from tests.contracts.kept import Office, day


@pytest.fixture
def office(database: Engine, address: str, tmp_path: Path) -> Office:
    """Two drafts whose days are over on day 12, each asked about."""
    office = Office(database, address, tmp_path)
    for person in ("U1", "U2"):
        office.draft(person, person)
        office.request(person, f"c{person}")
    return office


@pytest.mark.parametrize("what", ["U1", "cU1", "mcU1"])
def test_what_was_put_on_hold_since_a_purge_looked_stays(what: str, office: Office) -> None:
    ports = office.ports(days=12, review=10, request=10)
    ends = ends_of(ports.retention, day(12))
    past = ports.purging.past(ends, day(12), 9)
    assert len(past.bodies) == 4
    hold(what, "litige", "claire", ports)

    assert ports.purging.forget(past, ends, "claire", day(12)).bodies == {"review": 1, "request": 1}
    assert {each for each in office.left() if "U" in each} == {"cU1.0.0", "mcU1.0"}


def test_what_was_asked_about_since_stays_too(office: Office) -> None:
    office.draft("U3", "U3")
    ports = office.ports(days=12, review=10)
    ends = ends_of(ports.retention, day(12))
    past = ports.purging.past(ends, day(12), 9)
    office.request("U3", "cU3", state="open", days=12)

    ports.purging.forget(past, ends, "claire", day(12))

    assert "cU3.0.0" in office.left()


@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_a_hold_waits_for_what_is_being_erased_and_counts_what_is_left(office: Office) -> None:
    with ThreadPoolExecutor(1) as threads:
        with writing(office.engine) as connection:
            lock(connection, HOLDS)
            connection.execute(sa.delete(archive_bodies).where(archive_bodies.c.record_id == "cU1.0.0"))
            placing = threads.submit(hold, "cU1.0", "litige", "claire", office.ports())
            assert not wait([placing], timeout=0.3).done, "it must not count what goes"
        with pytest.raises(NothingToHold):
            placing.result(10)
    assert office.ports().holds.all() == []
