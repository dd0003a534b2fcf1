"""A bot that is killed, stopped or refused: started again, it completes what it owed, once."""

import shutil
import signal
from pathlib import Path

import pytest

from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.marks import slowly
from tests.walk.bot_at_work import BotAtWork, BotProcess, text_of
from tests.walk.conftest import run_with
from tests.workspaces import workspace as workspace

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"


@pytest.fixture
def bot(workspace: LocalWorkspace) -> BotAtWork:
    return BotAtWork(workspace)


def _connected(process: BotProcess, workspace: LocalWorkspace) -> None:
    process.start()
    workspace.wait_for(lambda: workspace.connected, 40)


@pytest.mark.slow
def test_killed_in_the_middle_of_a_review_it_completes_the_card_when_started_again(
    process: BotProcess, workspace: LocalWorkspace, bot: BotAtWork
) -> None:
    _connected(process, workspace)
    workspace.faults.next_calls("chat.update", Fault(delay=3))
    ts = bot.say(PROMISE)
    workspace.wait_for(lambda: bot.answers(ts), 15)
    process.kill()
    assert "PMS-5.1" not in text_of(bot.answers(ts)[0])

    _connected(process, workspace)
    assert "PMS-5.1" in text_of(bot.card(ts, seconds=30))
    assert len(bot.answers(ts)) == 1


@pytest.mark.slow
def test_killed_between_slack_s_store_and_its_own_it_posts_no_second_card(
    process: BotProcess, workspace: LocalWorkspace, bot: BotAtWork
) -> None:
    _connected(process, workspace)
    workspace.faults.next_calls("chat.postMessage", Fault(drop="after"))
    workspace.faults.next_calls("conversations.replies", Fault(delay=3))
    ts = bot.say(PROMISE)
    workspace.wait_for(lambda: bot.answers(ts), 15)
    process.kill()

    _connected(process, workspace)
    assert "PMS-5.1" in text_of(bot.card(ts, seconds=30))
    assert len(bot.answers(ts)) == 1


@pytest.mark.slow
def test_what_was_written_while_it_was_away_is_answered_when_it_is_back(
    process: BotProcess, workspace: LocalWorkspace, bot: BotAtWork
) -> None:
    first, second = bot.say(PROMISE), bot.say("Bonjour", "James")
    _connected(process, workspace)

    assert "PMS-5.1" in text_of(bot.card(first, seconds=30))
    assert "draft" in text_of(bot.card(second, "James"))


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_it_finishes_what_is_under_way_and_says_goodbye(
    process: BotProcess, workspace: LocalWorkspace, bot: BotAtWork, number: int
) -> None:
    _connected(process, workspace)
    workspace.faults.next_calls("chat.update", Fault(delay=1))
    ts = bot.say(PROMISE)
    workspace.wait_for(lambda: bot.answers(ts), 15)

    assert process.stop(number) == 0
    assert "PMS-5.1" in text_of(bot.card(ts))
    assert "Traceback" not in process.log
    assert process.log.rstrip().endswith("Vigie has stopped; nothing is lost.")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"SLACK_BOT_TOKEN": "xoxb-wrong"}, "invalid_auth"),
        slowly({"SLACK_BOT_TOKEN": ""}, "SLACK_BOT_TOKEN"),
        slowly({"SLACK_APP_TOKEN": "xoxb-swapped"}, "xapp-"),
        slowly({"SLACK_API_URL": "http://127.0.0.1:9/"}, "Slack"),
    ],
)
def test_a_token_that_is_wrong_is_one_clear_sentence(
    workspace: LocalWorkspace, published_data: Path, tmp_path: Path, given: dict[str, str], sentence: str
) -> None:
    process = BotProcess(workspace, Path(shutil.copytree(published_data, tmp_path / "data")), **given)
    process.start()
    assert process.process is not None
    assert process.process.wait(40) == 1

    last = process.log.strip().splitlines()[-1]
    assert sentence in last
    assert "wrong" not in last
    assert "Traceback" not in process.log


@pytest.mark.slow
def test_a_missing_scope_is_named_before_anything_is_answered(
    process: BotProcess, workspace: LocalWorkspace
) -> None:
    workspace.faults.withdraw_scope("chat:write")
    process.start()
    assert process.process is not None

    assert process.process.wait(40) == 1
    assert "chat:write" in process.log


@pytest.mark.slow
def test_a_second_bot_on_the_same_data_is_refused_in_one_sentence(
    process: BotProcess, workspace: LocalWorkspace, published_data: Path, tmp_path: Path
) -> None:
    _connected(process, workspace)
    second = BotProcess(workspace, tmp_path / "data")
    second.start()

    assert second.process is not None
    assert second.process.wait(40) == 1
    assert "one at a time in a data folder" in second.log


def test_doctor_asks_slack_about_the_tokens(
    workspace: LocalWorkspace, published_data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {
        # A copy: what others copy must not be open, or a file of the database may go under their hands.
        "VIGIE_DATA": str(shutil.copytree(published_data, tmp_path / "doctor")),
        "VIGIE_LANG": "en",
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.api_url,
    }
    sound = run_with(given, capsys, "doctor")
    workspace.faults.withdraw_scope("chat:write")
    workspace.faults.revoke("app")
    broken = run_with(given, capsys, "doctor")

    assert (sound.code, broken.code) == (0, 1)
    assert "chat:write" in broken.out
    assert "token_revoked" in broken.out
    assert workspace.bot_token not in sound.out + broken.out
