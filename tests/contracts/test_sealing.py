"""What encryption at rest promises: with a key, what people wrote is in no byte of the database."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database
from bot.adapters.sealing import SealBroken, Sealing, new_key
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_chat_tables import inbox as inbox_table
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_matters import SqlAlchemyMatters
from bot.adapters.sqlalchemy_tables import archive_bodies
from bot.bootstrap.records import Records
from bot.config import read_settings
from bot.domain.matters import Matter
from bot.usecases.chat_ports import FileRef, Received, WordsClosed
from bot.usecases.matter_ports import Kept
from bot.usecases.ports import StorageError
from tests.contracts.bytes_kept import everything_kept
from tests.inbox_entries import MONDAY, events, received

SECRET = "Le client Tremblay a doublé sa mise"
MISSING = "encrypted with a key that VIGIE_ENCRYPTION_KEY does not name"
FIRST, SECOND = new_key(), new_key()
ADDRESS = "https://hooks.slack.com/Tremblay"


def form(event: str = "E1") -> Received:
    """Something of which every part that people write is filled."""
    given = received(event, thread=event, text=SECRET)
    return replace(
        given,
        files=(FileRef("F1", f"{SECRET}.docx", 1),),
        form={"why": SECRET},
        reply_to=ADDRESS,
        kind="form",
    )


def matter() -> Matter:
    return Matter("m1", "request", "T1", "U1", "c1", "r1", "open", MONDAY, "U1", "fr")


def fill(engine: Engine, *keys: str) -> None:
    """A review, a request and a form, under those keys."""
    sealing = Sealing(keys)
    SqlAlchemyArchive(engine, sealing).add("review", "r1", "T1:U1", MONDAY, SECRET)
    SqlAlchemyMatters(engine, sealing).open(matter(), Kept(SECRET, MONDAY))
    SqlAlchemyInbox(engine, sealing=sealing).accept(form(), MONDAY)


def assert_readable(engine: Engine, *keys: str) -> None:
    """All of that is as it was given, and the chain is sound."""
    archive = SqlAlchemyArchive(engine, Sealing(keys))
    assert [archive.record(each).body for each in ("r1", "m1.0")] == [SECRET, SECRET]
    assert SqlAlchemyInbox(engine, sealing=Sealing(keys)).job("E1").received == form()
    assert archive.verify("T1:U1") is None


def test_with_a_key_what_people_wrote_is_in_no_byte_of_the_database(
    database: Engine, address: str, tmp_path: Path
) -> None:
    fill(database, FIRST)

    assert everything_kept(address, tmp_path).count(b"Tremblay") == 0
    assert_readable(database, FIRST)


def test_the_key_of_the_settings_encrypts_all_that_people_write(address: str, tmp_path: Path) -> None:
    given = {
        "VIGIE_DATA": str(tmp_path),
        "DATABASE_URL": address,
        "VIGIE_ENCRYPTION_KEY": f"{FIRST},{SECOND}",
    }
    records = Records(read_settings(given))
    records.archive.add("review", "r1", "T1:U1", MONDAY, SECRET)
    records.matters.open(matter(), Kept(SECRET, MONDAY))
    records.inbox("T1").accept(form(), MONDAY)

    assert everything_kept(address, tmp_path).count(b"Tremblay") == 0
    assert_readable(records.engine, FIRST)
    records.engine.dispose()


def test_without_one_it_is_there_or_the_test_above_would_see_nothing(
    database: Engine, address: str, tmp_path: Path
) -> None:
    fill(database)

    assert everything_kept(address, tmp_path).count(b"Tremblay") >= 6
    assert_readable(database)


def test_what_was_kept_before_there_was_a_key_is_read_as_it_is(database: Engine) -> None:
    fill(database)
    SqlAlchemyArchive(database, Sealing([FIRST])).add("review", "r2", "T1:U1", MONDAY, "since")

    assert_readable(database, FIRST)
    assert SqlAlchemyArchive(database, Sealing([FIRST])).record("r2").body == "since"


def test_a_key_is_changed_by_putting_another_before_it(database: Engine) -> None:
    fill(database, FIRST)

    archive = SqlAlchemyArchive(database, Sealing([SECOND, FIRST]))
    archive.add("review", "r2", "T1:U1", MONDAY, "under the second")

    assert_readable(database, SECOND, FIRST)
    assert_readable(database, FIRST, SECOND)
    assert SqlAlchemyArchive(database, Sealing([SECOND])).record("r2").body == "under the second"


@pytest.mark.parametrize("keys", [[], [SECOND]], ids=["lost", "wrong"])
def test_without_its_key_a_text_is_not_read_and_that_is_said(keys: list[str], database: Engine) -> None:
    fill(database, FIRST)
    archive, inbox = (
        SqlAlchemyArchive(database, Sealing(keys)),
        SqlAlchemyInbox(database, sealing=Sealing(keys)),
    )

    for read in (
        lambda: archive.record("r1"),
        lambda: inbox.job("E1"),
    ):
        with pytest.raises(StorageError, match=MISSING) as refused:
            read()
        assert FIRST not in str(refused.value)
    assert_readable(database, FIRST)


def test_one_text_whose_key_is_missing_holds_up_nobody_else(database: Engine) -> None:
    fill(database, FIRST)
    inbox = SqlAlchemyInbox(database, sealing=Sealing([SECOND]))
    inbox.accept(form("E2"), MONDAY)

    begun = inbox.begin(MONDAY, most=10)

    assert events(begun) == ["E1", "E2"]
    assert [job.received.text for job in begun] == ["", SECRET]
    assert events(inbox.begun(MONDAY + timedelta(seconds=1))) == ["E1", "E2"]
    inbox.postpone("E1", MONDAY)
    assert SqlAlchemyInbox(database, sealing=Sealing([FIRST])).job("E1").received == form()


def test_without_its_key_a_text_can_still_be_erased(database: Engine) -> None:
    fill(database, FIRST)
    archive = SqlAlchemyArchive(database)

    archive.erase_body("r1")

    assert archive.record("r1").body is None


def test_a_text_that_was_changed_after_it_was_encrypted_is_found(
    database: Engine, opened: Callable[[str], Engine]
) -> None:
    fill(database, FIRST)
    swapped = Sealing([FIRST]).seal(b"another text")
    with database.begin() as connection:
        connection.execute(sa.delete(archive_bodies).where(archive_bodies.c.record_id == "r1"))
        connection.execute(sa.insert(archive_bodies).values(record_id="r1", body=swapped))
        connection.execute(sa.update(inbox_table).values(text=_turned(Sealing([FIRST]).seal(b"text"))))

    assert SqlAlchemyArchive(database, Sealing([FIRST])).verify("T1:U1") == 1
    with pytest.raises(WordsClosed, match="was changed after it was encrypted"):
        SqlAlchemyInbox(database, sealing=Sealing([FIRST])).job("E1")


@pytest.mark.parametrize("text", ["", "é", "[1]", "https://x", "\x00" * 40, "~", "x" * 100_000])
def test_any_text_is_sealed_and_opened(text: str) -> None:
    sealing = Sealing([FIRST])

    assert sealing.open_text(sealing.seal_text(text)) == text
    assert sealing.open(sealing.seal(text.encode())) == text.encode()
    assert sealing.seal_text(text) != sealing.seal_text(text), "the same twice does not look the same"


def test_every_key_is_another() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert Sealing([new_key()]).seal(b"")


@pytest.mark.parametrize("key", ["", "short", "é" * 44, "A" * 42])
def test_what_is_no_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Sealing([key])


def test_a_key_that_is_missing_is_told_from_a_text_that_was_changed() -> None:
    sealed = Sealing([FIRST]).seal(b"text")
    with pytest.raises(SealBroken):
        Sealing([FIRST]).open(_turned(sealed))
    with pytest.raises(StorageError, match=MISSING) as closed:
        Sealing([SECOND]).open(_turned(sealed))
    assert not isinstance(closed.value, SealBroken)


def _turned(sealed: bytes) -> bytes:
    """The same with one letter changed."""
    return sealed[:-9] + (b"A" if sealed[-9:-8] != b"A" else b"B") + sealed[-8:]


def test_an_engine_of_its_own_reads_the_same(database: Engine, address: str) -> None:
    fill(database, FIRST)
    other = open_database(address)
    try:
        assert_readable(other, FIRST)
    finally:
        other.dispose()
