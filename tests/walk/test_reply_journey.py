"""Somebody answers a complaint in public, and reads what such an answer needs: the whole bot over sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

REFUSED = "@patrice Votre contrat ne couvrait pas le refoulement, c'est pourquoi la plainte a été rejetée."
ADVICE = "Hi Isabelle, in your case I would take money out of the RRSP before you retire."


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("reply"), "patrice") as bot:
        yield bot


def test_a_reply_to_a_complaint_gets_the_words_of_the_firm(bot: BotAtWork) -> None:
    card = text_of(bot.card(bot.say(REFUSED), seconds=PATIENCE))

    assert "Une réponse à une plainte" in card
    assert "moins de 2 heures" in card
    assert "équipe des plaintes vous répondra" in card


def test_advice_to_one_person_in_public_is_stopped(bot: BotAtWork) -> None:
    card = text_of(bot.card(bot.say(ADVICE, "James"), "James", seconds=PATIENCE))

    assert "A reply to somebody's question" in card
    assert "Personal advice in public" in card
    assert "PMS-4.1" in card
