"""A text is offered, accepted, found beside a rewrite, and taken back: the whole bot over sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

GOOD = (
    "Votre hypothèque se renouvelle cette année? Trois gestes: demandez l'offre de renouvellement par écrit, "
    "comparez le taux, le terme et la pénalité avec deux autres prêteurs, puis notez ce que change chaque "
    "paiement."
)
PROMOTION = (
    "Votre hypothèque se renouvelle? Comparez l'offre de renouvellement, le terme et le paiement avec un "
    "autre prêteur. Chez nous, rendement garanti de 8 % par an, sans aucun risque!"
)


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(
        published_data, tmp_path_factory.mktemp("examples"), "deux autres prêteurs"
    ) as bot:
        yield bot


def searched(bot: BotAtWork, words: str, person: str) -> dict[str, Any]:
    """What a search is answered, where it was typed."""
    who = bot.person(person)
    before = len(bot.workspace.private(who))
    bot.workspace.command(who, words)
    return bot.workspace.wait_for(lambda: bot.workspace.private(who)[before:], PATIENCE)[0]


def test_a_text_is_offered_accepted_found_and_taken_back(bot: BotAtWork) -> None:
    ts = bot.say(GOOD)
    card = bot.card(ts, seconds=PATIENCE)
    form = bot.open(card, ids.OFFER_GOOD_POST, "Offrir en exemple")
    [agree] = [each for each in form["blocks"] if each.get("block_id") == "agree"]
    ticked = agree["element"]["options"][0]["value"]
    assert list(bot.workspace.submit(bot.person("Amélie"), {"named": "no", "agree": []}).keys) == ["agree"]
    bot.workspace.submit(bot.person("Amélie"), {"named": "no", "agree": [ticked]})
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)
    assert "Votre texte est offert en exemple" in text_of(told[0])

    elise = bot.person("Élise")
    bot.workspace.open_home(elise)
    bot.workspace.wait_for(lambda: bot.workspace.home_of(elise), PATIENCE)
    bot.press_at_home("home_offers", "Élise")
    bot.workspace.wait_for(lambda: ids.SETTLE_GOOD_POST in str(bot.workspace.home_of(elise)), PATIENCE)
    bot.press_at_home(ids.SETTLE_GOOD_POST, "Élise")
    assert "deux autres prêteurs" in str(bot.opened("Élise", "Un bon exemple?"))
    bot.workspace.submit(elise, {"outcome": "accepted", "note": "Des gestes concrets."})
    decided = bot.workspace.wait_for(lambda: bot.answers(ts)[2:], PATIENCE)
    assert "Des gestes concrets." in text_of(decided[0])

    theirs = bot.card(bot.say(PROMOTION, "Camille"), "Camille", PATIENCE)
    assert "a été retenu comme bon exemple" in text_of(theirs)
    assert not any(each in text_of(theirs) for each in ("prêteurs", "Amélie", "Tremblay"))
    page = bot.open(theirs, ids.READ_GOOD_POST, "Un bon exemple", "Camille")
    assert "deux autres prêteurs" in str(page)
    assert "Amélie" not in str(page)
    bot.workspace.close(bot.person("Camille"), all_of_them=True)
    found = searched(bot, "/vigie examples renewal mortgage", "Priya")
    assert "Votre hypothèque se renouvelle" in text_of(found)

    assert bot.press(bot.answers(ts)[2], ids.TAKE_BACK_GOOD_POST)
    bot.workspace.wait_for(lambda: "Vous avez repris votre texte" in text_of(bot.answers(ts)[2]), PATIENCE)
    bot.open(theirs, ids.READ_GOOD_POST, "Rien à ouvrir", "Camille")
    assert "no good example" in text_of(searched(bot, "/vigie examples", "Priya"))
