"""Somebody says who speaks: their draft is read again as theirs, and so are the next ones."""

import shutil
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, find_action, text_of
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

PLANS = "Nous comptons doubler notre présence en région d'ici deux ans."
PROMISE = "Un rendement garanti de 8 % par an, c'est possible. Comparez les frais avant de signer."


def test_an_executive_is_asked_once_and_read_as_one_from_then_on(
    published_data: Path, tmp_path: Path
) -> None:
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    with local_workspace(tmp_path, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace:
        process, bot = BotProcess(workspace, data), BotAtWork(workspace)
        try:
            process.start()
            ts = bot.say(PLANS)
            card = bot.card(ts, seconds=PATIENCE)
            assert "À soumettre" not in text_of(card)

            bot.open(card, ids.SPEAKER, "Qui parle")
            said = {"role": "executive", "territory": "quebec", "unit": "wealth", "purpose": "Zorglubiser"}
            bot.workspace.submit(bot.person("Amélie"), said)
            bot.workspace.wait_for(lambda: "À soumettre" in text_of(bot.answers(ts)[0]), PATIENCE)
            with pytest.raises(LookupError):
                find_action(bot.answers(ts)[0], ids.SPEAKER)

            process.kill()
            process.start()
            later = bot.card(bot.say(PROMISE), seconds=PATIENCE)
            assert "V-1.1), art. 199" in text_of(later)
            with pytest.raises(LookupError):
                find_action(later, ids.SPEAKER)
        finally:
            process.close()
        assert "Zorglubiser" not in process.log
