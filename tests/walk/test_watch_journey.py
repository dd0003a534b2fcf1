"""Client data in a draft, a post that went out, a finding that is contested: the whole bot over sockets."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS, POLICY_OWNERS
from bot.workspace.pressing import Press
from tests.walk.bot_at_work import BotAtWork, BotProcess, find_action, text_of
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

CLIENT = "Bienvenue à notre cliente Mme Josée Lachance, NAS 046 454 286, enfin propriétaire!"
PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
PATIENCE = 90.0
CHANNEL = COMPLIANCE_CHANNEL.id


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    folder = tmp_path_factory.mktemp("watch")
    data = Path(shutil.copytree(published_data, folder / "data"))
    given = {
        "VIGIE_COMPLIANCE_CHANNEL": CHANNEL,
        "VIGIE_COMPLIANCE_OFFICERS": COMPLIANCE_OFFICERS.id,
        "VIGIE_POLICY_OWNERS": POLICY_OWNERS.id,
    }
    with local_workspace(folder, scopes=ids.SCOPES, commands=ids.COMMANDS) as workspace:
        workspace.let_bot_in(CHANNEL)
        process = BotProcess(workspace, data, **given)
        process.start()
        workspace.wait_for(lambda: workspace.connected, PATIENCE)
        yield BotAtWork(workspace)
        process.close()
        assert "Lachance" not in process.log


def alerts(bot: BotAtWork) -> list[dict[str, Any]]:
    """The bot's messages in the compliance channel."""
    return [each for each in bot.workspace.messages_in(COMPLIANCE_CHANNEL) if "bot_id" in each]


def opened(bot: BotAtWork, person: str, title: str) -> dict[str, Any]:
    """The page or form on top of all that is open before them, once it has that title."""

    def there() -> dict[str, Any] | None:
        view = bot.workspace.view_of(bot.person(person))
        return view if view and view["title"]["text"] == title else None

    view = bot.workspace.wait_for(there, PATIENCE)
    assert view is not None
    return view


def press(bot: BotAtWork, message: dict[str, Any], action: str, person: str, channel: str = "") -> None:
    """A button of a message."""
    block, element = find_action(message, action)
    who = bot.person(person)
    value = element.get("value", "")
    assert bot.workspace.press(who, message["ts"], action, block["block_id"], value, channel=channel)


def choose_more(bot: BotAtWork, card: dict[str, Any], action: str, person: str = "Amélie") -> None:
    """A button of a card, or a choice of its menu of what is asked less often."""
    try:
        press(bot, card, action, person)
    except LookupError:
        block, menu = find_action(card, ids.MORE)
        [value] = [each["value"] for each in menu["options"] if each["value"].startswith(action)]
        who = bot.person(person)
        assert bot.workspace.press(who, card["ts"], ids.MORE, block["block_id"], choice=value)


def test_client_data_alerts_compliance_and_an_officer_reads_and_closes_it(bot: BotAtWork) -> None:
    ts = bot.say(CLIENT)
    card = bot.card(ts, seconds=PATIENCE)
    assert "Dans l'heure" in text_of(card)
    [alert] = bot.workspace.wait_for(lambda: alerts(bot), PATIENCE)
    assert "Amélie" in text_of(alert)
    assert "Lachance" not in str(alert)

    press(bot, alert, ids.READ_INCIDENT, "Nadia", CHANNEL)
    opened(bot, "Nadia", "Lire le texte")
    bot.workspace.submit(bot.person("Nadia"), {"why": "Prévenir la cliente"})
    assert "Lachance" in str(opened(bot, "Nadia", "Le texte"))

    bot.workspace.close(bot.person("Nadia"), all_of_them=True)
    press(bot, alert, ids.HANDLE_INCIDENT, "Thomas", CHANNEL)
    opened(bot, "Thomas", "Close the incident")
    bot.workspace.submit(bot.person("Thomas"), {"done": "La cliente est prévenue."})
    bot.workspace.wait_for(lambda: "Thomas Reid" in text_of(alerts(bot)[0]), PATIENCE)
    assert "La cliente est prévenue." in text_of(alerts(bot)[0])


def test_what_was_posted_is_compared_and_told_in_the_thread(bot: BotAtWork) -> None:
    ts = bot.say(PROMISE)
    card = bot.card(ts, seconds=PATIENCE)
    choose_more(bot, card, ids.POSTED)
    opened(bot, "Amélie", "C'est publié")
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
    choose_more(bot, card, ids.WRONG)
    form = opened(bot, "Amélie", "C'est une erreur")
    rule = form["blocks"][0]["element"]["options"][0]["value"]
    bot.workspace.submit(bot.person("Amélie"), {"rule": rule, "why": "C'est la loi", "share": ["yes"]})
    bot.workspace.wait_for(lambda: bot.answers(ts)[1:], PATIENCE)

    elise = bot.person("Élise")
    bot.workspace.open_home(elise)
    home = bot.workspace.wait_for(lambda: bot.workspace.home_of(elise), PATIENCE)
    assert home is not None
    show_at_home(bot, "Élise", "home_disagreements")
    bot.workspace.wait_for(lambda: ids.SETTLE in str(bot.workspace.home_of(elise)), PATIENCE)
    show_at_home(bot, "Élise", ids.SETTLE)
    assert "C'est la loi" in str(opened(bot, "Élise", "Contestation"))
    bot.workspace.submit(elise, {"outcome": "kept", "note": "La règle cite la loi."})
    told = bot.workspace.wait_for(lambda: bot.answers(ts)[2:], PATIENCE)
    assert "La règle cite la loi." in text_of(told[0])


def show_at_home(bot: BotAtWork, person: str, action: str) -> None:
    """A button of the person's own page."""
    who = bot.person(person)
    home = bot.workspace.home_of(who)
    assert home is not None
    block, element = find_action(home, action)
    assert bot.workspace.press_at_home(who, Press(action, block["block_id"], element.get("value", ""), ""))
