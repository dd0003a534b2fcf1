"""`vigie jobs`: the operator sees what failed and why, and has it done again."""

import json
from pathlib import Path

import pytest

from bot.adapters.database import open_database, upgrade
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from tests.inbox_entries import accept_all, later, received
from tests.walk.conftest import run_with

WORDS = "Rendement garanti"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Three things received: one failed, one waits, one is done."""
    engine = open_database(f"sqlite:///{tmp_path / 'vigie.sqlite3'}")
    upgrade(engine)
    inbox = SqlAlchemyInbox(engine)
    accept_all(inbox, *(received(f"Ev{n}", thread=f"{n}", text=WORDS) for n in range(3)))
    inbox.begin(later(9), most=3)
    inbox.finish("Ev0", "failed", later(10), "StorageError bot.x:12 ab12cd34")
    inbox.postpone("Ev1", later(300), "ratelimited")
    inbox.finish("Ev2", "done", later(11))
    engine.dispose()
    return tmp_path


def jobs(data: Path, capsys: pytest.CaptureFixture[str], *arguments: str, language: str = "en") -> str:
    ran = run_with({"VIGIE_DATA": str(data), "VIGIE_LANG": language}, capsys, "jobs", *arguments)
    assert WORDS not in ran.out + ran.err
    return f"{ran.code} {ran.out}{ran.err}"


def test_what_waits_and_what_failed_is_listed_with_its_reason(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = jobs(data, capsys, "list")

    assert "ratelimited" in listed
    assert "ab12cd34" in listed
    assert "Ev2" not in listed
    [only] = jobs(data, capsys, "list", "--state", "done", "--json").removeprefix("0 ").splitlines()
    assert json.loads(only)["event"] == "Ev2"


def test_one_of_them_is_shown_in_the_operator_s_language(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = jobs(data, capsys, "show", "Ev0", language="fr")

    assert "échoué" in shown
    assert "encore gardé" in shown
    assert jobs(data, capsys, "show", "Ev9") == "1 Nothing was received under the id Ev9.\n"


def test_what_failed_is_done_again_and_what_did_not_is_said(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = jobs(data, capsys, "retry", "Ev0", "Ev2")

    assert told.startswith("1 Waiting to be done again: 1.")
    assert "Ev2: it is unknown, or has not failed." in told
    assert "failed" not in jobs(data, capsys, "list")
    assert jobs(data, capsys, "retry", "--all").startswith("0 Waiting to be done again: 0.")
    assert jobs(data, capsys, "retry").startswith("2 ")
