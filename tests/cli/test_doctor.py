"""`vigie doctor` says how everything stands, and how to mend what does not."""

import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from bot.adapters.database_state import DatabaseState
from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.bootstrap.checks import checks
from bot.bootstrap.database_checks import _database, clock_check, database_checks
from bot.bootstrap.model_checks import model_reached
from bot.bootstrap.settings_checks import settings_checks
from bot.cli.app import vigie
from bot.cli.wiring import Check
from bot.config import read_settings
from bot.texts import LANGUAGES, Language
from tests.cli.conftest import Opened
from tests.inbox_entries import received
from tests.model_server import Reply, model_server

POSTGRESQL = "postgresql://vigie@127.0.0.1:9/vigie"


def of_settings(name: str, **given: str) -> Check:
    """What is said under that name of these settings."""
    [found] = [
        each for each in settings_checks(read_settings({"VIGIE_LANG": "en"} | given)) if each.name == name
    ]
    return found


def of_database(name: str, application: Application) -> Check:
    """What is said under that name of the database."""
    [found] = [each for each in database_checks(application) if each.name == name]
    return found


def test_what_is_not_as_it_should_be_is_told_with_what_to_do_and_nothing_else_is(
    opened: Opened, tmp_path: Path
) -> None:
    troubled = opened(
        VIGIE_POLICIES=str(tmp_path / "nowhere"),
        VIGIE_PROMPTS=str(tmp_path / "nowhere"),
        VIGIE_SHADOW="on",
        VIGIE_METRICS_PORT="9464",
        VIGIE_WEB_METRICS_PORT="9464",
        OPENAI_API_KEY="sk-secret",
        OPENAI_BASE_URL="http://127.0.0.1:9/v1",
        SLACK_BOT_TOKEN="xapp-wrong",
    )
    found = list(checks(troubled))

    wrong = {each.name for each in found if each.state != "ok"}
    assert wrong == {"policies", "trial", "ports", "slack", "model", "prompts", "library"}
    assert {each.name for each in found if each.mend} == wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mend_is_shown_on_the_line_below(language: Language) -> None:
    found = [
        Check("data", "ok", "/data"),
        Check("library", "warning", "Nothing is\npublished.", "Publish it."),
        Check("database", "problem", "Away.", "Start it."),
    ]
    wiring = type("Wiring", (), {"language": language, "doctor": staticmethod(lambda: found)})()
    said = CliRunner().invoke(vigie, ["doctor"], obj=wiring, standalone_mode=False)

    lines = said.output.splitlines()
    assert [line.split()[0] for line in lines[2::2]] == ["→", "→"]
    assert [line.strip() for line in lines[2::2]] == ["→ Publish it.", "→ Start it."]
    assert said.return_value == 1


class TestTheTrial:
    """Who sees reviews."""

    def test_is_told_with_how_many_see_reviews(self) -> None:
        on = of_settings("trial", VIGIE_SHADOW="on", VIGIE_PILOT="U0123ABCD,S0456EFGH")

        assert (on.state, "2 people or groups" in on.says) == ("ok", True)
        assert of_settings("trial").says == "off: everybody sees their reviews"

    def test_that_nobody_sees_or_that_is_over_is_told(self) -> None:
        assert of_settings("trial", VIGIE_SHADOW="on").state == "warning"
        assert "make no difference" in of_settings("trial", VIGIE_PILOT="U0123ABCD,U0456EFGH").says


