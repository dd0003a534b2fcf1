"""What the archive promises: nothing is changed, what was changed is found, what is erased is gone."""

import hashlib
import json
import sqlite3
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier
from typing import Any, get_args

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_tables import archive_anchors, archive_bodies, archive_records
from bot.domain.chain import GENESIS, ChainedRecord, next_record
from bot.usecases.ports import Archive, RecordKind, ReviewNotFound, StorageError
from tests.contracts.behind_the_guards import tamper

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
STREAM = "T1:U1"
SECRET = "Le client Tremblay a doublé sa mise"
Opened = Callable[[str], Engine]

# Wherever it is kept


def test_a_review_is_kept_as_it_was_given(archive: Archive) -> None:
    added = archive.add("review", "r1", STREAM, MONDAY, '{"text": "Bonjour"}')

    assert archive.record("r1") == added
    assert (added.record_id, added.stream, added.sequence, added.at) == ("r1", STREAM, 1, MONDAY)
    assert added.body == '{"text": "Bonjour"}'
    assert len(added.digest) == 64


def test_the_digest_says_nothing_to_whoever_guesses_the_body(archive: Archive) -> None:
    one, other = (archive.add("review", name, STREAM, MONDAY, SECRET) for name in ("r1", "r2"))

    assert len({one.digest, other.digest, hashlib.sha256(SECRET.encode()).hexdigest()}) == 3


def test_each_stream_has_its_own_chain(archive: Archive) -> None:
    for number in range(3):
        archive.add("review", f"a{number}", "T1:U1", MONDAY, "{}")
        archive.add("review", f"b{number}", "T1:U2", MONDAY, "{}")

    assert [archive.record(f"a{number}").sequence for number in range(3)] == [1, 2, 3]
    assert [archive.record(f"b{number}").sequence for number in range(3)] == [1, 2, 3]
    assert archive.verify("T1:U1") is None
    assert archive.verify("T1:U2") is None


def test_the_same_review_again_changes_nothing(archive: Archive) -> None:
    first = archive.add("review", "r1", STREAM, MONDAY, "one")

    again = archive.add("review", "r1", "another stream", MONDAY + timedelta(days=1), "two")

    assert again == first == archive.record("r1")
    assert archive.add("review", "r2", STREAM, MONDAY, "three").sequence == 2


def test_a_review_that_is_not_there_is_said_so(archive: Archive) -> None:
    with pytest.raises(ReviewNotFound, match="No review"):
        archive.record("r1")
    with pytest.raises(ReviewNotFound, match="No review"):
        archive.erase_body("r1")


def test_an_erased_body_is_gone_and_its_chain_is_sound(archive: Archive) -> None:
    kept = [archive.add("review", f"r{number}", STREAM, MONDAY, f"body {number}") for number in range(3)]

    archive.erase_body("r1")
    archive.erase_body("r1")

    erased = archive.record("r1")
    assert erased.body is None
    assert (erased.digest, erased.sequence) == (kept[1].digest, 2)
    assert archive.record("r2") == kept[2]
    assert archive.verify(STREAM) is None
    assert archive.add("review", "r1", STREAM, MONDAY, "back again?").body is None


@pytest.mark.parametrize(
    "body",
    ["", "é\u0000\ud800", "\udfff", json.dumps("\ud83d"), "🙂" * 1000, "x" * 1_000_000],
    ids=["empty", "NUL and half a pair", "half a pair", "escaped half", "astral", "long"],
)
def test_any_text_can_be_a_body(body: str, archive: Archive) -> None:
    archive.add("review", "r1", STREAM, MONDAY, body)

    assert archive.record("r1").body == body
    assert archive.verify(STREAM) is None


def test_a_moment_is_kept_to_the_microsecond_whatever_its_zone(archive: Archive) -> None:
    there = datetime(2026, 11, 16, 4, 30, 0, 7, tzinfo=timezone(timedelta(hours=-5)))

    assert archive.add("review", "r1", STREAM, there, "{}").at == there
    assert archive.record("r1").at == there
    assert archive.record("r1").at.utcoffset() == timedelta(0)


def test_a_moment_without_a_zone_is_refused(archive: Archive) -> None:
    with pytest.raises(ValueError, match="time zone"):
        archive.add("review", "r1", STREAM, datetime(2026, 11, 16), "{}")  # noqa: DTZ001
    with pytest.raises(ReviewNotFound):
        archive.record("r1")


