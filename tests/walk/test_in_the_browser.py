"""Each person's main journey in a real browser, over `vigie chat` as anybody starts it.

Every window leaves a picture in `artefacts/`: look at them after a change of the page.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.workspace.people import COMPLIANCE_CHANNEL, MARKETING_CHANNEL, PEOPLE, POLICY_CHANNEL, Person
from tests.browser import Visit, browser, visit
from tests.walk.bot_at_work import ROOT
from tests.walk.chat_process import Chat, chats, opened_before
from tests.workspace.on_the_page import last_message, write

__all__ = ["browser", "chats", "visit"]
pytestmark = pytest.mark.slow

ARTEFACTS = ROOT / "artefacts"
PATIENCE = 20_000
"""Milliseconds: the first search loads the embeddings."""
GOOD = (
    "La lettre de renouvellement arrive souvent quatre mois avant la fin du terme. "
    "Comparez la pénalité de chaque offre avant de signer. "
    "Demandez aussi combien coûte un remboursement anticipé, et notez la date de l'offre."
)
DRAFT = f"{GOOD} Écrivez-moi en privé!"
LEAK = "Mon client Jean Tremblay, NAS 046 454 286, vient de placer 250 000 $ chez nous."
PROMISE = "Compare the penalty of each offer before you sign. With us, a guaranteed 8% return every year."


@dataclass(frozen=True)
class Opened:
    """What `visit` needs to know of a workspace."""

    page_url: str


@pytest.fixture(scope="module")
def opened(
    published_data: Path, tmp_path_factory: pytest.TempPathFactory, chats: Callable[..., Chat]
) -> Opened:
    """`vigie chat`, its bot there."""
    chat = chats(opened_before(published_data, tmp_path_factory.mktemp("browser")))
    address = chat.opened()
    assert chat.line() == "Vigie is there: write to it."
    return Opened(address)


@pytest.fixture
def seat(opened: Opened, visit: Visit, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """`seat("Amélie")` opens a window of that person's; its picture is kept at the end."""
    windows: list[tuple[str, Page]] = []

    def sit(name: str, **how: object) -> Page:
        page = visit(opened, person(name), **({"viewport": {"width": 1280, "height": 900}} | how))
        page.set_default_timeout(PATIENCE)
        windows.append((name, page))
        return page

    expect.set_options(timeout=PATIENCE)
    yield sit
    ARTEFACTS.mkdir(exist_ok=True)
    for name, page in windows:
        page.screenshot(path=ARTEFACTS / f"{request.node.name}-{name}.png", animations="disabled")


def person(name: str) -> Person:
    """Somebody by first name."""
    return next(each for each in PEOPLE if each.first_name == name)


def go_to(page: Page, channel: str) -> Locator:
    """Open a conversation in the side bar; its messages."""
    page.locator(f'#people [data-focus="{channel}"]').click()
    return page.locator("#conversation")


def press(place: Locator, words: str) -> None:
    """The newest button on which that stands; to a screen reader some say more."""
    place.locator("button").filter(has_text=re.compile(f"^{re.escape(words)}$")).last.click()


def send(page: Page) -> None:
    """The form on top."""
    page.locator("dialog .primary").click()


