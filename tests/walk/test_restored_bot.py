"""A machine is lost with something under way; its backup is restored elsewhere; all are answered once."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, text_of
from tests.walk.conftest import run_with
from tests.workspaces import workspace as workspace

pytestmark = pytest.mark.slow

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
QUESTION = "? Peut-on promettre un rendement?"


@pytest.fixture
def elsewhere(workspace: LocalWorkspace, tmp_path: Path) -> Iterator[BotProcess]:
    """The bot on another machine: with nothing of the first but its backup."""
    started = BotProcess(workspace, tmp_path / "new" / "data", log="elsewhere")
    yield started
    started.close()


@pytest.mark.timeout(300)
def test_what_was_under_way_when_it_was_saved_is_answered_once(
    process: BotProcess,
    elsewhere: BotProcess,
    workspace: LocalWorkspace,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Also what the lost machine still answered after its backup was made."""
    bot = BotAtWork(workspace)
    process.start()
    workspace.wait_for(lambda: workspace.connected, PATIENCE)
    done = bot.say("Bonjour")
    workspace.wait_for(lambda: bot.answers(done), PATIENCE)
    # A card that is open and not filled, and two messages that nothing was posted for yet.
    workspace.faults.next_calls("chat.update", Fault(delay=10))
    opened = bot.say(PROMISE)
    workspace.wait_for(lambda: bot.answers(opened), PATIENCE)
    workspace.faults.next_calls("chat.postMessage", Fault(delay=10), 2)
    later, asked = bot.say(PROMISE, "James"), bot.say(QUESTION, "Nadia")
    workspace.wait_for(lambda: _received(tmp_path / "data") == 4, PATIENCE)
    backup = str(tmp_path / "backup.tar.gz")
    saved = run_with({"VIGIE_DATA": str(tmp_path / "data"), "VIGIE_LANG": "en"}, capsys, "backup", backup)
    assert saved.code == 0, saved.err
    before = [len(bot.answers(later, "James")), len(bot.answers(asked, "Nadia"))]
    workspace.wait_for(lambda: bot.answers(later, "James") and bot.answers(asked, "Nadia"), PATIENCE)
    process.kill()

    data = tmp_path / "new" / "data"
    restored = run_with({"VIGIE_DATA": str(data), "VIGIE_LANG": "en"}, capsys, "restore", backup)
    assert restored.code == 0, restored.err
    assert before == [0, 0]  # they were answered after the backup, by the machine that is gone
    elsewhere.start()

    assert "PMS-5.1" in text_of(bot.card(opened, seconds=PATIENCE))
    assert "PMS-5.1" in text_of(bot.card(later, "James", seconds=PATIENCE))
    assert bot.card(asked, "Nadia", seconds=PATIENCE)
    after = bot.say(PROMISE, "Thomas")
    assert "PMS-5.1" in text_of(bot.card(after, "Thomas", seconds=PATIENCE))
    for thread, person in (
        (done, "Amélie"),
        (opened, "Amélie"),
        (later, "James"),
        (asked, "Nadia"),
        (after, "Thomas"),
    ):
        assert len(bot.answers(thread, person)) == 1, person


def _received(data: Path) -> int:
    """How many messages are kept in that data folder."""
    with closing(sqlite3.connect(f"file:{data / 'vigie.sqlite3'}?mode=ro", uri=True)) as connection:
        [count] = connection.execute("SELECT COUNT(*) FROM inbox").fetchone()
    return int(count)
