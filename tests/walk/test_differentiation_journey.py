"""Two colleagues relay the same thing: the second is told so, and sees nothing of the first."""

import shutil
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, text_of
from tests.walk.conftest import run_with
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

FIRST = (
    "Les frais comptent plus que la plupart des épargnants ne le croient. Sur trente ans, deux pour cent par "
    "an peuvent gruger une large part du patrimoine. Demandez ce que vous payez avant de signer."
)
SAME = (
    "On croit que les frais comptent peu. Sur trente ans, deux pour cent par an peuvent gruger une "
    "grande part de l'épargne. Avant de signer, demandez en dollars ce que vous payez."
)
TOLD = "a déjà soumis un texte très proche"


def test_whoever_comes_second_is_told_until_the_first_is_erased(
    published_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = Path(shutil.copytree(published_data, tmp_path / "data"))
    with local_workspace(tmp_path, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace:
        process, bot = BotProcess(workspace, data), BotAtWork(workspace)
        try:
            process.start()
            first = bot.say(FIRST, "Camille")
            assert TOLD not in text_of(bot.card(first, "Camille", PATIENCE))

            told = text_of(bot.card(bot.say(SAME), seconds=PATIENCE))
            assert TOLD in told
            assert not [each for each in ("épargnants", "patrimoine", "Camille", "Laurent") if each in told]

            camille = bot.person("Camille").id
            erase = ("archive", "erase", camille, "--reason", "Demande", "--yes")
            bot.workspace.wait_for(
                lambda: run_with({"VIGIE_DATA": str(data)}, capsys, *erase).code == 0, PATIENCE
            )
            assert TOLD not in text_of(bot.card(bot.say(SAME), seconds=PATIENCE))
        finally:
            process.close()
        assert not [each for each in ("patrimoine", "gruger") if each in process.log]
