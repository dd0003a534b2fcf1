"""Somebody meets the same rule three times, practises it, and is certified: the whole bot over sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.deliveries import Pace
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, find_action, text_of

pytestmark = pytest.mark.slow

PROMISE = "Chez nous, rendement garanti de {} % par an, chaque année."


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    # Slack's own three seconds: each question is two texts that the rules in force are asked about first.
    folder = tmp_path_factory.mktemp("learning")
    with bot_for_compliance(published_data, folder, "garanti de", pace=Pace()) as bot:
        yield bot


def first_of_each(form: dict[str, Any]) -> dict[str, str]:
    """Every question answered with its first choice."""
    return {each["block_id"]: "0" for each in form["blocks"] if each["type"] == "input"}


def test_after_three_drafts_an_exercise_is_offered_answered_and_explained(bot: BotAtWork) -> None:
    for number in (5, 6):
        card = bot.card(bot.say(PROMISE.format(number)), seconds=PATIENCE)
        with pytest.raises(LookupError):
            find_action(card, ids.EXERCISE)
    card = bot.card(bot.say(PROMISE.format(7)), seconds=PATIENCE)
    assert "avec trois paires de textes" in text_of(card)

    assert bot.press(card, ids.EXERCISE)
    form = bot.opened("Amélie", "Deux minutes")
    assert len(first_of_each(form)) == 3
    bot.workspace.submit(bot.person("Amélie"), first_of_each(form))
    explained = bot.workspace.wait_for(lambda: result(bot, "Amélie", "Peut être publié:"), PATIENCE)
    assert "La clause de la firme" in str(explained)


def test_a_certification_is_taken_from_home_and_shows_there(bot: BotAtWork) -> None:
    james = bot.person("James")
    bot.workspace.open_home(james)
    bot.workspace.wait_for(lambda: bot.workspace.home_of(james), PATIENCE)
    bot.press_at_home("home_learning", "James")
    bot.workspace.wait_for(lambda: ids.CERTIFY in str(bot.workspace.home_of(james)), PATIENCE)
    bot.press_at_home(ids.CERTIFY, "James")
    form = bot.workspace.wait_for(lambda: with_questions(bot), PATIENCE)
    assert form is not None
    assert len(first_of_each(form)) == 10
    bot.workspace.submit(james, first_of_each(form))

    assert bot.workspace.wait_for(lambda: result(bot, "James", "The firm's clause"), PATIENCE)
    bot.workspace.wait_for(lambda: "of 10" in str(bot.workspace.home_of(james)), PATIENCE)


def with_questions(bot: BotAtWork) -> dict[str, Any] | None:
    """What is open before James, once its questions are there."""
    view = bot.workspace.view_of(bot.person("James"))
    return view if view and first_of_each(view) else None


def result(bot: BotAtWork, person: str, words: str) -> dict[str, Any] | None:
    """What is open before them, once it says that."""
    view = bot.workspace.view_of(bot.person(person))
    return view if view and words in str(view) else None
