"""What a key that is missing promises: nothing is begun beside what it encrypted, and it is said."""

import io
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.journal import open_journal
from bot.adapters.sealing import Sealing, new_key
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_chat_tables import inbox
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_keys import newest_is_closed
from bot.bootstrap.application import Application
from bot.bootstrap.database_checks import database_checks
from bot.bootstrap.processes import run_serving
from bot.bootstrap.serving import Serving
from bot.bootstrap.talk_ports import Access
from bot.cli.wiring import CannotServe
from bot.config import SettingsError, read_settings
from tests.inbox_entries import MONDAY, received

FIRST, SECOND = new_key(), new_key()


def archive(engine: Engine, record: str, *keys: str) -> None:
    SqlAlchemyArchive(engine, Sealing(keys)).add("review", record, f"T1:{record}", MONDAY, "a draft")


def receive(engine: Engine, event: str, *keys: str) -> None:
    SqlAlchemyInbox(engine, sealing=Sealing(keys)).accept(received(event, thread=event), MONDAY)


def closed(engine: Engine, *keys: str) -> bool:
    return newest_is_closed(engine, Sealing(keys))


def test_what_was_encrypted_last_is_opened_by_any_key_that_is_set(database: Engine) -> None:
    assert not closed(database)
    assert not closed(database, FIRST)
    receive(database, "E1", FIRST)
    assert [closed(database), closed(database, SECOND)] == [True, True]
    assert not closed(database, SECOND, FIRST)

    archive(database, "r1", SECOND)

    assert not closed(database, SECOND), "the archive decides, where it has something encrypted"
    assert closed(database, FIRST)


def test_what_is_kept_in_the_clear_since_hides_nothing(database: Engine) -> None:
    archive(database, "r1", FIRST)
    archive(database, "r2")
    receive(database, "E2")

    assert closed(database)
    assert closed(database, SECOND)
    assert not closed(database, FIRST)


def test_what_was_never_encrypted_or_is_erased_needs_no_key(database: Engine) -> None:
    archive(database, "r1")
    receive(database, "E1", FIRST)
    with database.begin() as connection:
        connection.execute(sa.update(inbox).values(text=None))

    assert not closed(database)


@pytest.mark.parametrize("works", [True, False], ids=["work", "web"])
@pytest.mark.parametrize(
    ("language", "key", "said"),
    [("en", "", "is not set. Put"), ("fr", new_key(), "ne s'ouvre pas avec VIGIE_ENCRYPTION_KEY. Remettez")],
    ids=["none", "other"],
)
def test_no_process_begins_beside_what_it_cannot_open(
    works: bool, language: str, key: str, said: str, database: Engine, address: str, tmp_path: Path
) -> None:
    archive(database, "r1", FIRST)
    given = {"VIGIE_LANG": language, "VIGIE_ENCRYPTION_KEY": key}
    application = Application(read_settings(given | {"VIGIE_DATA": str(tmp_path), "DATABASE_URL": address}))
    access = Access("T1", "http://127.0.0.1:9/api/", "xoxb-1", "xapp-1", {})
    serving = Serving(application, access, open_journal(io.StringIO()), None, works=works)
    ready: list[bool] = []

    def begun() -> None:
        ready.append(True)
        serving.stop()

    try:
        with pytest.raises(CannotServe) as refused:
            run_serving(serving, begun, application.settings)
        [told] = [each for each in database_checks(application) if each.name == "encryption"]
    finally:
        application.close()

    assert said in str(refused.value)
    assert (told.state, f"{told.says} {told.mend}") == ("problem", str(refused.value))
    assert ready == []


@pytest.mark.parametrize("given", [",", " , ", ",,"])
def test_commas_alone_are_no_key_and_no_way_to_have_none(given: str) -> None:
    with pytest.raises(SettingsError, match="VIGIE_ENCRYPTION_KEY must be a key"):
        read_settings({"VIGIE_ENCRYPTION_KEY": given})
    assert read_settings({"VIGIE_ENCRYPTION_KEY": " "}).encryption_keys == ()
