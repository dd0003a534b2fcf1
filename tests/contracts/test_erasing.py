"""What erasing a person promises: nothing that they wrote is left, and the chains say that it went."""

import json
from pathlib import Path
from threading import Event

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database, parse_address
from bot.adapters.jobs_database import open_jobs_database
from bot.adapters.sealing import new_key
from bot.adapters.sqlalchemy_finished_jobs import SqlAlchemyFinishedJobs
from bot.domain.matters import MatterState
from bot.usecases.chat_ports import Place, Steps
from bot.usecases.erase_person import NoPerson, erase_person, traces_of
from bot.usecases.hold import hold, release
from bot.usecases.keeping_ports import StillNeeded
from tests.contracts.bytes_kept import everything_kept
from tests.contracts.durable import Home, wait_for
from tests.contracts.kept import WORD, Office, day

TABLES = (
    "inbox", "outbox", "cards", "review_notes", "matters", "posted_texts", "reminders", "speakers",
    "meanings", "attempts", "model_calls",
)  # fmt: skip


@pytest.fixture
def office(database: Engine, address: str, tmp_path: Path) -> Office:
    """Two people: of each two drafts, one of them asked about, and something that was refused."""
    office = Office(database, address, tmp_path)
    for person in ("U1", "U11"):
        office.draft(person, f"{person}a")
        office.draft(person, f"{person}b", team="T2")
        office.request(person, f"c{person}a")
        office.refusal(person, person)
        office.speaker(person)
        office.speaker(person, team="T2")
        office.reminder(person, f"c{person}a")
        office.tried(person)
        office.posted(person, f"c{person}a")
        office.meaning(person, f"c{person}a")
    return office


def test_what_would_go_is_said_first(office: Office) -> None:
    traces = traces_of("U1", office.ports())

    assert traces.bodies == {"review": 2, "request": 1, "refusal": 1}
    assert traces.rows == {
        "inbox": 2,
        "outbox": 3,
        "cards": 2,
        "review_notes": 2,
        "matters": 1,
        "posted_texts": 1,
        "reminders": 1,
        "meanings": 1,
        "speakers": 2,
        "attempts": 1,
        "model_calls": 2,
    }
    assert traces.streams == ["T1:U1", "T2:U1"]
    assert len(office.left()) == 8


def test_a_message_goes_that_is_known_by_their_id_alone(office: Office) -> None:
    for person in ("U1", "U11"):
        for key in (f"welcome:T1:{person}", f"certificate:{person}:employee:1"):
            office.outbox.intend(key, Place("T1", f"Dnever{person}", ""), day(0))

    erase_person("U1", "demande du 3 mars", "claire", office.ports(days=1))

    assert office.outbox.find("welcome:T1:U1") is office.outbox.find("certificate:U1:employee:1") is None
    assert office.outbox.find("welcome:T1:U11")
    assert office.outbox.find("certificate:U11:employee:1")


def test_everything_of_that_person_goes_and_nothing_of_anybody_elses(office: Office) -> None:
    before = office.rows(*TABLES)

    erase_person("U1", "demande du 3 mars", "claire", office.ports(days=1))

    gone = {"inbox": 2, "outbox": 3, "cards": 2, "review_notes": 2, "matters": 1}
    gone |= {"posted_texts": 1, "reminders": 1, "meanings": 1, "speakers": 2, "attempts": 1, "model_calls": 2}
    assert office.rows(*TABLES) == {name: before[name] - gone[name] for name in TABLES}
    bodies = {each for each in office.left() if not each.startswith("erasure.")}
    assert bodies == {"cU11a.0.0", "cU11b.0.0", "mcU11a.0", "refusal.U11"}
    assert traces_of("U1", office.ports()).is_nothing
    assert not traces_of("U11", office.ports()).is_nothing