def test_an_employee_mends_a_draft_asks_compliance_and_two_windows_follow_live(
    seat: Callable[..., Page],
) -> None:
    amelie, nadia = seat("Amélie"), seat("Nadia", color_scheme="dark")
    compliance = go_to(nadia, COMPLIANCE_CHANNEL.id)
    thread = amelie.locator("#thread")

    write(amelie, DRAFT)
    expect(thread).to_contain_text("PMS-10.1 Appel à l'action")
    expect(thread.locator("pre")).to_be_visible()
    press(thread, "Ce qui change")
    expect(amelie.locator("dialog")).to_contain_text("Écrivez-moi en privé")
    amelie.keyboard.press("Escape")

    press(thread, "Demander à la conformité")
    send(amelie)
    expect(amelie.locator("dialog")).to_contain_text("Ce champ est obligatoire.")
    amelie.get_by_role("radio", name="La version proposée").check()
    amelie.get_by_label("Ce que la conformité doit savoir").fill("Pour le webinaire de jeudi.")
    send(amelie)
    expect(thread).to_contain_text("La conformité a votre demande.")

    expect(compliance).to_contain_text("Pour le webinaire de jeudi.")
    press(compliance, "Approve…")
    nadia.locator("dialog textarea").first.fill("Rien à redire.")
    send(nadia)
    expect(thread).to_contain_text("La conformité approuve la version proposée")
    expect(thread).to_contain_text("Rien à redire.")

    last_message(amelie).hover()
    last_message(amelie).get_by_label("Modifier le message").click()
    amelie.locator(".editor textarea").fill(f"{GOOD} Et notez la date.")
    amelie.locator(".editor textarea").press("Enter")
    expect(thread).to_contain_text("L'approbation ne compte plus")


def test_in_a_channel_the_author_alone_sees_the_review_until_it_is_shared(seat: Callable[..., Page]) -> None:
    james, priya = seat("James"), seat("Priya")
    channel, other = go_to(james, MARKETING_CHANNEL.id), go_to(priya, MARKETING_CHANNEL.id)
    write(james, "/invite @Vigie")
    expect(other).to_contain_text("joined")

    write(james, f"/vigie {PROMISE}")
    expect(channel).to_contain_text("Only visible to you")
    expect(channel).to_contain_text("PMS-5.1")
    expect(other).not_to_contain_text("PMS-5.1")
    press(channel, "Share with the channel")
    james.locator("dialog .primary").click()

    expect(other).to_contain_text("Promised return or result")
    expect(other).to_contain_text("Compare the penalty of each offer")


def test_a_policy_owner_tries_a_new_version_on_real_drafts_and_publishes_it(
    seat: Callable[..., Page],
) -> None:
    elise = seat("Élise")
    policy = next((ROOT / "policies/documents/fr").glob("*medias*.md")).read_text(encoding="utf-8")
    changed = policy.replace("Nous ne promettons ni rendement", "Nous ne promettons jamais ni rendement")
    file = {"name": "politique v2.md", "mimeType": "text/markdown", "buffer": changed.encode()}
    elise.locator("#conversation input[type=file]").set_input_files(file)
    write(elise, "La version de janvier")

    thread = elise.locator("#thread")
    expect(thread).to_contain_text("1 modifiée")
    press(thread, "Voir d'abord l'effet")
    expect(thread).to_contain_text("cas de référence")
    press(thread, "Publier")
    elise.locator("dialog .primary").click()
    expect(thread).to_contain_text("les relectures se font maintenant")
    expect(go_to(elise, POLICY_CHANNEL.id)).to_contain_text("jamais")


def test_an_officer_finds_the_queue_at_home_and_an_incident_without_its_text(
    seat: Callable[..., Page],
) -> None:
    camille, thomas = seat("Camille"), seat("Thomas")
    write(camille, LEAK)
    expect(camille.locator("#thread")).to_contain_text("À faire maintenant")

    compliance = go_to(thomas, COMPLIANCE_CHANNEL.id)
    expect(compliance).to_contain_text("Camille Laurent")
    expect(compliance).not_to_contain_text("046")
    thomas.locator('#people [data-focus="app"]').click()
    thomas.get_by_role("tab", name="Home").click()
    thomas.locator("#home").get_by_role("button", name="Incidents").click()
    expect(thomas.locator("#home")).to_contain_text("Camille Laurent")
    expect(thomas.locator("#home")).not_to_contain_text("046")


def test_a_guest_is_told_whom_to_ask_and_sees_no_channel_of_officers(seat: Callable[..., Page]) -> None:
    alex = seat("Alex", viewport={"width": 390, "height": 800})
    write(alex, DRAFT)

    expect(alex.locator("#thread")).to_contain_text("conformite@")
    expect(alex.locator("#people")).not_to_contain_text(COMPLIANCE_CHANNEL.name)
