"""An officer opens the figures of their firm on their own page: the bot over sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.texts import say
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("figures"), "jeudi soir") as bot:
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
