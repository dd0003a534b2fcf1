"""An officer opens the figures of their firm on their own page: the bot over sockets."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.slack.ids import SEND_FIGURES
from bot.texts import say
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of
from tests.walk.reviews_noted import note, noted
from tests.workspace.downloads import content_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps everything."""
    return tmp_path_factory.mktemp("figures") / "data"


@pytest.fixture(scope="module")
def bot(published_data: Path, data: Path) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, data.parent, "jeudi soir") as bot:
        yield bot


def test_an_officer_reads_that_too_few_people_asked_and_where_the_firm_stands(bot: BotAtWork) -> None:
    def home() -> str:
        return text_of(bot.workspace.home_of(bot.person("Nadia")) or {})

    bot.workspace.open_home(bot.person("Nadia"))
    bot.workspace.wait_for(lambda: bot.workspace.home_of(bot.person("Nadia")), PATIENCE)
    bot.press_at_home("home_figures", "Nadia")
    bot.workspace.wait_for(lambda: say("figures.nothing", "fr", fewest=5) in home(), PATIENCE)

    bot.press_at_home("home_maturity", "Nadia")
    bot.workspace.wait_for(lambda: say("maturity.next", "fr") in home(), PATIENCE)


def test_an_officer_is_given_the_figures_as_a_picture_and_a_table(bot: BotAtWork, data: Path) -> None:
    nadia = bot.person("Nadia")
    note(data, *noted(6, bot.workspace.identity.team))
    bot.press_at_home("home_figures", "Nadia")
    bot.workspace.wait_for(lambda: SEND_FIGURES in str(bot.workspace.home_of(nadia)), PATIENCE)
    bot.press_at_home(SEND_FIGURES, "Nadia")

    def given() -> list[dict[str, Any]]:
        return [file for message in bot.workspace.messages(nadia) for file in message.get("files", ())]

    picture, table = bot.workspace.wait_for(given, PATIENCE)
    assert content_of(bot.workspace, picture["id"]).startswith(b"\x89PNG")
    assert "6 brouillons" in picture["alt_txt"]
    assert '"Brouillons relus"' in content_of(bot.workspace, table["id"]).decode("utf-8-sig")