class TestSettings:
    """What goes together, and what has no end."""

    def test_drafts_on_a_server_want_a_key_and_in_a_file_of_ones_own_need_none(self) -> None:
        assert of_settings("encryption").state == "ok"
        assert of_settings("encryption", DATABASE_URL=POSTGRESQL).state == "warning"
        key = f"{'a' * 43}="
        told = of_settings("encryption", DATABASE_URL=POSTGRESQL, VIGIE_ENCRYPTION_KEY=f"{key},{'b' * 43}=")
        assert (told.state, told.says) == ("ok", "on, with 2 keys")

    def test_retention_is_told_and_none_is_all_right(self) -> None:
        assert of_settings("retention").says.startswith("the archive is kept for good")
        assert "review=30" in of_settings("retention", VIGIE_RETENTION="review=30").says

    @pytest.mark.parametrize(
        ("given", "state"),
        [
            ({}, "ok"),
            ({"VIGIE_METRICS_PORT": "9464", "VIGIE_WEB_METRICS_PORT": "9465"}, "ok"),
            ({"VIGIE_METRICS_PORT": "9464", "VIGIE_WEB_METRICS_PORT": "9464"}, "warning"),
            ({"VIGIE_WEB_METRICS_PORT": "8080"}, "warning"),
        ],
    )
    def test_two_that_want_one_port_are_named(self, given: dict[str, str], state: str) -> None:
        assert of_settings("ports", **given).state == state

    def test_which_processes_may_run_is_told(self) -> None:
        assert "one `vigie work`" in of_settings("processes").says
        assert "one worker a data folder" in of_settings("processes", DATABASE_URL=POSTGRESQL).says
        shared = of_settings("processes", DATABASE_URL=POSTGRESQL, CHROMA_URL="http://chroma:8000")
        assert shared.says.startswith("any number")


class TestTheDatabase:
    """Whether it answers, takes what is written, and has room."""

    def test_that_is_sound_is_told_with_its_tables_and_its_room(self, opened: Opened) -> None:
        found = of_database("database", opened())

        assert found.state == "ok"
        assert re.fullmatch(r"sqlite, tables \d{4}, wal, [\d.]+ GB free", found.says)

    def test_that_does_not_answer_ends_it(self, opened: Opened) -> None:
        [found] = database_checks(opened(DATABASE_URL=POSTGRESQL))

        assert (found.state, bool(found.mend)) == ("problem", True)

    def test_that_may_not_be_written_to_is_a_problem(self, opened: Opened) -> None:
        """As SQLite answers for a file that is read-only; root, who may write everywhere, sees it too."""
        application = opened()
        assert of_database("database", application).state == "ok"
        application.engine.dispose()
        sa.event.listen(application.engine, "connect", _only_reads)

        found = of_database("database", application)
        assert (found.state, bool(found.mend)) == ("problem", True)

    @pytest.mark.parametrize(("free", "state"), [(2e9, "ok"), (5e8, "warning"), (5e7, "problem")])
    def test_a_disk_that_fills_up_is_told_before_it_is_full(self, free: float, state: str) -> None:
        assert _database(DatabaseState("sqlite", "0017", "wal", int(free), None), "en").state == state

    def test_another_journal_than_wal_is_told(self) -> None:
        found = _database(DatabaseState("sqlite", "0017", "delete", 10**10, None), "en")

        assert (found.state, "delete" in found.says) == ("warning", True)


class TestTheClock:
    """Of this machine, beside another."""

    @pytest.mark.parametrize(
        ("seconds", "state"), [(0, "ok"), (-50, "ok"), (70, "problem"), (-70, "problem")]
    )
    def test_a_minute_apart_is_a_problem(self, seconds: float, state: str) -> None:
        theirs = SystemClock().now() + timedelta(seconds=seconds)

        assert clock_check("Slack", theirs, "en").state == state


class TestTheInbox:
    """What waits, and what failed."""

    def test_what_failed_and_what_waits_too_long_is_told(self, opened: Opened) -> None:
        application = opened()
        assert of_database("inbox", application).state == "ok"
        now = SystemClock().now()
        inbox = application.inbox()
        inbox.accept(received("E1"), now)
        inbox.finish("E1", "failed", now, "RuntimeError")
        failed = of_database("inbox", application)
        inbox.accept(received("E2", "2.1"), now - timedelta(hours=1))
        waiting = of_database("inbox", application)

        assert (failed.state, "jobs retry" in failed.mend) == ("warning", True)
        assert (waiting.state, "waited for 3600 s" in waiting.says) == ("warning", True)


