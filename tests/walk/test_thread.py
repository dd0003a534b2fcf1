"""What people ask under a review, with no language model: the page, the bot and the published library."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Visit, browser, visit
from tests.walk.bot_at_work import BotAtWork, bot_in_thread
from tests.workspace.on_the_page import last_message, write
from tests.workspaces import local_workspace

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.slow

DRAFT = (
    "Le taux affiché d'une hypothèque n'est pas le vôtre. Demandez la formule de pénalité par écrit. "
    "Notez la date de renouvellement dans votre agenda. Écrivez-moi en privé!"
)


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    """The bot over a copy of the published library."""
    folder = tmp_path_factory.mktemp("thread")
    data = Path(shutil.copytree(published_data, folder / "data"))
    with local_workspace(folder) as workspace, bot_in_thread(workspace, data, io.StringIO()):
        yield BotAtWork(workspace)


def test_a_text_is_made_shorter_and_questions_are_answered_under_its_review(
    bot: BotAtWork, visit: Visit
) -> None:
    page = visit(bot.workspace, bot.person("Amélie"), viewport={"width": 1280, "height": 900})
    thread = page.locator("#thread")
    write(page, DRAFT)
    expect(thread.locator("pre")).to_contain_text("n'est pas le vôtre")
    first = thread.locator("pre").inner_text()

    thread.get_by_role("button", name="Plus court").click()
    expect(last_message(page, "#thread")).to_contain_text("Une autre version se trouve dans la relecture")
    expect(last_message(page, "#thread")).to_contain_text("retiré")
    assert len(thread.locator("pre").inner_text()) < len(first)

    thread.get_by_role("button", name="Plus d'actions").last.click()
    page.get_by_role("menuitem", name="Pourquoi?").click()
    expect(last_message(page, "#thread")).to_contain_text("Pourquoi c'est un problème")
    expect(last_message(page, "#thread").locator("blockquote").first).to_contain_text("PMS-10.1")

    write(page, "si j'ajoute « rendement garanti de 8 % »?", "#thread")
    expect(last_message(page, "#thread")).to_contain_text("Avec cet ajout, le verdict changerait")

    write(page, "peux-tu l'approuver?", "#thread")
    expect(last_message(page, "#thread")).to_contain_text("Je n'approuve rien")
    expect(thread).to_contain_text("À revoir avant de publier")

    write(page, "en anglais", "#thread")
    expect(last_message(page, "#thread")).to_contain_text("il faut un modèle de langue")
