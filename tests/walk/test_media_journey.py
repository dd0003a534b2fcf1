"""A poll and the text for an image, asked for on the card of a review: the whole bot over sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

PROMISE = "Comparez les frais avant de signer. Chez nous, rendement garanti de 8 % par an. (photo ci-dessous)"


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("media"), "garanti de 8") as bot:
        yield bot


def test_a_rewrite_offers_a_poll_and_an_image_gets_a_text_that_was_reviewed(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    card = bot.card(ts, seconds=PATIENCE)

    poll = bot.open(card, ids.POLL, "Un sondage à publier")
    assert all(f"option-{number}" in str(poll) for number in (1, 2, 3, 4))
    bot.workspace.close(bot.person("Amélie"), all_of_them=True)

    bot.open(card, ids.ALT_TEXT, "Texte de l'image")
    nothing = bot.workspace.submit(bot.person("Amélie"), {"kind": "chart", "shows": " "})
    assert list(nothing.words) == ["shows"]
    bot.workspace.submit(
        bot.person("Amélie"), {"kind": "chart", "shows": "Rendement garanti, en rouge", "reads": "8 %"}
    )
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)
    assert "Graphique: Rendement garanti, en rouge. Texte de l'image: « 8 % »." in text_of(told[0])
    assert "À revoir avant de copier" in text_of(told[0])
