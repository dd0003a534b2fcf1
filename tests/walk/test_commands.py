"""By command: the whole bot over real sockets, with the real library: what people type and what they see."""

import io
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.faults import Fault
from tests.walk.bot_at_work import BotAtWork, bot_in_thread, find_action, text_of
from tests.workspaces import local_workspace

PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
SECRET = "Zyxwanda"
PATIENCE = 60.0
"""Seconds: the first question waits until the embeddings are loaded, long on a busy machine."""


@pytest.fixture(scope="module")
def bot(data: Path, journal: io.StringIO, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    folder = tmp_path_factory.mktemp("workspace")
    with (
        local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace,
        bot_in_thread(workspace, data, journal),
    ):
        yield BotAtWork(workspace)


def command(bot: BotAtWork, text: str, person: str = "Amélie") -> dict[str, Any]:
    """What the person is answered, where they typed it."""
    before = len(bot.workspace.private(bot.person(person)))
    bot.workspace.command(bot.person(person), text)
    return bot.workspace.wait_for(lambda: bot.workspace.private(bot.person(person))[before:], PATIENCE)[0]


def outside_threads(bot: BotAtWork, person: str) -> list[dict[str, Any]]:
    """The bot's messages in a person's conversation, those of threads left out."""
    messages = bot.workspace.messages(bot.person(person))
    return [each for each in messages if "bot_id" in each and "thread_ts" not in each]


def test_a_question_is_answered_with_clauses_that_the_asker_alone_sees(bot: BotAtWork) -> None:
    answer = command(bot, "/policy peut-on promettre un rendement?", "Camille")

    assert "PMS-5.1" in text_of(answer)
    assert "Nous ne promettons ni rendement" in text_of(answer)
    assert bot.workspace.messages(bot.person("Camille")) == []
    assert bot.workspace.private(bot.person("Priya")) == []


def test_each_person_is_answered_in_their_language(bot: BotAtWork) -> None:
    assert "brouillon" in text_of(command(bot, "/policy", "Amélie"))
    assert "draft" in text_of(command(bot, "/policy help", "James"))


def test_a_draft_typed_in_the_conversation_is_reviewed_there_as_any_other(bot: BotAtWork) -> None:
    alone = bot.workspace.private(bot.person("James"))
    bot.workspace.command(bot.person("James"), f"/vigie {PROMISE} <!channel>")
    [draft] = bot.workspace.wait_for(lambda: outside_threads(bot, "James"), PATIENCE)
    card = bot.card(draft["ts"], "James")

    assert f"{PROMISE} <!channel>" in text_of(draft)
    assert "garanti" not in draft["text"]
    assert {block["type"] for block in draft["blocks"]} == {"rich_text"}
    assert "Do not post" in text_of(card)
    assert "PMS-5.1" in text_of(card)

    bot.say("for X", "James", thread=draft["ts"])
    bot.workspace.wait_for(lambda: _platform(bot.answers(draft["ts"], "James")[0]) == "x")
    assert bot.workspace.private(bot.person("James")) == alone


def test_a_guest_is_told_whom_to_ask(bot: BotAtWork) -> None:
    for text in ("/policy peut-on promettre un rendement?", f"/vigie {PROMISE}"):
        answer = command(bot, text, "Alex")
        assert "réservée au personnel" in text_of(answer)
        assert "PMS" not in text_of(answer)
    assert outside_threads(bot, "Alex") == []


@pytest.mark.parametrize(
    "fault", [Fault(status=404), Fault(status=429), Fault(status=500), Fault(drop="before")], ids=str
)
def test_an_answer_that_cannot_be_shown_where_it_was_asked_comes_in_the_conversation(
    bot: BotAtWork, fault: Fault
) -> None:
    before = len(outside_threads(bot, "Priya"))
    bot.workspace.faults.next_calls("response_url", fault)
    bot.workspace.command(bot.person("Priya"), "/policy may I promise a return?")

    [answer] = bot.workspace.wait_for(lambda: outside_threads(bot, "Priya")[before:], PATIENCE)
    assert "PMS-5.1" in text_of(answer)
    assert bot.workspace.private(bot.person("Priya")) == []


def test_no_word_of_a_command_and_no_address_is_left_in_the_journal_the_jobs_or_the_inbox(
    bot: BotAtWork, data: Path, journal: io.StringIO, capfd: pytest.CaptureFixture[str]
) -> None:
    command(bot, f"/policy puis-je féliciter Mme {SECRET}?", "Camille")
    bot.workspace.faults.next_calls("response_url", Fault(status=500))
    bot.workspace.command(bot.person("Camille"), f"/policy puis-je féliciter Mme {SECRET}?")
    bot.workspace.wait_for(lambda: outside_threads(bot, "Camille"), PATIENCE)
    bot.workspace.wait_for(lambda: _commands_kept(data) == {(None, None)})

    assert "command.not-answered-there" in journal.getvalue()
    printed = "".join(capfd.readouterr())
    for mark in (SECRET, "/commands/"):
        assert mark not in journal.getvalue()
        assert mark not in printed
        for file in data.glob("jobs.sqlite3*"):
            assert mark.encode() not in file.read_bytes(), file.name


def _commands_kept(data: Path) -> set[tuple[bytes | None, str | None]]:
    """The texts and addresses of all commands, as the inbox has them now."""
    with closing(sqlite3.connect(f"file:{data / 'vigie.sqlite3'}?mode=ro", uri=True)) as database:
        return set(database.execute("SELECT text, reply_to FROM inbox WHERE kind = 'command'"))


def _platform(card: dict[str, Any]) -> str:
    """The platform that the card's list shows, "" while it has none."""
    with suppress(LookupError):
        return str(find_action(card, ids.CHOOSE_PLATFORM)[1]["initial_option"]["value"])
    return ""
