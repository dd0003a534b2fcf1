"""A draft written in anger: time first, a reminder that outlives a restart, and the rewrite then."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, find_action, text_of
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

ANGRY = "Bande d'ignorants! Vous n'avez rien compris à la retraite. Comparez donc les frais avant de signer."


def test_whoever_is_angry_is_reminded_after_a_restart_and_has_the_rewrite_then(
    published_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    with local_workspace(tmp_path, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace:
        process, bot = BotProcess(workspace, data), BotAtWork(workspace)
        try:
            process.start()
            ts = bot.say(ANGRY)
            card = bot.card(ts, seconds=PATIENCE)
            assert "Tournez sept fois vos pouces" in text_of(card)
            assert "PMS-8.2" in text_of(card)
            with pytest.raises(LookupError):
                find_action(card, ids.COPY)

            assert bot.press(card, ids.REMIND_IN_AN_HOUR)
            bot.workspace.wait_for(lambda: "Rappel ici" in text_of(bot.answers(ts)[0]), PATIENCE)
            process.kill()
            an_hour_passes(data)
            process.start()

            reminder = bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)[0]
            assert "toujours là" in text_of(reminder)
            find_action(reminder, ids.COPY)
            bot.workspace.wait_for(lambda: ids.COPY in str(bot.answers(ts)[0]), PATIENCE)

            assert bot.press(reminder, ids.DROP_DRAFT)
            bot.workspace.wait_for(lambda: "laissé tomber" in text_of(bot.answers(ts)[1]), PATIENCE)
            assert len(bot.answers(ts)) == 2
        finally:
            process.close()
        assert "ignorants" not in process.log


def an_hour_passes(data: Path) -> None:
    """As far as what is kept of the reminder goes."""
    with sqlite3.connect(data / "vigie.sqlite3") as connection:
        changed = connection.execute("UPDATE reminders SET due = replace(due, substr(due, 1, 4), '2020')")
        assert changed.rowcount == 1
    connection.close()
