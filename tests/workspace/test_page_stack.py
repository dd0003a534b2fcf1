"""Forms over forms, forms that change before a person's eyes, and fields that act at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.a_form import field, form, option, plain
from tests.workspace.golden_files import golden
from tests.workspace.on_the_page import amelie, bot
from tests.workspaces import bolt_app, running

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

__all__ = ["amelie", "bot", "browser", "visit"]

WHEN = 1_789_999_980
WHY = field("why", {"type": "plain_text_input", "multiline": True, "min_length": 5, "max_length": 20})
LINK = field("link", {"type": "url_text_input"}, optional=True)
MOMENT = field("moment", {"type": "datetimepicker", "initial_date_time": WHEN})
KIND = field("kind", {"type": "static_select", "options": [option("post"), option("profil")]}) | {
    "dispatch_action": True
}
MENU = {
    "type": "overflow",
    "action_id": "more",
    "options": [option("copier"), option("traduire")],
}
READ = {"type": "button", "action_id": "clause", "text": plain("Lire la clause"), "value": "r1"}
ACTS = {"type": "actions", "elements": [READ, MENU]}
CLAUSE = form([{"type": "section", "text": plain("Article 3")}], title=plain("Clause"))
LOADING = {
    "type": "modal",
    "title": plain("Un instant"),
    "blocks": [{"type": "section", "text": plain("Je prépare la suite.")}],
}


class Bot:
    """Opens forms for Amélie, and notes what it hears of them."""

    def __init__(self, workspace: LocalWorkspace, client: WebClient, person: Person) -> None:
        self.heard: list[dict[str, Any]] = []
        self._workspace, self._client, self._person = workspace, client, person

    def open(self, view: dict[str, Any]) -> str:
        """The id of the form that is open now."""
        opened = self._client.views_open(trigger_id=self._trigger(), view=view)
        return str(opened["view"]["id"])

    def push(self, view: dict[str, Any]) -> None:
        """A form over it."""
        self._client.views_push(trigger_id=self._trigger(), view=view)

    def change(self, view_id: str, view: dict[str, Any]) -> None:
        """Another form in its place."""
        self._client.views_update(view_id=view_id, view=view)

    def _trigger(self) -> str:
        return self._workspace.new_trigger(self._person)


@pytest.fixture
def vigie(workspace: LocalWorkspace, bot: WebClient, amelie: Person) -> Iterator[Bot]:
    """The bot, connected."""
    played = Bot(workspace, bot, amelie)
    app = bolt_app(workspace)

    @app.middleware
    async def hear(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        if body.get("type") in ("block_actions", "view_submission", "view_closed"):
            played.heard.append(body)

    with running(app, workspace):
        yield played


@pytest.fixture
def page(workspace: LocalWorkspace, vigie: Bot, amelie: Person, visit: Visit) -> Page:
    """Amélie's, in Québec's time."""
    return visit(workspace, amelie, timezone_id="America/Toronto")


def test_a_form_over_another_goes_and_what_was_typed_below_is_still_there(page: Page, vigie: Bot) -> None:
    vigie.open(form([WHY, ACTS]))
    page.get_by_label("Why").fill("Une promesse")
    expect(page.get_by_label("Revenir")).to_have_count(0)

    vigie.push(CLAUSE)
    expect(page.get_by_role("dialog", name="Clause")).to_contain_text("Article 3")
    page.get_by_label("Revenir").click()
    expect(page.get_by_role("dialog", name="Déposer")).to_be_visible()
    expect(page.get_by_label("Why")).to_have_value("Une promesse")

    vigie.push(CLAUSE)
    expect(page.get_by_role("dialog", name="Clause")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Why")).to_have_value("Une promesse")

    vigie.push(CLAUSE)
    page.get_by_role("dialog", name="Clause").get_by_label("Fermer").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_moment_of_waiting_becomes_the_form(page: Page, vigie: Bot) -> None:
    view = vigie.open(LOADING)
    dialog = page.get_by_role("dialog", name="Un instant")
    expect(dialog.get_by_role("group", name="Un instant")).to_be_focused()
    expect(dialog.locator("footer button")).to_have_text(["Fermer"])

    vigie.change(view, form([WHY]))
    expect(page.get_by_label("Why")).to_be_focused()
    expect(page.get_by_role("dialog", name="Déposer")).to_have_count(1)


def test_one_types_on_while_the_form_changes(page: Page, vigie: Bot) -> None:
    view = vigie.open(form([WHY, LINK]))
    page.get_by_label("Why").press_sequentially("Une esse")
    for _ in range(4):
        page.keyboard.press("ArrowLeft")

    vigie.change(view, form([{"type": "section", "text": plain("Il reste une heure.")}, WHY, LINK]))
    expect(page.get_by_text("Il reste une heure.")).to_be_visible()
    page.keyboard.type("prom")
    expect(page.get_by_label("Why")).to_have_value("Une promesse")


def test_a_limit_is_counted_and_what_is_wrong_is_said_beside_the_field(page: Page, vigie: Bot) -> None:
    vigie.open(form([WHY, LINK, MOMENT]))
    count = page.locator(".field-count")
    expect(count).to_have_text("Au moins 5 caractères")
    page.get_by_label("Why").fill("Une promesse 📈")
    expect(count).to_have_text("14 / 20")
    page.get_by_label("Link").fill("pas une adresse")

    page.get_by_role("button", name="Lire").click()
    expect(page.locator(".field-wrong:not(:empty)")).to_have_text("Ce n'est pas une adresse web (https://…).")
    expect(page.get_by_label("Link")).to_be_focused()
    assert vigie.heard == []


def test_a_moment_is_chosen_on_the_persons_own_clock(
    workspace: LocalWorkspace, page: Page, vigie: Bot
) -> None:
    vigie.open(form([MOMENT]))
    expect(page.get_by_label("Moment")).to_have_value("2026-09-21T10:13")
    page.get_by_label("Moment").fill("2026-09-21T11:13")
    page.get_by_role("button", name="Lire").click()

    workspace.wait_for(lambda: vigie.heard)
    held = vigie.heard[0]["view"]["state"]["values"]["moment"]["moment"]
    assert held["selected_date_time"] == WHEN + 3_600


def test_a_choice_and_a_button_in_a_form_reach_the_bot_at_once(
    workspace: LocalWorkspace, page: Page, vigie: Bot
) -> None:
    vigie.open(form([KIND, ACTS]))
    page.get_by_label("Kind").select_option("profil")
    workspace.wait_for(lambda: len(vigie.heard) == 1)
    page.get_by_role("button", name="Lire la clause").click()
    workspace.wait_for(lambda: len(vigie.heard) == 2)
    page.get_by_role("button", name="Plus d'actions").click()
    page.get_by_role("menuitem", name="Traduire").click()
    workspace.wait_for(lambda: len(vigie.heard) == 3)

    chosen, pressed, menu = (heard["actions"][0] for heard in vigie.heard)
    assert chosen["selected_option"]["value"] == "profil"
    assert pressed["value"] == "r1"
    assert menu["selected_option"]["value"] == "traduire"
    values = vigie.heard[1]["view"]["state"]["values"]
    assert values["kind"]["kind"]["selected_option"]["value"] == "profil"


@pytest.mark.slow
def test_every_form_of_the_bot_is_drawn_whole(page: Page, vigie: Bot) -> None:
    forms = [each for each in golden() if each.get("type") == "modal"]
    if not forms:
        pytest.skip("no form of the bot is kept yet")
    for each in forms:
        vigie.open(each)
        expect(page.locator(".form-body > .block")).to_have_count(len(each["blocks"]))
        expect(page.get_by_role("dialog")).to_have_attribute("aria-labelledby", "form-title")
        expect(page.locator("#form-title")).to_have_text(each["title"]["text"])
        expect(page.locator(".not-drawn")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_escape_puts_away_a_menu_and_not_the_form_under_it(page: Page, vigie: Bot) -> None:
    vigie.open(form([WHY, ACTS]))
    page.get_by_role("button", name="Plus d'actions").click()
    expect(page.get_by_role("menuitem")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.get_by_role("menuitem")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_be_visible()
