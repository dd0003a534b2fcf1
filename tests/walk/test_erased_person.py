"""Erasing a person reaches everything that the bot keeps: database, journal, jobs, index, vectors."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from bot.adapters.sealing import new_key
from bot.slack import ids
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS
from tests.contracts.bytes_kept import everything_kept
from tests.postgres import NoPostgreSQL, throwaway_cluster
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, text_of
from tests.walk.conftest import run_with
from tests.workspaces import local_workspace

WORD = "Zorglubistan"
DRAFT = f"Au {WORD}, le taux affiché n'est pas le vôtre. Demandez la formule par écrit. Écrivez-moi en privé!"
WHY = f"Pour la fête nationale du {WORD}."
QUESTION = f"Que pensez-vous du {WORD}?"


class Kept:
    """A bot at work, and everything that it keeps."""

    def __init__(self, bot: BotAtWork, process: BotProcess, data: Path, given: dict[str, str]) -> None:
        self.bot, self.process, self.data, self.given = bot, process, data, given

    def bytes(self) -> bytes:
        """Every byte of the data folder, and of the database where it is elsewhere."""
        return everything_kept(self.given.get("DATABASE_URL", ""), self.data)


@pytest.fixture(params=["sqlite", "postgresql"])
def kept(request: pytest.FixtureRequest, published_data: Path, tmp_path: Path) -> Iterator[Kept]:
    """A bot for compliance. On PostgreSQL it publishes the policies at its start, and encrypts drafts."""
    data, given = tmp_path / "data", dict[str, str]()
    with ExitStack() as stack:
        if request.param == "postgresql":
            try:
                given["DATABASE_URL"] = stack.enter_context(throwaway_cluster())
                given["VIGIE_ENCRYPTION_KEY"] = new_key()
            except NoPostgreSQL as reason:
                pytest.skip(str(reason))
        else:
            shutil.copytree(published_data, data)
        workspace = stack.enter_context(
            local_workspace(tmp_path / "workspace", scopes=ids.SCOPES, commands=ids.COMMANDS)
        )
        workspace.let_bot_in(COMPLIANCE_CHANNEL.id)
        compliance = {
            "VIGIE_COMPLIANCE_CHANNEL": COMPLIANCE_CHANNEL.id,
            "VIGIE_COMPLIANCE_OFFICERS": COMPLIANCE_OFFICERS.id,
        }
        process = BotProcess(workspace, data, **compliance, **given)
        stack.callback(process.close)
        process.start()
        workspace.wait_for(lambda: workspace.connected, 2 * PATIENCE)
        yield Kept(BotAtWork(workspace), process, data, given)


@pytest.mark.slow
@pytest.mark.timeout(400)
def test_what_somebody_wrote_is_nowhere_once_they_are_erased(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    bot, person = kept.bot, kept.bot.person("Amélie")
    ts = _write_and_ask(bot)
    given = kept.given | {"VIGIE_DATA": str(kept.data), "VIGIE_LANG": "en"}
    erasing = ("archive", "erase", person.id, "--reason", "asked on Monday", "--yes")
    encrypted = "VIGIE_ENCRYPTION_KEY" in given
    assert (WORD.encode() in kept.bytes()) is not encrypted, "where it is not, the test would see it"
    refused = run_with(given, capsys, *erasing)
    assert (refused.code, "compliance has still to settle" in refused.err) == (1, True)
    assert bot.press(_answer(bot, ts, "La conformité a votre demande"), ids.WITHDRAW_REQUEST)
    _answer(bot, ts, "est retirée")

    done = bot.workspace.wait_for(lambda: _erased(run_with(given, capsys, *erasing)), PATIENCE)

    assert "Kept of" in done.out
    left = kept.bytes()
    assert left.count(WORD.encode()) == 0
    assert not [name for name in ("Amélie", "Am\\u00e9lie") if name.encode() in left]
    verified = run_with(given, capsys, "archive", "verify")
    assert verified.code == 0, verified

    # What Slack still shows of it is answered without a fault, and a new draft as any other.
    assert bot.press(bot.answers(ts)[0], ids.ASK_COMPLIANCE)
    assert bot.card(bot.say("Un texte tout neuf, sans promesse."), seconds=PATIENCE)
    assert not [each for each in kept.process.notes if each["what"] in ("job.fault", "ticking.fault")]


def _write_and_ask(bot: BotAtWork) -> str:
    """A draft about which compliance is asked, one that was edited, a question; the `ts` of the first."""
    ts = bot.say(DRAFT)
    bot.open(bot.card(ts, seconds=PATIENCE), ids.ASK_COMPLIANCE, "Demande de décision")
    texts = bot.workspace.view_of(bot.person("Amélie"))
    assert texts is not None
    [choice] = [each["element"] for each in texts["blocks"] if each.get("block_id") == "text_of"]
    fields = {"text_of": choice["options"][0]["value"], "why": WHY}
    bot.workspace.submit(bot.person("Amélie"), fields)
    _answer(bot, ts, "La conformité a votre demande")
    bot.card(bot.say(f"? {QUESTION}"), seconds=PATIENCE)
    second = bot.say(f"Un mot sur le {WORD}.")
    bot.card(second, seconds=PATIENCE)
    bot.workspace.edit(bot.person("Amélie"), second, f"Un autre mot sur le {WORD}.")
    return ts


def _erased(said: Any) -> Any:
    """What the command said, once nothing of hers was being answered."""
    return said if said.code == 0 else None


def _answer(bot: BotAtWork, thread: str, says: str) -> dict[str, Any]:
    def there() -> dict[str, Any] | None:
        return next((each for each in bot.answers(thread) if says in text_of(each)), None)

    found = bot.workspace.wait_for(there, PATIENCE)
    assert found is not None
    return found
