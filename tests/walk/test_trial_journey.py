"""A trial in the workspace: everybody's drafts are reviewed, and the pilot group alone sees what is said."""

import json
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.bootstrap.application import Application
from bot.config import read_settings
from bot.slack import ids
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS, PEOPLE, POLICY_OWNERS
from bot.workspace.server import LocalWorkspace
from tests.walk.bot_at_work import PATIENCE, BotAtWork, BotProcess, text_of
from tests.workspaces import local_workspace

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

CLIENT = "Bienvenue à notre cliente Mme Josée Lachance, NAS 046 454 286, enfin propriétaire!"
UNSEEN = "Vigie est à l'essai"
JAMES = next(person.id for person in PEOPLE if person.first_name == "James")


@pytest.fixture(scope="module")
def port() -> int:
    """A port that is free now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def process(
    data: Path, port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[BotProcess, LocalWorkspace]]:
    """`vigie serve` in a trial, in which James and the owners of the policies see reviews."""
    given = {
        "VIGIE_SHADOW": "on",
        "VIGIE_PILOT": f"{JAMES},{POLICY_OWNERS.id}",
        "VIGIE_METRICS_PORT": str(port),
        "VIGIE_COMPLIANCE_CHANNEL": COMPLIANCE_CHANNEL.id,
        "VIGIE_COMPLIANCE_OFFICERS": COMPLIANCE_OFFICERS.id,
    }
    folder = tmp_path_factory.mktemp("trial")
    with local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace:
        workspace.let_bot_in(COMPLIANCE_CHANNEL.id)
        started = BotProcess(workspace, data, **given)
        started.start()
        try:
            workspace.wait_for(lambda: workspace.connected, PATIENCE)
            yield started, workspace
        finally:
            started.close()


def test_whoever_is_not_of_the_pilot_group_reads_the_sentence_and_the_archive_has_the_review(
    process: tuple[BotProcess, LocalWorkspace], data: Path
) -> None:
    serve, workspace = process
    bot = BotAtWork(workspace)
    amelie = bot.person("Amélie")
    card = bot.card(bot.say(CLIENT), seconds=PATIENCE)
    workspace.command(amelie, f"/vigie {CLIENT}", channel=workspace.channel("marketing").id)
    workspace.wait_for(lambda: workspace.private(amelie), PATIENCE)
    alone = workspace.private(amelie)[-1]
    workspace.open_home(amelie)
    home = workspace.wait_for(lambda: _says(workspace.home_of(amelie), UNSEEN), PATIENCE)

    for shown in (card, alone, home):
        assert UNSEEN in text_of(shown)
        assert not [each for each in ("Lachance", "PMS-", "Bloqu", "bloqu") if each in text_of(shown)]
    assert _noted(data) == [("block", False)] * 2
    assert "Lachance" not in serve.log


def test_the_pilot_group_by_name_or_by_user_group_sees_reviews(
    process: tuple[BotProcess, LocalWorkspace],
) -> None:
    bot = BotAtWork(process[1])
    for person in ("James", "Élise"):
        assert "PMS-" in text_of(bot.card(bot.say("Rendement garanti!", person), person, PATIENCE))


def test_meanwhile_it_says_that_it_lives_is_ready_and_how_much_it_did(
    process: tuple[BotProcess, LocalWorkspace], port: int
) -> None:
    pages = {}
    for path in ("healthz", "readyz", "metrics"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as page:
            pages[path] = page.read().decode()

    assert (pages["healthz"], pages["readyz"]) == ("ok\n", "ready\n")
    assert 'vigie_findings_total{rule="guaranteed-return",source="rule"}' in pages["metrics"]
    assert 'vigie_step_seconds_count{step="review-and-fill-the-card"} 3.0' in pages["metrics"]
    assert 'vigie_inbox_jobs{state="failed"} 0.0' in pages["metrics"]


def test_its_journal_tells_of_every_review_and_job(process: tuple[BotProcess, LocalWorkspace]) -> None:
    notes = process[0].notes
    made = [each for each in notes if each["what"] == "review.made"]

    assert [each["verdict"] for each in made][:2] == ["block", "block"]
    assert len([each for each in notes if each["what"] == "job.done"]) >= len(made)


def _says(view: dict[str, Any] | None, words: str) -> dict[str, Any] | None:
    return view if view and words in json.dumps(view, ensure_ascii=False) else None


def _noted(data: Path) -> list[tuple[str, bool]]:
    """Verdicts of the reviews noted so far, and whether their authors saw them."""
    copied = Path(shutil.copytree(data, data.with_name("noted")))
    application = Application(read_settings({"VIGIE_DATA": str(copied)}))
    found = [
        note
        for record in application.archive.recent(9)
        if (note := application.reviews.note_of(record.record_id))
    ]
    application.close()
    return [(each.verdict, each.shown) for each in found]
