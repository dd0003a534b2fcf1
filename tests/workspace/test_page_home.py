"""The page that the bot made for a person, beside its messages: drawn, used, published anew."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.a_form import option, plain
from tests.workspace.golden_files import golden
from tests.workspace.on_the_page import amelie, bot, pressed
from tests.workspaces import bolt_app, running

__all__ = ["amelie", "bot", "browser", "pressed", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone


def home(page: str = "1") -> dict[str, Any]:
    """A page with something to press."""
    button = {"type": "button", "action_id": "home_next", "text": plain("Suite"), "value": f"mine|{page}"}
    queue = {"type": "static_select", "action_id": "home_filter", "placeholder": plain("Lesquelles")}
    options = [option("tout"), option("bientôt")]
    chosen = queue | {"options": options, "initial_option": options[0]}
    table = [[{"type": "raw_text", "text": "Règle"}], [{"type": "raw_number", "value": 12}]]
    blocks = [
        {"type": "header", "text": plain(f"Page {page}")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "Le <!date^1790000000^{date_long}|jour>"},
        },
        {"type": "actions", "elements": [button, chosen]},
        {"type": "table", "rows": table},
    ]
    return {"type": "home", "blocks": blocks}


@pytest.fixture
def at_home(workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit) -> Page:
    """Amélie looks at what the bot published for her."""
    bot.views_publish(user_id=amelie.id, view=home())
    page = visit(workspace, amelie)
    page.get_by_role("tab", name="Accueil").click()
    return page


def test_the_home_is_drawn_and_the_messages_are_a_tab_away(at_home: Page) -> None:
    expect(at_home.locator("#home h3")).to_have_text("Page 1")
    expect(at_home.locator("#home .section-text")).to_have_text("Le lundi 21 septembre 2026")
    expect(at_home.locator("#home th")).to_have_text("Règle")
    expect(at_home.locator("#home td")).to_have_text("12")
    expect(at_home.locator("#conversation .composer")).to_be_hidden()

    at_home.reload()
    expect(at_home.locator("#home h3")).to_have_text("Page 1")

    at_home.get_by_role("tab", name="Accueil").press("ArrowRight")
    expect(at_home.get_by_role("tab", name="Messages")).to_be_focused()
    expect(at_home.locator("#home")).to_be_hidden()
    expect(at_home.locator("#conversation .composer")).to_be_visible()


def test_what_is_published_anew_takes_its_place_and_the_keyboard_stays(
    at_home: Page, bot: WebClient, amelie: Person
) -> None:
    at_home.get_by_role("button", name="Suite").focus()
    bot.views_publish(user_id=amelie.id, view=home("2"))

    expect(at_home.locator("#home h3")).to_have_text("Page 2")
    expect(at_home.get_by_role("button", name="Suite")).to_be_focused()


def test_a_home_that_was_never_published_says_so_in_the_persons_language(
    workspace: LocalWorkspace, bot: WebClient, visit: Visit
) -> None:
    james = workspace.person("James")
    page = visit(workspace, james)
    page.get_by_role("tab", name="Home").click()
    expect(page.locator("#home")).to_have_text("Vigie is preparing your home. It will show here.")

    bot.views_publish(user_id=james.id, view=home())
    expect(page.locator("#home h3")).to_have_text("Page 1")


def test_what_is_pressed_at_home_reaches_the_bot(
    workspace: LocalWorkspace, at_home: Page, pressed: list[dict[str, Any]]
) -> None:
    at_home.get_by_role("button", name="Suite").click()
    workspace.wait_for(lambda: len(pressed) == 1)
    at_home.get_by_role("button", name="Lesquelles: Tout").click()
    at_home.get_by_role("option", name="Bientôt").click()
    workspace.wait_for(lambda: len(pressed) == 2)

    assert pressed[0]["value"] == "mine|1"
    assert pressed[1]["selected_option"]["value"] == "bientôt"


def test_the_bot_hears_which_tab_is_opened(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    tabs: list[str] = []
    app = bolt_app(workspace)

    @app.event("app_home_opened")
    async def hear(event: dict[str, Any]) -> None:
        tabs.append(event["tab"])

    with running(app, workspace):
        page = visit(workspace, amelie)
        page.get_by_role("tab", name="Accueil").click()
        workspace.wait_for(lambda: tabs == ["messages", "home"])


def test_a_message_that_comes_meanwhile_is_marked(at_home: Page, bot: WebClient, amelie: Person) -> None:
    bot.chat_postMessage(channel=amelie.channel, text="Votre demande est approuvée")

    mark = at_home.get_by_role("tab", name="Messages").get_by_label("Nouveaux messages")
    expect(mark).to_be_visible()
    at_home.get_by_role("tab", name="Messages").click()
    expect(at_home.locator("article")).to_contain_text("approuvée")
    expect(at_home.locator(".unread-mark")).to_have_count(0)


@pytest.mark.slow
def test_every_home_of_the_bot_is_drawn_whole_also_on_a_telephone(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie, viewport={"width": 390, "height": 844})
    page.get_by_role("tab", name="Accueil").click()
    homes = [each for each in golden() if each.get("type") == "home"]
    for each in homes:
        blocks = len(each["blocks"])
        bot.views_publish(user_id=amelie.id, view={"type": "home", "blocks": each["blocks"]})
        expect(page.locator("#home .home-blocks > .block")).to_have_count(blocks)
        expect(page.locator(".not-drawn")).to_have_count(0)
        assert page.evaluate("document.querySelector('#home').scrollWidth") <= 390
    assert homes
