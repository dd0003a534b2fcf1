"""Client data in a draft, a post that went out, a finding that is contested: the whole bot over sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.people import COMPLIANCE_CHANNEL
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

CLIENT = "Bienvenue à notre cliente Mme Josée Lachance, NAS 046 454 286, enfin propriétaire!"
PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
CHANNEL = COMPLIANCE_CHANNEL.id


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("watch"), "Lachance") as bot:
        yield bot


def alerts(bot: BotAtWork) -> list[dict[str, Any]]:
    """The bot's messages in the compliance channel."""
    return [each for each in bot.workspace.messages_in(COMPLIANCE_CHANNEL) if "bot_id" in each]


def test_client_data_alerts_compliance_and_an_officer_reads_and_closes_it(bot: BotAtWork) -> None:
    ts = bot.say(CLIENT)
    card = bot.card(ts, seconds=PATIENCE)
    assert "Dans l'heure" in text_of(card)
    [alert] = bot.workspace.wait_for(lambda: alerts(bot), PATIENCE)
    assert "Amélie" in text_of(alert)
    assert "Lachance" not in str(alert)

    assert bot.press(alert, ids.READ_INCIDENT, "Nadia", channel=CHANNEL)
    bot.opened("Nadia", "Lire le texte")
    bot.workspace.submit(bot.person("Nadia"), {"why": "Prévenir la cliente"})
    assert "Lachance" in str(bot.opened("Nadia", "Le texte"))

    bot.workspace.close(bot.person("Nadia"), all_of_them=True)
    assert bot.press(alert, ids.HANDLE_INCIDENT, "Thomas", channel=CHANNEL)
    bot.opened("Thomas", "Close the incident")
    bot.workspace.submit(bot.person("Thomas"), {"done": "La cliente est prévenue."})
    bot.workspace.wait_for(lambda: "Thomas Reid" in text_of(alerts(bot)[0]), PATIENCE)
    assert "La cliente est prévenue." in text_of(alerts(bot)[0])


def test_what_was_posted_is_compared_and_told_in_the_thread(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    card = bot.card(ts, seconds=PATIENCE)
    bot.open(card, ids.POSTED, "C'est publié")
    wrong = bot.workspace.submit(
        bot.person("Amélie"), {"text": PROMISE, "link": "http://x.example/1", "day": "2026-11-16"}
    )
    assert list(wrong.words) == ["link"]

    bot.workspace.submit(
        bot.person("Amélie"), {"text": PROMISE, "link": "https://x.example/1", "day": "2026-11-16"}
    )
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)
    assert "ni un texte approuvé" in text_of(told[0])


def test_a_contested_finding_is_settled_by_an_owner_and_its_author_told(bot: BotAtWork) -> None:
    ts = bot.say(f"{PROMISE} Vraiment.")
    card = bot.card(ts, seconds=PATIENCE)
    form = bot.open(card, ids.WRONG, "C'est une erreur")
    rule = form["blocks"][0]["element"]["options"][0]["value"]
    bot.workspace.submit(bot.person("Amélie"), {"rule": rule, "why": "C'est la loi", "share": ["yes"]})
    bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)

    elise = bot.person("Élise")
    bot.workspace.open_home(elise)
    home = bot.workspace.wait_for(lambda: bot.workspace.home_of(elise), PATIENCE)
    assert home is not None
    bot.press_at_home("home_disagreements", "Élise")
    bot.workspace.wait_for(lambda: ids.SETTLE in str(bot.workspace.home_of(elise)), PATIENCE)
    bot.press_at_home(ids.SETTLE, "Élise")
    assert "C'est la loi" in str(bot.opened("Élise", "Désaccord"))
    bot.workspace.submit(elise, {"outcome": "kept", "note": "La règle cite la loi."})
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[2:], PATIENCE)
    assert "La règle cite la loi." in text_of(told[0])