@pytest.mark.parametrize("state", ["open", "accepted"])
def test_what_they_let_colleagues_read_goes_decided_or_not_and_so_does_what_it_means(
    state: MatterState, office: Office
) -> None:
    for person in ("U1", "U11"):
        office.good_post(person, f"c{person}b", state)

    erase_person("U1", "demande du 3 mars", "claire", office.ports(days=1))

    assert (office.matters.matter("gcU1b"), office.meanings.of("good-posts", "gcU1b")) == (None, None)
    assert office.matters.matter("gcU11b")
    assert office.meanings.of("good-posts", "gcU11b")
    assert {"gcU1b.0", "gcU11b.0"} & office.left() == {"gcU11b.0"}


def test_each_of_their_chains_says_what_went_and_is_sound(office: Office) -> None:
    erase_person("U1", "demande du 3 mars", "claire", office.ports(days=1))

    office.assert_whole("T1:U1", "T2:U1", "T1:U11", "T1:refusals")
    for stream in ("T1:U1", "T2:U1"):
        record = office.archive.newest(stream)
        assert record is not None
        assert record.at == day(1)
        body = json.loads(record.body or "")
        assert (body["by"], body["reason"]) == ("claire", "demande du 3 mars")
        assert body["erased"]["bodies"] == {"review": 2, "request": 1, "refusal": 1}
    assert office.archive.record("cU1a.0.0").body is None
    untouched = office.archive.newest("T1:U11")
    assert untouched is not None
    assert untouched.record_id == "mcU11a.0"


def test_who_writes_again_is_erased_again(office: Office) -> None:
    erase_person("U1", "une fois", "claire", office.ports(days=1))
    office.draft("U1", "again", days=2)

    assert traces_of("U1", office.ports()).bodies == {"review": 1}
    erase_person("U1", "deux fois", "claire", office.ports(days=3))

    office.assert_whole("T1:U1")
    assert traces_of("U1", office.ports()).is_nothing


@pytest.mark.parametrize("what", ["U1", "cU1b", "cU1a.0.0", "mcU1a"])
def test_nothing_goes_while_any_of_it_is_on_hold(what: str, office: Office) -> None:
    hold(what, "litige", "claire", office.ports())
    before = office.left()

    with pytest.raises(StillNeeded) as refused:
        erase_person("U1", "demande", "claire", office.ports())

    assert [each.id for each in refused.value.traces.holds] == ["hold-1"]
    assert office.left() == before
    release("hold-1", "réglé", "claire", office.ports())
    erase_person("U1", "demande", "claire", office.ports())
    assert traces_of("U1", office.ports()).is_nothing


def test_what_is_on_hold_of_somebody_else_is_in_nobodys_way(office: Office) -> None:
    hold("U11", "litige", "claire", office.ports())

    erase_person("U1", "demande", "claire", office.ports())

    with pytest.raises(StillNeeded):
        erase_person("U11", "demande", "claire", office.ports())


def test_nothing_goes_while_something_of_theirs_is_to_be_answered_or_settled(office: Office) -> None:
    office.draft("U1", "waits", done=False)
    with pytest.raises(StillNeeded) as refused:
        erase_person("U1", "demande", "claire", office.ports())
    assert refused.value.traces.under_way == 1

    office.inbox.finish("Ewaits", "failed", day(0))
    office.request("U1", "cwaits", "asked")
    with pytest.raises(StillNeeded) as refused:
        erase_person("U1", "demande", "claire", office.ports())
    assert refused.value.traces.waiting == ["mcwaits"]
    assert len(office.left()) == 10


def test_what_failed_and_was_kept_to_be_tried_again_goes_too(office: Office, tmp_path: Path) -> None:
    office.draft("U9", "failed", done=False)
    office.inbox.finish("Efailed", "failed", day(0))

    erase_person("U9", "demande", "claire", office.ports())

    assert office.rows("inbox") == {"inbox": 4}


