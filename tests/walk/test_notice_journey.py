"""An owner posts a notice, an author is shown both texts, the owner ends it: the bot over sockets."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.slack import ids
from tests.walk.bot_at_work import PATIENCE, BotAtWork, bot_for_compliance, text_of

pytestmark = pytest.mark.slow

ASKED = "On ne publie rien sur ce sujet avant l'annonce."
DRAFT = "La fusion avec AssurLac ferait un beau cas d'école. Comparez les frais avant de signer."
OWNER = "Élise"


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    with bot_for_compliance(published_data, tmp_path_factory.mktemp("notice"), "école") as bot:
        yield bot


def test_a_notice_is_posted_shown_beside_a_draft_and_ended(bot: BotAtWork) -> None:
    def home() -> str:
        return text_of(bot.workspace.home_of(bot.person(OWNER)) or {})

    bot.workspace.open_home(bot.person(OWNER))
    bot.workspace.wait_for(lambda: bot.workspace.home_of(bot.person(OWNER)), PATIENCE)
    bot.press_at_home("home_library", OWNER)
    bot.workspace.wait_for(lambda: ids.POST_NOTICE in str(bot.workspace.home_of(bot.person(OWNER))), PATIENCE)
    bot.press_at_home(ids.POST_NOTICE, OWNER)
    bot.opened(OWNER, "Publier un avis")
    notice = {"kind": "silence", "title": "Période de silence", "text": ASKED, "words": "fusion*"}
    wrong = bot.workspace.submit(bot.person(OWNER), notice | {"since": "2026-01-02", "until": "2026-01-01"})
    assert list(wrong.words) == ["until"]
    bot.workspace.submit(bot.person(OWNER), notice | {"since": "2026-01-02", "until": "2099-01-01"})
    bot.workspace.wait_for(lambda: ASKED in home(), PATIENCE)

    card = text_of(bot.card(bot.say(DRAFT), seconds=PATIENCE))
    assert card.index("lisez ce qui suit") < card.index(ASKED) < card.index("cas d'école")

    bot.press_at_home(ids.END_NOTICE, OWNER)
    bot.workspace.wait_for(lambda: ASKED not in home(), PATIENCE)
    later = text_of(bot.card(bot.say(f"Encore. {DRAFT}"), seconds=PATIENCE))
    assert ASKED not in later
