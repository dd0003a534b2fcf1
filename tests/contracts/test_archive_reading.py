"""The archive read as a whole: verified in one pass, searched, and where its chains end."""

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_archive_reading import SqlAlchemyArchiveReading
from bot.domain.archived_lines import WantedLines
from bot.domain.chain_checks import BrokenLink
from bot.usecases.archive_ports import Head, WantedRecords
from bot.usecases.note_heads import HeadsUnusable, head_lines, read_heads
from bot.usecases.search_archive import search_archive
from bot.usecases.verify_archive import Verified, verify_archive
from tests.archived import MONDAY, fill
from tests.contracts.behind_the_guards import tamper

FEW, MANY = 1_000, 100_000


@pytest.fixture
def archive(database: Engine) -> SqlAlchemyArchive:
    return SqlAlchemyArchive(database)


def verified(
    engine: Engine, sealing: Sealing | None = None, heads: dict[str, Head] | None = None
) -> tuple[Verified, list[BrokenLink]]:
    found: list[BrokenLink] = []
    return verify_archive(SqlAlchemyArchiveReading(engine, sealing), found.append, heads), found


def named(engine: Engine) -> list[tuple[str, int, str, str]]:
    _, found = verified(engine)
    return [(each.stream, each.number, each.fault, each.record_id) for each in found]


def test_every_chain_is_read_once_and_counted(database: Engine, archive: SqlAlchemyArchive) -> None:
    fill(database, 100)
    archive.erase_body("n7")

    whole, found = verified(database)

    assert found == []
    assert (whole.records, whole.chains, whole.erased, whole.broken) == (100, 10, 1, 0)


def test_nothing_is_whole(database: Engine) -> None:
    assert verified(database)[0] == Verified()


def test_a_changed_byte_of_a_record_or_of_a_text_is_named(database: Engine) -> None:
    fill(database, FEW)
    in_the_text = "substr(body, 1, 20) || x'59' || substr(body, 22)"
    if database.dialect.name == "postgresql":
        in_the_text = "overlay(body placing '\\x59'::bytea from 21)"

    tamper(
        database,
        "UPDATE archive_records SET at = '2026-11-16T09:30:00.000001+00:00' WHERE record_id = 'n123'",
        f"UPDATE archive_bodies SET body = {in_the_text} WHERE record_id = 'n456'",  # noqa: S608 - our own
    )

    assert named(database) == [("T1:U3", 13, "changed", "n123"), ("T1:U6", 46, "body-changed", "n456")]
    assert verified(database)[0].records == FEW


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_one_changed_byte_among_a_hundred_thousand_records_is_named(database: Engine) -> None:
    fill(database, MANY, chains=100)
    whole, found = verified(database)
    assert (whole.records, whole.chains, found) == (MANY, 100, [])

    test = "UPDATE archive_records SET kind = 'readinh' WHERE record_id = 'n77777'"
    tamper(database, test, "UPDATE archive_bodies SET body = 'x' WHERE record_id = 'n99999'")

    assert named(database) == [
        ("T1:U77", 778, "changed", "n77777"),
        ("T1:U99", 1000, "body-changed", "n99999"),
    ]


def test_what_was_taken_out_or_cut_off_is_named(database: Engine, archive: SqlAlchemyArchive) -> None:
    fill(database, 40)
    archive.anchor_heads(MONDAY)

    tamper(
        database,
        "DELETE FROM archive_records WHERE record_id = 'n11'",
        "DELETE FROM archive_records WHERE stream = 'T1:U2' AND sequence > 2",
        "DELETE FROM archive_records WHERE stream = 'T1:U9'",
    )

    assert named(database) == [
        ("T1:U1", 2, "missing", ""),
        ("T1:U2", 3, "cut-off", ""),
        ("T1:U9", 1, "cut-off", ""),
    ]


def test_an_end_cut_off_with_its_anchors_is_found_by_heads_kept_elsewhere(
    database: Engine, archive: SqlAlchemyArchive
) -> None:
    fill(database, 40)
    archive.anchor_heads(MONDAY)
    heads, at, digest = read_heads(line.encode() for line in lines(database))
    assert (len(heads), at, len(digest)) == (10, "2026-11-16T09:30:00.000000+00:00", 64)

    tamper(
        database,
        "DELETE FROM archive_anchors",
        "DELETE FROM archive_records WHERE stream = 'T1:U2' AND sequence > 2",
        "DELETE FROM archive_records WHERE stream = 'T1:U9'",
    )
    fill_one(archive, "T1:U2", "another")
    fill_one(archive, "T1:U2", "and another")

    assert verified(database)[1] == []
    _, found = verified(database, heads=heads)
    assert [(each.stream, each.number, each.fault) for each in found] == [
        ("T1:U2", 4, "rewritten"),
        ("T1:U9", 1, "cut-off"),
    ]


def test_chains_that_grew_since_are_as_they_were_noted(database: Engine, archive: SqlAlchemyArchive) -> None:
    fill(database, 20)
    heads, _, _ = read_heads(line.encode() for line in lines(database))
    fill_one(archive, "T1:U2", "later")
    fill_one(archive, "T1:NEW", "new")

    assert verified(database, heads=heads)[1] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told[:-1],
        lambda told: told[1:],
        lambda told: [*told, told[0]],
        lambda told: [told[0].replace('"sequence": 2', '"sequence": 1'), *told[1:]],
        lambda told: [],
        lambda told: ["no JSON"],
        lambda told: ["[]"],
        lambda told: ["[" * 100_000],
    ],
)
def test_a_list_of_heads_that_was_changed_is_refused(
    change: Callable[[list[str]], list[str]], database: Engine
) -> None:
    fill(database, 20)

    with pytest.raises(HeadsUnusable):
        read_heads(line.encode() for line in change(list(lines(database))))