@pytest.mark.parametrize("name", ["", "cli", "refusals", "policies", "T1:U1", "u1", "%", "S1"])
def test_only_a_person_is_erased(name: str, office: Office) -> None:
    with pytest.raises(NoPerson):
        erase_person(name, "demande", "claire", office.ports())

    assert len(office.left()) == 8


def test_of_somebody_unknown_there_is_nothing_and_no_record_is_made(office: Office) -> None:
    assert traces_of("U404", office.ports()).is_nothing


def test_the_word_that_only_they_wrote_is_in_no_byte_afterwards(office: Office, tmp_path: Path) -> None:
    for number in range(40):
        office.draft("U1", f"more{number}", days=number)
    erase_person("U11", "demande", "claire", office.ports())
    assert WORD.encode() in everything_kept(office.address, tmp_path)

    erased = erase_person("U1", "demande", "claire", office.ports())

    assert erased.journal_clear
    assert everything_kept(office.address, tmp_path).count(WORD.encode()) == 0


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_who_reads_in_the_database_keeps_its_journal_and_that_is_said(office: Office, address: str) -> None:
    impatient = open_database(address, wait=0.1)
    other = Office(impatient, address, office.data)
    with office.engine.connect() as reader:
        reader.exec_driver_sql("SELECT count(*) FROM inbox").all()
        assert not erase_person("U1", "demande", "claire", other.ports()).journal_clear
    assert other.ports().erasing.clear_journal()
    impatient.dispose()


def test_what_is_encrypted_is_erased_and_a_refusal_only_with_its_key(
    database: Engine, address: str, tmp_path: Path
) -> None:
    office = Office(database, address, tmp_path, new_key())
    office.draft("U1", "a")
    office.refusal("U1", "r")
    without = erase_person("U1", "demande", "claire", Office(database, address, tmp_path).ports())
    assert (without.traces.bodies, without.traces.closed) == ({"review": 1}, 1)
    assert "refusal.r" in office.left()

    erase_person("U1", "demande", "claire", office.ports())

    assert traces_of("U1", office.ports()).is_nothing


def test_what_is_stored_of_their_jobs_goes_and_of_nobody_elses(home: Home) -> None:
    finished = SqlAlchemyFinishedJobs(home.address, home.data)
    assert finished.forget(["Ea"]) == finished.under_way(["Ea"]) == 0, "there are none yet"
    hanging, let_go = Event(), Event()

    def do(job_id: str, steps: Steps) -> None:
        steps.run("say", lambda: job_id)
        if job_id == "Ed.0":
            hanging.set()
            let_go.wait(30)

    jobs = home.jobs(do)
    jobs.launch()
    try:
        for job in ("Ea.0", "Ea.1", "Eb.0", "Ed.0"):
            jobs.begin(job)
        wait_for(lambda: all(jobs.has_ended(job) for job in ("Ea.0", "Ea.1", "Eb.0")))
        assert hanging.wait(30)

        assert (finished.under_way(["Ea", "Eb"]), finished.under_way(["Ea", "Ed"])) == (0, 1)
        assert finished.forget(["Ea", "Ec", "Ed"]) == 2
        assert not jobs.has_ended("Ea.0")
    finally:
        let_go.set()
        jobs.stop(5)

    assert finished.forget_before(day(0)) == 0
    assert finished.forget_before(day(100_000)) == 2
    assert _stored(home) == []


def _stored(home: Home) -> list[str]:
    """Every job of which anything is stored."""
    engine = open_jobs_database(parse_address(home.address), home.data)
    schema = "dbos" if engine.dialect.name == "postgresql" else None
    inspector, found = sa.inspect(engine), set[str]()
    with engine.connect() as connection:
        for table in inspector.get_table_names(schema=schema):
            if "workflow_uuid" in [each["name"] for each in inspector.get_columns(table, schema=schema)]:
                rows = connection.execute(
                    sa.select(sa.column("workflow_uuid")).select_from(sa.table(table, schema=schema))
                )
                found.update(str(job) for (job,) in rows)
    engine.dispose()
    return sorted(found)
