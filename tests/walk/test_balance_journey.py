"""What an author says was posted counts in their balance, and the next card knows: the bot over sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

US = "Notre bureau de Québec ouvre maintenant le jeudi soir, jusqu'à 20 h."


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("balance"), "jeudi soir") as bot:
        yield bot


def test_a_post_about_us_is_weighed_against_the_firms_own_clause(bot: BotAtWork) -> None:
    ts = bot.say(US)
    card = bot.card(ts, seconds=PATIENCE)
    assert "votre seul texte publié des 30 derniers jours parlerait de nous" in text_of(card)
    assert "au moins quatre publications sur cinq sont des ressources" in text_of(card)

    bot.open(card, ids.POSTED, "C'est publié")
    bot.workspace.submit(bot.person("Amélie"), {"text": US, "link": "", "day": "2026-11-16"})
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)
    assert "textes qui parlent de nous" in text_of(told[0])