def test_a_text_under_a_key_that_is_missing_is_told_from_one_that_was_changed(database: Engine) -> None:
    key = new_key()
    fill(database, 20, sealing=Sealing([key]))
    assert verified(database, Sealing([new_key(), key]))[1] == []

    tamper(database, "UPDATE archive_bodies SET body = body || body WHERE record_id = 'n5'")

    _, changed = verified(database, Sealing([key]))
    assert [(each.record_id, each.fault) for each in changed] == [("n5", "body-changed")]
    whole, closed = verified(database, Sealing([new_key()]))
    assert {each.fault for each in closed} == {"body-closed"}
    assert whole.broken == 20


def test_records_are_found_by_person_kind_day_and_words(archive: SqlAlchemyArchive, database: Engine) -> None:
    said = [
        ("reading", "a1", "T1:U1", 0, {"why": "La pénalité"}),
        ("refusal", "a2", "T1:U1", 1, {"deed": "decide", "by": "Nadia (U2)"}),
        ("reading", "b1", "T2:U1", 2, {"why": "Rien"}),
        ("reading", "c1", "T1:XU1", 3, {"why": "penalite"}),
        ("reading", "d1", "cli", 4, {"why": "autre"}),
    ]
    for kind, record, stream, days, body in said:
        archive.add(kind, record, stream, MONDAY + timedelta(days=days), json.dumps(body))  # type: ignore[arg-type]

    assert ids(database) == ["d1", "c1", "b1", "a2", "a1"]
    assert ids(database, WantedRecords(person="U1", newest_first=True)) == ["b1", "a2", "a1"]
    assert ids(database, WantedRecords(person="cli")) == ["d1"]
    assert ids(database, WantedRecords(person="%")) == []
    assert ids(database, WantedRecords(person="u1")) == [], "another id, on SQLite too"
    assert ids(database, WantedRecords(kinds=("refusal",))) == ["a2"]
    assert ids(database, WantedRecords(start=MONDAY + timedelta(days=3))) == ["c1", "d1"]
    assert ids(database, WantedRecords(end=MONDAY + timedelta(days=1))) == ["a1"]
    assert ids(database, lines=WantedLines(words=("PENALITE",))) == ["c1", "a1"]
    assert ids(database, most=2) == ["d1", "c1"]
    assert ids(database, most=0) == []


def test_what_was_erased_is_listed_and_found_by_no_word(archive: SqlAlchemyArchive, database: Engine) -> None:
    fill(database, 3)
    archive.erase_body("n1")

    assert ids(database, WantedRecords()) == ["n0", "n1", "n2"]
    assert ids(database, WantedRecords(), WantedLines(words=("record",))) == ["n0", "n2"]


def test_a_text_that_somebody_tampered_with_is_listed_and_not_shown(
    archive: SqlAlchemyArchive, database: Engine
) -> None:
    fill(database, 2)
    archive.add("review", "odd", "T1:U9", MONDAY, '{"review": 1}')
    archive.add("review", "odder", "T1:U9", MONDAY, "no JSON")
    tamper(database, """UPDATE archive_bodies SET body = '{"why": "Un faux"}' WHERE record_id = 'n0'""")

    with closing(
        search_archive(WantedRecords(), WantedLines(), None, SqlAlchemyArchiveReading(database))
    ) as found:
        shown = {each.link.record.record_id: (each.text, each.excerpt) for each in found}

    assert shown["n0"] == ("changed", "")
    assert shown["n1"][0] == "kept"
    assert shown["odd"] == ("kept", "")
    assert shown["odder"] == ("kept", "")


def test_the_records_under_an_id_are_those_that_begin_with_it_and_a_full_stop(
    archive: SqlAlchemyArchive, database: Engine
) -> None:
    for number, record in enumerate(("c_1.0.0", "c_1.1.0", "c_10.0.0", "cx1.0.0", "R1.0", "c_1")):
        archive.add("review", record, "T1:U1", MONDAY + timedelta(hours=-number), "{}")

    reading = SqlAlchemyArchiveReading(database)

    assert [each.record.record_id for each in reading.under(["c_1", "R1"])] == [
        "c_1",
        "R1.0",
        "c_1.1.0",
        "c_1.0.0",
    ]
    assert [each.record.record_id for each in reading.under(["c_1.0.0"])] == ["c_1.0.0"]
    assert reading.under(["nothing", "%", "C_1"]) == []


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_verifying_reads_the_chains_in_the_order_of_their_key(database: Engine) -> None:
    """Sorting a hundred thousand records would hold them in memory."""
    asked: list[str] = []

    def explain(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    sa.event.listen(database, "before_cursor_execute", explain)
    verified(database)
    sa.event.remove(database, "before_cursor_execute", explain)

    [statement] = [each for each in asked if "archive_bodies" in each]
    with database.connect() as connection:
        steps = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}")]
    assert not any("TEMP B-TREE" in step for step in steps), steps


def ids(
    engine: Engine,
    records: WantedRecords | None = None,
    lines: WantedLines | None = None,
    most: int | None = None,
) -> list[str]:
    wanted = records or WantedRecords(newest_first=True)
    with closing(
        search_archive(wanted, lines or WantedLines(), most, SqlAlchemyArchiveReading(engine))
    ) as found:
        return [each.link.record.record_id for each in found]


def lines(engine: Engine) -> Iterator[str]:
    return head_lines(SqlAlchemyArchiveReading(engine), MONDAY)


def fill_one(archive: SqlAlchemyArchive, stream: str, record: str) -> None:
    archive.add("reading", record, stream, MONDAY, "{}")