def test_the_newest_record_of_a_stream_is_the_end_of_its_chain(archive: Archive) -> None:
    assert archive.newest(STREAM) is None
    archive.add("review", "r1", STREAM, MONDAY, "{}")
    last = archive.add("role", "r2", STREAM, MONDAY - timedelta(days=1), "said")
    archive.add("review", "r3", "T1:U2", MONDAY + timedelta(days=1), "{}")

    assert archive.newest(STREAM) == last
    archive.erase_body("r2")
    newest = archive.newest(STREAM)
    assert newest is not None
    assert (newest.record_id, newest.body) == ("r2", None)


def test_an_empty_chain_is_sound(archive: Archive) -> None:
    assert archive.verify("nobody") is None


def test_the_newest_reviews_come_first_whoever_made_them(archive: Archive) -> None:
    for number, hours in enumerate((3, 1, 4, 2)):
        archive.add(
            "review", f"r{number}", f"T1:U{number % 2}", MONDAY + timedelta(hours=hours), f"body {number}"
        )

    newest = archive.recent(3)

    assert [each.record_id for each in newest] == ["r2", "r0", "r3"]
    assert newest == [archive.record(each.record_id) for each in newest]
    assert len(archive.recent(10)) == 4
    assert archive.recent(0) == []


def test_a_review_whose_body_was_erased_is_not_among_the_newest(archive: Archive) -> None:
    for number in range(4):
        archive.add("review", f"r{number}", STREAM, MONDAY + timedelta(hours=number), "{}")
    archive.erase_body("r3")
    archive.erase_body("r1")

    assert [each.record_id for each in archive.recent(2)] == ["r2", "r0"]


def test_of_reviews_made_at_one_moment_the_last_of_a_chain_comes_first(archive: Archive) -> None:
    for number in range(3):
        archive.add("review", f"r{number}", STREAM, MONDAY, "{}")

    assert [each.record_id for each in archive.recent(2)] == ["r2", "r1"]


@pytest.mark.parametrize("kind", [kind for kind in get_args(RecordKind) if kind != "review"])
def test_whatever_else_is_kept_stands_in_the_chain_of_its_author_and_is_no_review(
    kind: RecordKind, archive: Archive
) -> None:
    archive.add("review", "r1", STREAM, MONDAY, "{}")
    kept = archive.add(kind, "m1.0", STREAM, MONDAY + timedelta(hours=1), "said")
    archive.add("review", "r2", STREAM, MONDAY + timedelta(hours=2), "{}")

    assert archive.record("m1.0") == kept
    assert (kept.sequence, kept.body) == (2, "said")
    assert archive.record("r2").sequence == 3
    assert archive.verify(STREAM) is None
    assert [each.record_id for each in archive.recent(9)] == ["r2", "r1"]
    archive.erase_body("m1.0")
    assert archive.record("m1.0").body is None
    assert archive.verify(STREAM) is None


def test_an_archive_with_nothing_in_it_has_no_newest_review(archive: Archive) -> None:
    assert archive.recent(5) == []


def test_reviews_archived_at_once_make_one_chain(archive: Archive) -> None:
    together = Barrier(6)

    def add(number: int) -> int:
        together.wait()
        return archive.add(
            "review", f"r{number // 2}", STREAM if number % 2 else "other", MONDAY, "{}"
        ).sequence

    with ThreadPoolExecutor(6) as threads:
        sequences = list(threads.map(add, range(6)))

    assert len(sequences) == 6
    assert archive.verify(STREAM) is None
    assert archive.verify("other") is None


def test_the_hash_of_a_record_is_what_the_documentation_says() -> None:
    first = next_record(None, "T1:U1", "r1", "review", "2026-11-16T09:30:00.000000+00:00", "d" * 64)
    fields = ["T1:U1", "1", "r1", "review", "2026-11-16T09:30:00.000000+00:00", "d" * 64, GENESIS]
    hashed = b"".join(len(field).to_bytes(8, "big") + field.encode() for field in fields)

    assert first.hash == hashlib.sha256(hashed).hexdigest()
    assert first.previous_hash == GENESIS
    assert next_record(first, "T1:U1", "r2", "review", first.at, "e" * 64).previous_hash == first.hash


# In a database

