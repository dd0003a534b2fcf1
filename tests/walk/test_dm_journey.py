"""What people live through: the page, the bot and the published library, with nothing put in their place."""

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.workspace.faults import Fault
from tests.browser import Visit, browser, visit
from tests.walk.bot_at_work import BotAtWork, bot_in_thread
from tests.workspace.on_the_page import last_message, write
from tests.workspaces import local_workspace

pytestmark = pytest.mark.slow

__all__ = ["browser", "visit"]

ADVICE = (
    "La lettre de renouvellement arrive souvent quatre mois avant la fin du terme. "
    "Comparez la pénalité de chaque offre avant de signer. "
    "Demandez aussi combien coûte un remboursement anticipé, et notez la date de l'offre."
)
PROMISE = "Chez nous, votre épargne a un rendement garanti de 8 % par an."
HOSTILE = (
    "<script>alert(1)</script> <!channel> <@U0PRIYA001> @here *gras* `code` 🎉 👩🏽‍💻 "
    "<img src=https://example.test/x onerror=alert(1)> <https://example.test|notre site> "
    'Rendement garanti "sans risque"! ' + "é" * 2800
)


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    """The bot over a copy of the published library."""
    folder = tmp_path_factory.mktemp("journey")
    data = Path(shutil.copytree(published_data, folder / "data"))
    with local_workspace(folder) as workspace, bot_in_thread(workspace, data, io.StringIO()):
        yield BotAtWork(workspace)


def use_tool(page: Page, tool: str) -> None:
    """Press a tool of the newest message of the conversation."""
    last_message(page).hover()
    last_message(page).get_by_label(tool).click()


def test_a_draft_with_a_promise_is_mended_with_the_bot_then_removed(bot: BotAtWork, visit: Visit) -> None:
    page = visit(bot.workspace, bot.person("Amélie"), viewport={"width": 1280, "height": 900})
    conversation, thread = page.locator("#conversation"), page.locator("#thread")
    expect(conversation.get_by_role("button", name="Un billet qui promet trop")).to_be_visible()
    expect(conversation).to_contain_text("Bonjour, je suis Vigie")
    for method in ("chat.postMessage", "chat.update"):
        bot.workspace.faults.next_calls(method, Fault(delay=0.4))

    write(page, f"{ADVICE} {PROMISE}")
    expect(conversation.locator(".status")).to_contain_text("Vigie lit votre message")
    expect(thread).to_contain_text("Je lis votre brouillon…")
    expect(conversation.locator(".status")).to_have_count(0)
    expect(thread).to_contain_text("À revoir avant de publier")
    expect(thread.locator("blockquote").first.locator("strong")).to_contain_text("garanti")
    expect(thread.locator("blockquote").nth(1)).to_contain_text("PMS-5.1 Aucune garantie")
    expect(thread.locator("blockquote").nth(1)).to_contain_text(
        "Nous ne promettons ni rendement, ni résultat, ni absence de perte."
    )
    expect(thread.locator("pre")).to_contain_text(ADVICE)
    expect(thread.locator("pre")).not_to_contain_text("garanti de 8 %")

    first = thread.locator("pre").inner_text()
    thread.get_by_role("button", name="Une autre version").click()
    expect(thread.locator("pre")).not_to_have_text(first)
    expect(thread.locator("pre")).to_contain_text(ADVICE)

    thread.locator(".select").click()
    page.get_by_role("option", name="X", exact=True).click()
    expect(thread).to_contain_text("Nouvelle relecture: elle remplace la précédente.")
    expect(thread.locator(".select")).to_have_text("X")

    use_tool(page, "Modifier le message")
    conversation.locator(".editor textarea").fill(ADVICE)
    conversation.locator(".editor textarea").press("Enter")
    expect(thread).to_contain_text("Rien relevé; ce n'est pas une approbation")
    expect(thread).not_to_contain_text("garanti")

    use_tool(page, "Supprimer")
    page.get_by_role("dialog").get_by_text("Supprimer", exact=True).click()
    expect(thread).to_contain_text("Vous avez retiré ce brouillon: sa relecture n'est plus affichée.")
    expect(page.locator("body")).not_to_contain_text("épargne")
    expect(thread.locator("article")).to_have_count(2)


def test_each_person_is_met_in_their_language_and_a_guest_is_told_no(bot: BotAtWork, visit: Visit) -> None:
    page = visit(bot.workspace, bot.person("Camille"))
    page.get_by_role("button", name="James Whitaker").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-CA")
    expect(page.locator("#conversation")).to_contain_text("Hello, I am Vigie")

    page.get_by_role("button", name="A post that promises too much").click()
    expect(page.locator("#thread")).to_contain_text("Do not post")
    expect(page.locator("#thread blockquote").nth(1)).to_contain_text("PMS-5.1 No guarantee")
    page.locator("#thread").get_by_role("button", name="More actions").last.click()
    expect(page.get_by_role("menuitem", name="That was a question")).to_be_visible()
    page.keyboard.press("Escape")

    page.get_by_role("button", name="Alex Morin").click()
    expect(page.get_by_label("Message à Vigie")).to_be_visible()
    write(page, PROMISE)
    expect(last_message(page, "#thread")).to_contain_text("Vigie est réservée au personnel de la firme")
    expect(page.locator("#thread blockquote")).to_have_count(0)


def test_a_hostile_draft_is_text_from_the_first_word_to_the_card(bot: BotAtWork, visit: Visit) -> None:
    page = visit(bot.workspace, bot.person("Priya"))
    expect(page.locator("#conversation")).to_contain_text("Only you see my reviews here")

    write(page, HOSTILE)
    expect(page.locator("#thread")).to_contain_text("Do not post")

    expect(last_message(page).locator(".rich-line")).to_have_text(HOSTILE)
    expect(page.locator("#thread article").first.locator(".rich-line")).to_have_text(HOSTILE)
    expect(last_message(page).locator("strong, code, .mention")).to_have_count(0)
    expect(page.locator(".rich-text script, .rich-text img")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
