"""A person's own page, by role: what is theirs, what waits for them, and a sample from draw to end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack import ids
from bot.workspace.people import COMPLIANCE_OFFICERS
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

FINE = "Avant de comparer deux hypothèques, regardez la formule de pénalité. Demandez-la par écrit."
PROMISE = "Chez nous, rendement garanti de 8 % par an. Écrivez-moi en privé!"
CLIENT = "Bienvenue à notre cliente Mme Josée Lachance, NAS 046 454 286, enfin propriétaire!"


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("home"), "Lachance") as bot:
        yield bot


def once(bot: BotAtWork, seen: Callable[[], dict[str, Any] | None], says: str) -> dict[str, Any]:
    """What is seen, once it says that."""

    def there() -> dict[str, Any] | None:
        view = seen()
        return view if view and says in f"{view.get('title')}{text_of(view)}" else None

    found = bot.workspace.wait_for(there, PATIENCE)
    assert found is not None
    return found


def home(bot: BotAtWork, person: str, says: str) -> dict[str, Any]:
    """The person's own page, looked at now, once it says that."""
    who = bot.person(person)
    bot.workspace.open_home(who)
    return once(bot, lambda: bot.workspace.home_of(who), says)


def press(bot: BotAtWork, person: str, action: str, says: str) -> dict[str, Any]:
    """The page after a press, once it says that."""
    bot.press_at_home(action, person)
    return once(bot, lambda: bot.workspace.home_of(bot.person(person)), says)


def form(bot: BotAtWork, person: str, action: str, title: str) -> dict[str, Any]:
    """The form that a press on the page opens."""
    who = bot.person(person)
    press(bot, person, action, "")
    return once(bot, lambda: bot.workspace.view_of(who), title)


def actions_in(view: dict[str, Any]) -> set[str]:
    """What can be pressed."""
    return {
        each["action_id"]
        for block in view["blocks"]
        for each in block.get("elements", ())
        if "action_id" in each
    }


def test_an_employee_sees_their_own_reviews_a_page_at_a_time_and_no_part_of_another_role(
    bot: BotAtWork,
) -> None:
    assert "Rien encore." in text_of(home(bot, "Amélie", "Mes relectures"))

    for number in range(8):
        bot.card(bot.say(f"{PROMISE} {number}"), seconds=PATIENCE)
    bot.card(bot.say(CLIENT), seconds=PATIENCE)

    shown = home(bot, "Amélie", "renseignements à protéger")
    assert "Lachance" not in str(shown)
    assert f"{PROMISE} 7" in text_of(shown)
    assert {each for each in actions_in(shown) if each.startswith(ids.HOME)} == {
        "home_mine", "home_examples", "home_learning", "home_policies", "home_next",
    }  # fmt: skip
    assert f"{PROMISE} 0" in text_of(press(bot, "Amélie", "home_next", "Précédents"))
    assert "PMS" in text_of(press(bot, "Amélie", "home_policies", "en vigueur"))


def test_a_share_of_what_found_nothing_is_drawn_read_and_its_outcome_recorded(bot: BotAtWork) -> None:
    nadia = bot.person("Nadia")
    bot.card(bot.say(FINE, "James"), "James", PATIENCE)
    home(bot, "Nadia", "Mes relectures")
    press(bot, "Nadia", "home_sample", "Aucune relecture tirée")

    form(bot, "Nadia", ids.DRAW_SAMPLE, "Tirage au sort")
    assert list(bot.workspace.submit(nadia, {"days": "7", "share": "trop"}).words) == ["share"]
    bot.workspace.submit(nadia, {"days": "7", "share": "100"})
    drawn = once(bot, lambda: press(bot, "Nadia", "home_sample", ""), "James Whitaker")
    assert FINE not in text_of(drawn)

    assert FINE in text_of(form(bot, "Nadia", ids.READ_SAMPLE, "Relecture du tirage"))
    bot.workspace.submit(nadia, {"outcome": "missed", "note": "Une source manque."})
    once(bot, lambda: press(bot, "Nadia", "home_sample", ""), "Aucune relecture tirée")
    press(bot, "Nadia", "home_filter_decided", "un problème a échappé aux règles")

    assert "échappé" not in text_of(home(bot, "James", "My reviews"))


def test_an_officer_finds_what_waits_where_the_role_gives_it_and_no_more_once_it_is_gone(
    bot: BotAtWork,
) -> None:
    home(bot, "Thomas", "My reviews")
    assert "James Whitaker" not in text_of(press(bot, "Thomas", "home_queue", "Nothing waits"))
    incidents = press(bot, "Thomas", "home_incidents", "Incident open")
    assert "Amélie Tremblay" in text_of(incidents)
    assert "Lachance" not in str(incidents)

    bot.workspace.set_group(COMPLIANCE_OFFICERS.id, [bot.person("Nadia")])
    shown = bot.workspace.wait_for(
        lambda: next(
            (view for view in [home(bot, "Thomas", "")] if "home_incidents" not in actions_in(view)), None
        ),
        PATIENCE,
    )
    assert shown is not None
    assert "Incident open" not in text_of(shown)


def test_a_guest_is_refused_politely(bot: BotAtWork) -> None:
    shown = home(bot, "Alex", "réservée au personnel")

    assert actions_in(shown) == set()
