"""Killed again and again, with Slack and the model failing, nothing is lost and nothing is answered twice.

A short run, in `make test-all`; `make chaos` kills two hundred times on each database.
"""

import shutil
import signal
from pathlib import Path

import pytest

from tests.chaos.run import Plan, run
from tests.postgres import NoPostgreSQL, throwaway_cluster
from tests.walk.conftest import run_with

_KILLS = 3
_PLACES = ("messenger.post:after", "outbox.intend:after")

pytestmark = [
    pytest.mark.timeout(240),
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once"),
]


def sound(plan: Plan, folder: Path) -> None:
    """Nothing was lost, nothing came twice, and it was really tried."""
    outcome = run(plan, folder)
    assert outcome.lost == []
    assert outcome.twice == []
    assert outcome.accepted == outcome.answered > 0
    assert outcome.kills.total() >= _KILLS


@pytest.mark.slow
def test_on_sqlite_one_bot_that_is_killed_answers_everything_once(
    published_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(published_data, tmp_path / "machine-0"))

    sound(Plan(f"sqlite:///{data / 'vigie.sqlite3'}", [data], _KILLS, seed=7, places=_PLACES), tmp_path)


@pytest.mark.slow
def test_on_postgresql_two_workers_that_are_killed_answer_everything_once(
    published_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved = str(tmp_path / "published.tar.gz")
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    assert run_with({"VIGIE_DATA": str(data), "VIGIE_LANG": "en"}, capsys, "backup", saved).code == 0
    try:
        with throwaway_cluster() as address:
            given = {"VIGIE_DATA": str(tmp_path / "machine-0"), "DATABASE_URL": address, "VIGIE_LANG": "en"}
            assert run_with(given, capsys, "restore", saved).code == 0
            machines = [tmp_path / "machine-0", tmp_path / "machine-1"]
            sound(Plan(address, machines, _KILLS, seed=3, places=_PLACES), tmp_path)
    except NoPostgreSQL as reason:
        pytest.skip(str(reason))
