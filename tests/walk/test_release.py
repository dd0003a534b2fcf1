"""What a platform runs before new processes; and the whole Procfile at once, on an empty folder."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.adapters.system_clock import SystemClock
from bot.bootstrap.application import Application
from bot.config import read_settings
from bot.slack.ids import COMMANDS, WEB_PATH
from bot.usecases.library_life import history
from tests.free_port import free_port
from tests.postgres import NoPostgreSQL, throwaway_cluster
from tests.walk.bot_at_work import ROOT, BotAtWork, text_of
from tests.walk.conftest import POLICIES, Vigie, run_vigie
from tests.workspaces import local_workspace

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
_TO_START = 240


def test_where_policies_are_in_force_it_says_that_all_is_ready(vigie: Vigie) -> None:
    said = vigie("release")

    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].startswith("Database: sqlite, up to date (revision ")
    assert lines[1].startswith("Library 1-")
    assert lines[2:] == ["Ready for new processes."]


@pytest.mark.slow
def test_what_changed_in_the_folder_becomes_a_draft_once(vigie: Vigie, tmp_path: Path) -> None:
    policies = Path(shutil.copytree(POLICIES, tmp_path / "policies"))
    file = policies / "documents" / "fr" / "guide-ressource.md"
    file.write_text(file.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    first, again = vigie("release", policies=policies), vigie("release", policies=policies)

    assert (first.code, again.code) == (0, 0)
    for said in (first, again):
        assert "GR/fr@2 is kept as a draft" in said.out


def test_a_database_that_is_away_fails_it_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "data"
    blocked.write_text("no folder", encoding="utf-8")
    said = run_vigie(blocked, POLICIES, capsys, "release")

    assert (said.code, said.out) == (1, "")
    assert len(said.err.splitlines()) == 1


@contextmanager
def _database(kind: str, folder: Path) -> Iterator[dict[str, str]]:
    if kind == "sqlite":
        yield {}
        return
    try:
        with throwaway_cluster() as address:
            yield {"DATABASE_URL": address}
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_at_once_on_an_empty_database_publish_once_and_both_are_done(kind: str, tmp_path: Path) -> None:
    with _database(kind, tmp_path) as where:
        given = {"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_LANG": "en", "PATH": os.defpath} | where
        both = [
            subprocess.Popen(
                [sys.executable, "-m", "bot", "release"], cwd=ROOT, env=given,
                stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            )
            for _ in range(2)
        ]  # fmt: skip
        said = [each.communicate(timeout=_TO_START)[0].decode() for each in both]
        application = Application(read_settings(given))
        published = history(application.life(), 9)
        application.close()

    assert [each.returncode for each in both] == [0, 0], said
    assert len(published) == 1
    assert sorted("documents" in each for each in said) == [False, True]


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_honcho_runs_the_procfile_as_it_is_on_an_empty_folder(tmp_path: Path) -> None:
    # Slack's signatures are of now: a workspace at a fixed moment would be refused.
    with local_workspace(tmp_path, clock=SystemClock(), commands=COMMANDS) as workspace:
        port, log = str(free_port()), tmp_path / "honcho.log"
        given = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}",
            "HOME": str(tmp_path),
            "VIGIE_DATA": str(tmp_path / "data"),
            "VIGIE_LANG": "en",
            "PORT": port,
            "SLACK_BOT_TOKEN": workspace.bot_token,
            "SLACK_SIGNING_SECRET": workspace.signing_secret,
            "SLACK_API_URL": workspace.api_url,
            "PYTHONUNBUFFERED": "1",
        }
        command = [sys.executable, "-m", "honcho", "-f", str(ROOT / "Procfile"), "-d", str(ROOT), "start"]
        with log.open("wb") as written:
            honcho = subprocess.Popen(command, env=given, stdout=written, stderr=written)

        def said() -> str:
            return log.read_text(encoding="utf-8")

        try:
            ready = (
                f"Waiting for what Slack sends to 127.0.0.1:{port}:",
                "Vigie answers what",
                "Ready for new processes",
            )
            workspace.wait_for(
                lambda: honcho.poll() is not None or all(each in said() for each in ready), _TO_START
            )
            assert honcho.poll() is None, said()
            workspace.set_request_url(f"http://127.0.0.1:{port}{WEB_PATH}")
            bot = BotAtWork(workspace)
            assert "PMS-5.1" in text_of(bot.card(bot.say(PROMISE), seconds=60))
            honcho.send_signal(signal.SIGINT)
            assert honcho.wait(30) in (0, 130, -signal.SIGINT), said()
        finally:
            if honcho.poll() is None:
                honcho.terminate()
                honcho.wait(20)

    assert said().count("in force: 6 documents") == 1
    assert said().count("Vigie has stopped") == 2
    for unwanted in ("Traceback", "kill", PROMISE, given["SLACK_BOT_TOKEN"]):
        assert unwanted not in said()