class TestTheArchive:
    """Its newest records, and when its ends were noted."""

    def test_empty_or_sound_it_is_well(self, opened: Opened) -> None:
        application = opened()
        assert of_database("archive", application).says == "empty"
        for number in range(3):
            archived(application, f"C{number}.0.0", SystemClock().now())

        found = of_database("archive", application)
        assert (found.state, found.says.split(";")[0]) == ("ok", "its last 3 records are sound")

    def test_a_record_that_was_changed_is_named(self, opened: Opened) -> None:
        application = opened()
        for number in range(3):
            archived(application, f"C{number}.0.0", SystemClock().now())
        tamper(application, "UPDATE archive_records SET kind = 'request' WHERE sequence = 2")

        found = of_database("archive", application)
        assert (found.state, "T1:U1#2" in found.says, bool(found.mend)) == ("problem", True, True)

    def test_a_record_that_was_taken_out_is_noticed(self, opened: Opened) -> None:
        application = opened()
        for number in range(3):
            archived(application, f"C{number}.0.0", SystemClock().now())
        tamper(
            application,
            "DELETE FROM archive_bodies WHERE record_id = 'C1.0.0'",
            "DELETE FROM archive_records WHERE record_id = 'C1.0.0'",
        )

        assert "T1:U1#3" in of_database("archive", application).says

    def test_ends_that_nobody_noted_for_days_are_told(self, opened: Opened) -> None:
        application = opened()
        archived(application, "C1.0.0", SystemClock().now() - timedelta(days=3))

        found = of_database("archive", application)
        assert (found.state, "last noted: never" in found.says) == ("warning", True)


def archived(application: Application, record: str, at: datetime) -> None:
    """A record of one chain."""
    application.archive.add("review", record, "T1:U1", at.astimezone(UTC), "{}")


def tamper(application: Application, *statements: str) -> None:
    """Change the archive behind the back of what guards it."""
    with application.engine.begin() as connection:
        named = connection.execute(sa.text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
        for statement in [f"DROP TRIGGER {row[0]}" for row in named] + list(statements):
            connection.execute(sa.text(statement))


def _only_reads(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA query_only=ON")


def models(*names: str) -> Reply:
    """What a server answers that lists these."""
    listed = {"object": "list", "data": [{"id": each, "object": "model"} for each in names]}
    return Reply([json.dumps(listed).encode()], headers={"Content-Type": "application/json"})


class TestTheModel:
    """One call that costs nothing."""

    @pytest.mark.parametrize(
        ("reply", "state", "says"),
        [
            (models("other", "ours"), "ok", "its key is taken, and the model is there"),
            (models("other"), "problem", "the server has no model of that name"),
            (Reply([b"{}"], 401), "problem", "its key is refused"),
            (Reply([b"{}"], 503), "warning", "the server is out of reach"),
            (Reply([b"{}"], 404), "ok", "cannot be seen for free"),
            (Reply([b"<html>"], 200), "ok", "cannot be seen for free"),
        ],
    )
    def test_proves_the_key_and_the_name(self, opened: Opened, reply: Reply, state: str, says: str) -> None:
        with model_server(listed=reply) as server:
            given = {"OPENAI_API_KEY": "sk-secret", "VIGIE_MODEL": "openai:ours"}
            [found] = model_reached(opened(OPENAI_BASE_URL=server.base_url, **given))

        assert (found.state, says in found.says) == (state, True)
        assert bool(found.mend) is (state != "ok")
        assert server.requests == []
        assert server.keys == ["Bearer sk-secret"]

    def test_of_another_provider_cannot_be_proved_for_free(self, opened: Opened) -> None:
        [found] = model_reached(opened(VIGIE_MODEL="anthropic:claude"))

        assert (found.state, "cannot be seen for free" in found.says) == ("ok", True)

    def test_that_is_none_is_not_looked_for(self, opened: Opened) -> None:
        assert list(model_reached(opened())) == []
