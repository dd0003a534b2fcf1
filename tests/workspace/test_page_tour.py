"""The tour on the page, with the bot moved by hand: it begins, notices, goes on elsewhere, and ends."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.files import GivenFile
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.axe import wrong_on
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot
from tests.workspaces import local_workspace

__all__ = ["amelie", "bot", "browser", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

POLICY = GivenFile("politique.md", "text/markdown", b"# Politique")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace that has a file for the tour in French."""
    with local_workspace(tmp_path, tour_files={"fr": POLICY}) as running:
        yield running


def begin(page: Page) -> Locator:
    """Take the tour, from where it is offered; its card."""
    page.locator("#conversation [data-focus=tour]").click()
    page.locator("#tour [data-focus=next]").click()
    return page.locator("#tour")


def answer(workspace: LocalWorkspace, bot: WebClient, person: Person, action: str = "card_posted") -> None:
    """The bot answers the person's newest message, as it does once it is more than reading."""
    ts = workspace.messages(person)[-1]["ts"]
    button = {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": "Lire"}}
    verdict = {"type": "header", "text": {"type": "plain_text", "text": "Rien relevé"}}
    blocks: list[dict[str, Any]] = [verdict, {"type": "actions", "elements": [button]}]
    bot.chat_postMessage(channel=person.channel, text="Relu", blocks=blocks, thread_ts=ts)


def send_draft(tour: Locator, workspace: LocalWorkspace, person: Person) -> None:
    """Have the tour send the draft of its step."""
    before = len(workspace.messages(person))
    tour.locator("[data-focus=act]").click()
    workspace.wait_for(lambda: len(workspace.messages(person)) > before)


def test_it_sends_the_draft_notices_the_answer_and_says_what_to_look_at(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    tour = begin(page)
    expect(tour.get_by_role("heading")).to_have_text("Un bon billet")
    send_draft(tour, workspace, amelie)
    assert "relevé de fin d'année" in workspace.messages(amelie)[-1]["text"]
    expect(tour).to_contain_text("Vigie y travaille…")
    expect(tour.locator(".tour-look-at, .tour-done")).to_have_count(0)

    answer(workspace, bot, amelie)
    expect(tour).to_contain_text("Regardez la première ligne.")
    expect(tour.locator("[data-focus=next]")).to_have_class("button primary")
    expect(page.locator("#thread .tour-look")).to_have_text("Rien relevé")
    expect(tour.locator("[data-focus=next]")).to_be_focused()  # the button that sent the draft is gone
    assert wrong_on(page) == []


def test_it_points_at_the_next_button_to_press_and_leads_the_keyboard_there(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    tour = begin(page)
    tour.locator("[data-focus=next]").click()
    send_draft(tour, workspace, amelie)
    answer(workspace, bot, amelie, "card_clause")
    expect(page.locator("#thread .tour-press")).to_have_text("Lire")

    tour.get_by_role("button", name="Appuyez sur Lire.").press("Enter")
    expect(page.locator("#thread .tour-press")).to_be_focused()
    expect(tour.locator(".ticked")).to_have_count(0)  # pressed or not, nothing has opened


def test_it_goes_on_in_its_own_language_after_a_reload_and_in_another_place(
    workspace: LocalWorkspace, bot: WebClient, visit: Visit
) -> None:
    james = workspace.person("James")
    page = visit(workspace, james)
    tour = begin(page)
    send_draft(tour, workspace, james)
    answer(workspace, bot, james)
    expect(tour.locator(".tour-done")).to_be_visible()

    page.locator(f'#people [data-focus="{workspace.person("Nadia").id}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", "fr-CA")
    page.reload()
    expect(tour).to_have_attribute("lang", "en")
    expect(tour.get_by_role("heading")).to_have_text("A good post")
    expect(tour.locator(".tour-done")).to_be_visible()

    tour.get_by_role("button", name="Take me there").click()
    expect(page.locator("#thread")).to_contain_text("Rien relevé")
    expect(page.locator("html")).to_have_attribute("lang", "en-CA")


def go_on_to(tour: Locator, step: str) -> None:
    """Leave out what comes before that step."""
    while tour.get_attribute("data-step") != step:
        before = tour.get_attribute("data-step")
        tour.locator("[data-focus=next]").click()
        expect(tour).not_to_have_attribute("data-step", before or "")


def test_a_step_that_follows_from_one_left_out_says_so_and_the_tour_goes_on(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    tour = begin(visit(workspace, amelie))
    go_on_to(tour, "decision")
    expect(tour).to_contain_text("cette étape suit une étape précédente")
    expect(tour.locator("[data-focus=act]")).to_have_count(0)
    go_on_to(tour, "end")
    expect(tour.get_by_role("button", name="Terminer")).to_be_visible()


def test_the_owner_gives_the_file_that_the_workspace_has_for_the_tour(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    elise = workspace.person("Élise")
    tour = begin(visit(workspace, amelie))
    go_on_to(tour, "policy")
    send_draft(tour, workspace, elise)
    [given] = workspace.messages(elise)[-1]["files"]
    assert given["name"] == POLICY.name

    answer(workspace, bot, elise)  # with nothing to try: it was given before
    expect(tour).to_contain_text("Il n'y a rien à publier ici")
    expect(tour.locator(".tour-tasks")).to_have_count(0)


def test_where_the_workspace_has_no_file_the_tour_says_how_to_give_one(
    workspace: LocalWorkspace, visit: Visit
) -> None:
    page = visit(workspace, workspace.person("James"))
    tour = begin(page)
    go_on_to(tour, "policy")
    tour.locator("[data-focus=act]").click()
    expect(tour).to_contain_text("Attach the next version of one of them")
    expect(page).to_have_title("Vigie · Élise Gagnon")
    assert not workspace.messages(workspace.person("Élise"))


def test_it_can_be_folded_and_left_and_escape_does_neither(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie, viewport={"width": 390, "height": 800})
    tour = begin(page)
    page.keyboard.press("Escape")
    composer = page.locator("#conversation .composer").bounding_box()
    sheet = tour.bounding_box()
    assert composer is not None
    assert sheet is not None
    assert composer["y"] + composer["height"] <= sheet["y"]  # it covers nothing

    tour.get_by_role("button", name="Réduire").click()
    expect(tour.get_by_role("heading")).to_have_count(0)
    tour.get_by_role("button", name="Déplier").click()
    expect(tour.get_by_role("heading")).to_have_text("Un bon billet")
    expect(page.locator("#conversation [data-focus=tour]")).to_have_count(0)

    tour.get_by_role("button", name="Quitter la visite").click()
    expect(tour).to_be_hidden()
    page.reload()
    expect(page.locator("#conversation [data-focus=tour]")).to_be_visible()
    expect(tour).to_be_hidden()


def test_a_workspace_that_begins_anew_ends_the_tour(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    expect(begin(page)).to_be_visible()

    workspace.stop()
    workspace.start()
    expect(page.locator("#tour")).to_be_hidden()


def test_a_page_is_given_the_file_of_the_tour_where_there_is_one(workspace: LocalWorkspace) -> None:
    address = f"{workspace.page_url}ui/tour-file?language="
    with urlopen(f"{address}fr") as found:  # noqa: S310
        given = json.load(found)
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}en")  # noqa: S310

    assert base64.b64decode(given["content_base64"]) == POLICY.content
    assert (given["name"], given["mimetype"]) == (POLICY.name, POLICY.mimetype)