CHANGES = [
    "UPDATE archive_records SET kind = 'other' WHERE record_id = 'r2'",
    "UPDATE archive_records SET hash = hash",
    "DELETE FROM archive_records WHERE record_id = 'r3'",
    "DELETE FROM archive_records",
    "UPDATE archive_bodies SET body = '' WHERE record_id = 'r2'",
    "UPDATE archive_anchors SET hash = ''",
    "DELETE FROM archive_anchors",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO archive_records SELECT * FROM archive_records WHERE record_id = 'r2'",
    "INSERT OR REPLACE INTO archive_records SELECT stream, 4, 'r2', kind, at, digest, hash, hash "
    "FROM archive_records WHERE record_id = 'r3'",
    "REPLACE INTO archive_bodies VALUES ('r2', 'x')",
    "REPLACE INTO archive_anchors SELECT stream, sequence, 'x', at FROM archive_anchors",
    "UPDATE OR REPLACE archive_records SET record_id = 'r3' WHERE record_id = 'r2'",
    "INSERT INTO archive_bodies VALUES ('r2', 'x') ON CONFLICT DO UPDATE SET body = 'x'",
]
ON_POSTGRESQL = [
    "TRUNCATE archive_records CASCADE",
    "TRUNCATE archive_bodies",
    "TRUNCATE archive_anchors",
    "INSERT INTO archive_bodies VALUES ('r2', 'x') ON CONFLICT (record_id) DO UPDATE SET body = 'x'",
]


@pytest.fixture
def three(database: Engine) -> SqlAlchemyArchive:
    """Three reviews, r1 to r3, and an anchor."""
    return _three(database)


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_any_change(change: str, three: SqlAlchemyArchive, database: Engine) -> None:
    before = _rows(database)

    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.exec_driver_sql(change)

    assert _rows(database) == before


@pytest.mark.parametrize("change", ON_POSTGRESQL)
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_postgresql_refuses_its_own_ways_to_change(
    change: str, three: SqlAlchemyArchive, database: Engine
) -> None:
    before = _rows(database)

    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.exec_driver_sql(change)

    assert _rows(database) == before


@pytest.mark.parametrize("change", [*CHANGES, *ON_SQLITE])
def test_sqlite_refuses_it_to_a_connection_that_is_not_ours_too(
    change: str, sqlite_file: Path, opened: Opened
) -> None:
    """Without `recursive_triggers`, which is a setting of the connection."""
    engine = opened(f"sqlite:///{sqlite_file}")
    _three(engine)
    before = _rows(engine)

    with closing(sqlite3.connect(sqlite_file)) as foreign:
        assert foreign.execute("PRAGMA recursive_triggers").fetchone() == (0,)
        with pytest.raises(sqlite3.IntegrityError, match=r"append-only|not the next record"):
            foreign.execute(change)

    assert _rows(engine) == before


@pytest.mark.parametrize(
    ("sequence", "previous"), [(1, None), (3, None), (5, None), (4, "f" * 64), (4, GENESIS)]
)
def test_the_database_refuses_a_record_that_is_not_the_next(
    sequence: int, previous: str | None, three: SqlAlchemyArchive, database: Engine
) -> None:
    head = _rows(database)["archive_records"][-1]
    record = {**head, "sequence": sequence, "record_id": "r4", "previous_hash": previous or head["hash"]}
    statement = sa.text(
        "INSERT INTO archive_records VALUES "
        "(:stream, :sequence, :record_id, :kind, :at, :digest, :previous_hash, :hash)"
    )

    with pytest.raises(DBAPIError, match="not the next record"), database.begin() as connection:
        connection.execute(statement, record)
    with database.begin() as connection:
        connection.execute(statement, {**record, "sequence": 4, "previous_hash": head["hash"]})


TAMPERING = {
    "a kind": ("UPDATE archive_records SET kind = 'note' WHERE sequence = 2", 2),
    "a moment": ("UPDATE archive_records SET at = 'yesterday' WHERE sequence = 2", 2),
    "an id": ("UPDATE archive_records SET record_id = 'r9' WHERE sequence = 3", 3),
    "a digest": ("UPDATE archive_records SET digest = 'x' WHERE sequence = 1", 1),
    "a hash": ("UPDATE archive_records SET hash = 'x' WHERE sequence = 2", 2),
    "a body": ("UPDATE archive_bodies SET body = 'x' WHERE record_id = 'r2'", 2),
    "a record taken out": ("DELETE FROM archive_records WHERE sequence = 2", 2),
    "the first taken out": ("DELETE FROM archive_records WHERE sequence = 1", 1),
    "the end cut off": ("DELETE FROM archive_records WHERE sequence = 3", 3),
    "everything gone": ("DELETE FROM archive_records", 1),
    "another stream's": ("UPDATE archive_records SET stream = 'T1:U2' WHERE sequence = 2", 2),
}


