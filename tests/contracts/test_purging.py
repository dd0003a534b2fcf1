"""What retention promises: what has had its days goes, kind by kind, unless it is held or still needed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.usecases.chat_ports import NoSuchJob, Outcome
from bot.usecases.erase_person import erase_person
from bot.usecases.hold import hold
from bot.usecases.purge_archive import DailyPurge, purge_archive, what_is_past
from bot.usecases.verify_archive import verify_archive
from tests.contracts.behind_the_guards import tamper
from tests.contracts.bytes_kept import everything_kept
from tests.contracts.kept import WORD, Office, day


@pytest.fixture
def office(database: Engine, address: str, tmp_path: Path) -> Office:
    return Office(database, address, tmp_path)


def test_each_kind_goes_after_its_own_days(office: Office) -> None:
    office.draft("U1", "a", days=0)
    office.draft("U1", "b", days=5)
    office.request("U1", "ca", days=0)
    office.refusal("U2", "r", days=0)

    purged = purge_archive("claire", office.ports(days=12, review=10, refusal=20))

    assert purged.bodies == {"review": 1}
    assert {"cb.0.0", "mca.0", "refusal.r"} <= office.left()
    assert "ca.0.0" not in office.left()
    assert purge_archive("claire", office.ports(days=12, request=11)).bodies == {"request": 1}
    office.assert_whole("T1:U1", "archive:erasures")


def test_where_no_retention_is_set_nothing_is_ever_erased(office: Office) -> None:
    office.draft("U1", "a")

    purged = purge_archive("claire", office.ports(days=99_000))

    assert (purged.bodies, purged.rows) == ({}, {})
    assert office.left() == {"ca.0.0"}
    assert office.archive.newest("archive:erasures") is None


def test_what_is_not_known_to_have_had_its_days_stays(office: Office) -> None:
    office.draft("U1", "a", days=0)

    assert purge_archive("claire", office.ports(days=10, review=10)).bodies == {}
    assert purge_archive("claire", office.ports(days=11, review=10)).bodies == {"review": 1}


def test_who_said_long_ago_as_whom_they_speak_is_asked_again(office: Office) -> None:
    office.speaker("U1", days=0)
    office.speaker("U2", days=5)
    office.speaker("U3", days=0)
    hold("U3", "litige", "claire", office.ports())

    assert purge_archive("claire", office.ports(days=12, review=10)).rows == {"speakers": 1}

    assert [each.person for each in office.people.of_team("T1")] == ["U2", "U3"]


def test_a_dry_run_says_what_would_go_and_erases_nothing(office: Office) -> None:
    office.draft("U1", "a")
    office.draft("U2", "b")
    ports = office.ports(days=12, review=10)

    would = what_is_past(ports)

    assert would.bodies == {"review": 2}
    assert would.rows == {"inbox": 2, "model_calls": 2}
    assert len(office.left()) == 2
    purged = purge_archive("claire", ports)
    assert (purged.bodies, purged.rows) == (would.bodies, would.rows)
    assert what_is_past(ports).bodies == {}


def test_each_purge_is_one_record_of_counts_that_names_nobody(office: Office) -> None:
    for number in range(3):
        office.draft(f"U{number}", f"{number}")
    office.request("U1", "c1")

    purge_archive("claire", office.ports(days=12, review=10, request=10))
    purge_archive("claire", office.ports(days=12, review=10, request=10))

    record = office.archive.newest("archive:erasures")
    assert record is not None
    assert record.sequence == 1
    body = json.loads(record.body or "")
    assert body["erased"] == {"review": 3, "request": 1}
    assert body["by"] == "claire"
    assert set(body["before"]) == {"review", "request"}
    assert not [each for each in ("U0", "U1", "U2", "c1", WORD) if each in (record.body or "")]


def test_what_is_on_hold_stays_and_goes_with_the_next_purge_after_its_release(office: Office) -> None:
    for person in ("U1", "U2", "U3"):
        office.draft(person, person)
    office.request("U3", "cU3")
    ports = office.ports(days=12, review=10, request=10)
    hold("U1", "litige", "claire", ports)
    hold("cU3", "litige", "claire", ports)

    assert purge_archive("claire", ports).bodies == {"review": 1}

    assert office.left() >= {"cU1.0.0", "cU3.0.0", "mcU3.0"}, "what is about a held card is held with it"
    assert office.inbox.job("EU1")
    for each in ("hold-1", "hold-2"):
        ports.holds.release(each, "réglé", "claire", day(12))
    assert purge_archive("claire", ports).bodies == {"review": 2, "request": 1}


@pytest.mark.parametrize("what", ["mcU1", "cU1"])
def test_a_matter_on_hold_keeps_the_card_and_the_review_it_is_about(what: str, office: Office) -> None:
    for person in ("U1", "U2"):
        office.draft(person, person)
        office.request(person, f"c{person}")
    ports = office.ports(days=12, review=10, request=10)
    hold(what, "litige", "claire", ports)

    assert purge_archive("claire", ports).bodies == {"review": 1, "request": 1}
    assert {"cU1.0.0", "mcU1.0"} <= office.left()


@pytest.mark.parametrize("what", ["U1", "cU1", "cU1.0.0", "mcU1"])
@pytest.mark.parametrize("state", ["open", "failed"])
def test_a_text_received_of_what_is_on_hold_is_not_purged(what: str, state: Outcome, office: Office) -> None:
    for person in ("U1", "U2"):
        office.draft(person, person, done=False)
        office.request(person, f"c{person}")
        written = office.inbox.job(f"E{person}").received
        edit = replace(written, event=f"edit {person}", subject=person, kind="edit")
        office.inbox.accept(edit, day(0))
        for event in (f"E{person}", f"edit {person}"):
            office.inbox.finish(event, state, day(0))
    ports = office.ports(days=12, review=10, request=10)
    hold(what, "litige", "claire", ports)

    assert purge_archive("claire", ports).rows["inbox"] == 2

    assert [office.inbox.job(event).received.text for event in ("EU1", "edit U1")] == [WORD, WORD]
    for event in ("EU2", "edit U2"):
        with pytest.raises(NoSuchJob):
            office.inbox.job(event)


@pytest.mark.parametrize("state", ["open", "asked", "approved"])
def test_what_somebody_has_to_settle_or_still_counts_stays_with_its_reviews(
    state: str, office: Office
) -> None:
    office.draft("U1", "a")
    office.request("U1", "ca", state=state)  # type: ignore[arg-type]

    assert purge_archive("claire", office.ports(days=12, review=10, request=10)).bodies == {}
    if state == "approved":
        later = office.ports(days=31, review=10, request=10)
        assert purge_archive("claire", later).bodies == {"review": 1, "request": 1}


def test_what_colleagues_may_read_stays_until_they_may_not(office: Office) -> None:
    for name, state in (("a", "accepted"), ("b", "declined"), ("c", "taken-back")):
        office.good_post("U1", office.draft("U1", name), state)  # type: ignore[arg-type]

    purged = purge_archive("claire", office.ports(days=12, review=10, **{"good-post": 10}))

    assert office.left() - {each for each in office.left() if each.startswith("erasure.")} == {"gca.0"}
    assert purged.bodies == {"review": 3, "good-post": 2}
    assert office.meanings.of("good-posts", "gca")


def test_what_is_kept_beside_a_review_goes_with_it_and_buttons_still_find_its_card(office: Office) -> None:
    card = office.draft("U1", "a")
    office.request("U1", card)
    office.reminder("U1", card)
    office.reminder("U1", "cb", days=11)
    office.posted("U1", card)
    office.posted("U1", "cb", days=11)
    office.meaning("U1", card)
    office.meaning("U1", "cb", days=11)
    office.draft("U1", "b", days=11)
    office.draft("U1", "w", done=False)

    purge_archive("claire", office.ports(days=12, review=10, request=10))

    assert office.rows(
        "inbox", "review_notes", "reminders", "posted_texts", "meanings", "model_calls", "cards", "outbox"
    ) == {
        "inbox": 2,  # of the second draft, and what waits, however long
        "review_notes": 1,
        "reminders": 1,
        "posted_texts": 1,
        "meanings": 1,
        "model_calls": 1,
        "cards": 3,
        "outbox": 4,
    }
    assert office.cards.card(card)
    [matter] = office.matters.of_card(card)
    assert matter.fingerprint == "", "what could be guessed from its digest"
    assert office.inbox.job("Ew").received.text == WORD


def test_the_worker_purges_by_itself_and_notes_counts_alone(office: Office) -> None:
    office.draft("U1", "a")
    noted: list[tuple[str, object]] = []
    daily = DailyPurge(
        office.ports(days=12, review=10), lambda what, /, **ids: noted.append((what, sorted(ids.items())))
    )

    daily()
    daily()

    assert noted == [("archive.purged", [("bodies", 1), ("journal_clear", True), ("rows", 2)])]


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_who_reads_in_the_database_keeps_its_journal_and_that_is_noted(office: Office, address: str) -> None:
    office.draft("U1", "a")
    impatient = open_database(address, wait=0.1)
    other = Office(impatient, address, office.data)
    with office.engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM inbox").all()
        assert not purge_archive("claire", other.ports(days=12, review=10)).journal_clear
    impatient.dispose()


def test_every_text_that_went_is_accounted_for_and_one_more_is_not(office: Office) -> None:
    """Whoever may write to the database may delete a text: no trigger is in the way, no record says so."""
    for name in "abcd":
        office.draft("U1" if name < "c" else "U2", name)
    purge_archive("claire", office.ports(days=12, review=10))
    office.draft("U1", "e", days=11)
    office.draft("U1", "f", days=11)
    erase_person("U1", "demande", "claire", office.ports())
    accounted = verify_archive(SqlAlchemyArchiveReading(office.engine), lambda broken: None)
    office.draft("U2", "g")
    tamper(
        office.engine,
        "DELETE FROM archive_bodies WHERE record_id = "
        "(SELECT max(record_id) FROM archive_bodies WHERE record_id < 'd')",
    )

    verified = verify_archive(SqlAlchemyArchiveReading(office.engine), lambda broken: None)

    assert (accounted.unrecorded, verified.unrecorded) == (0, 1)
    assert verified.erased == accounted.erased + 1 >= 7
    assert verified.is_whole


def test_what_went_is_in_no_byte_of_the_database(office: Office, tmp_path: Path) -> None:
    for number in range(60):
        office.draft("U1", f"{number}")
    assert WORD.encode() in everything_kept(office.address, tmp_path)

    purge_archive("claire", office.ports(days=12, review=10))

    assert everything_kept(office.address, tmp_path).count(WORD.encode()) == 0


def test_a_purge_that_the_database_refuses_erases_nothing_and_leaves_no_record(office: Office) -> None:
    office.draft("U1", "a")
    ports = office.ports(days=12, review=10)
    past = ports.purging.past({"review": day(2)}, day(12), 10)
    hold("U1", "litige", "claire", ports)
    past = replace(past, bodies=[replace(each, stream="T1:somebody else's") for each in past.bodies])

    with pytest.raises(Exception, match="nothing was changed"):
        ports.purging.forget(past, {"review": day(2)}, "claire", day(12))

    assert "ca.0.0" in office.left()
    assert office.archive.newest("archive:erasures") is None