@pytest.mark.parametrize(("change", "where"), TAMPERING.values(), ids=TAMPERING)
def test_tampering_past_the_triggers_is_located(
    change: str, where: int, three: SqlAlchemyArchive, database: Engine
) -> None:
    assert three.verify(STREAM) is None

    tamper(database, change)

    assert three.verify(STREAM) == where


def test_a_chain_rewritten_from_the_middle_on_is_located_by_its_anchor(
    three: SqlAlchemyArchive, database: Engine
) -> None:
    first, *others = (ChainedRecord(**row) for row in _rows(database)["archive_records"])
    head, changes = first, []
    for record in others:
        head = next_record(head, STREAM, record.record_id, "forged", record.at, record.digest)
        changes.append(
            f"UPDATE archive_records SET kind = 'forged', hash = '{head.hash}', "  # noqa: S608
            f"previous_hash = '{head.previous_hash}' WHERE sequence = {head.sequence}"
        )

    tamper(database, *changes)

    assert three.verify(STREAM) == 3


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_the_newest_reviews_are_found_without_reading_the_others(database: Engine) -> None:
    archive, asked = _three(database), []

    def explain(_connection: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        asked.append((statement, values))

    sa.event.listen(database, "before_cursor_execute", explain)
    archive.recent(2)
    sa.event.remove(database, "before_cursor_execute", explain)

    statement, values = next(each for each in asked if each[0].startswith("SELECT"))
    with database.connect() as connection:
        steps = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
    assert any("USING INDEX ix_archive_records_at" in step[3] for step in steps), steps


def test_an_anchor_is_noted_once_for_each_chain_that_grew(three: SqlAlchemyArchive, database: Engine) -> None:
    assert three.anchor_heads(MONDAY) == 0

    three.add("review", "r4", STREAM, MONDAY, "{}")
    three.add("review", "other", "T1:U2", MONDAY, "{}")

    assert three.anchor_heads(MONDAY) == 2
    assert [(row["stream"], row["sequence"]) for row in _rows(database)["archive_anchors"]] == [
        ("T1:U1", 3),
        ("T1:U1", 4),
        ("T1:U2", 1),
    ]
    assert three.verify(STREAM) is None


def test_an_erased_body_is_not_left_in_the_file(sqlite_file: Path, opened: Opened) -> None:
    engine = opened(f"sqlite:///{sqlite_file}")
    archive = SqlAlchemyArchive(engine)
    archive.add("review", "r1", STREAM, MONDAY, SECRET)

    archive.erase_body("r1")
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    assert SECRET.encode() not in sqlite_file.read_bytes()


def test_a_full_disk_is_said_in_one_sentence_and_keeps_the_chain(sqlite_file: Path, opened: Opened) -> None:
    engine = opened(f"sqlite:///{sqlite_file}")
    archive = _three(engine)
    with engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()

    def fill_the_disk(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {pages}")

    sa.event.listen(engine, "checkout", fill_the_disk)
    with pytest.raises(StorageError, match="The disk of the database is full") as refused:
        archive.add("review", "r4", STREAM, MONDAY, SECRET * 10_000)

    assert SECRET not in "".join(traceback.format_exception(refused.value))
    with pytest.raises(ReviewNotFound):
        archive.record("r4")
    assert archive.verify(STREAM) is None


def test_a_review_killed_between_its_record_and_its_body_is_not_there_at_all(database: Engine) -> None:
    archive = _three(database)

    def kill(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if "archive_bodies" in statement and "INSERT" in statement:
            raise KeyboardInterrupt

    sa.event.listen(database, "before_cursor_execute", kill)
    with pytest.raises(KeyboardInterrupt):
        archive.add("review", "r4", STREAM, MONDAY, "{}")
    sa.event.remove(database, "before_cursor_execute", kill)

    with pytest.raises(ReviewNotFound):
        archive.record("r4")
    assert archive.add("review", "r4", STREAM, MONDAY, "{}").sequence == 4


def _three(engine: Engine) -> SqlAlchemyArchive:
    archive = SqlAlchemyArchive(engine)
    for number in (1, 2, 3):
        archive.add("review", f"r{number}", STREAM, MONDAY, f"body {number}")
    archive.anchor_heads(MONDAY)
    return archive


def _rows(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    """Every row of the archive, in the order of its keys."""
    tables = [archive_records, archive_bodies, archive_anchors]
    with engine.connect() as connection:
        return {
            table.name: [
                dict(row)
                for row in connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in tables
        }
