"""The developer's panel of the page: the traffic with the bot, and trouble on purpose."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.axe import wrong_on
from tests.browser import Visit, browser, visit
from tests.workspace.a_form import form
from tests.workspace.on_the_page import amelie, bot, write
from tests.workspace.refusals import refusal
from tests.workspaces import bolt_app, running

__all__ = ["amelie", "bot", "browser", "visit"]

MARKUP = "<img src=x onerror=alert(1)> <b>gras</b>"
PHONE = {"width": 390, "height": 800}


@pytest.fixture
def page(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> Page:
    """Amélie's page, with the panel open."""
    page = visit(workspace, amelie)
    page.get_by_role("button", name="Panneau de développement").click()
    return page


@pytest.fixture
def acknowledging(workspace: LocalWorkspace) -> Iterator[None]:
    """A bot that hears of messages and says nothing."""
    app = bolt_app(workspace)

    @app.event("message")
    @app.event("app_home_opened")
    async def hear() -> None:
        pass

    with running(app, workspace):
        yield


def row(page: Page, name: str) -> Locator:
    """The last exchange of that name."""
    return page.locator("#traffic .exchange-rows [role=row]").filter(has_text=name).last


def detail(page: Page) -> Locator:
    """What is shown of the exchange that is chosen."""
    return page.locator("#traffic .exchange-detail")


def open_faults(page: Page) -> Locator:
    """The second tab."""
    page.get_by_role("tab", name="Pannes").click()
    return page.get_by_role("tabpanel", name="Pannes")


@pytest.mark.usefixtures("acknowledging")
def test_a_draft_shows_as_an_event_whose_json_can_be_read(page: Page) -> None:
    write(page, "Un brouillon")

    expect(row(page, "message.im")).to_contain_text("ok")
    row(page, "message.im").click()
    expect(detail(page)).to_contain_text('"text": "Un brouillon"')
    expect(detail(page)).to_contain_text("Aucun contenu")
    expect(page.locator("#conversation article")).to_be_visible()


def test_markup_in_what_is_said_is_only_text(page: Page, bot: WebClient, amelie: Person) -> None:
    bot.chat_postMessage(channel=amelie.channel, text=MARKUP)

    row(page, "chat.postMessage").click()

    expect(detail(page).locator("pre").first).to_contain_text(json.dumps(MARKUP))
    expect(page.locator("#traffic img, #traffic b")).to_have_count(0)


@pytest.mark.slow
def test_the_keyboard_goes_through_the_list_and_out_of_the_panel(page: Page, bot: WebClient) -> None:
    bot.auth_test()
    bot.users_info(user="U0AMELIE01")
    row(page, "users.info").focus()

    page.keyboard.press("ArrowUp")
    expect(detail(page)).to_contain_text("auth.test")
    expect(row(page, "auth.test")).to_be_focused()
    page.keyboard.press("End")
    expect(detail(page)).to_contain_text("users.info")
    page.keyboard.press("Escape")
    expect(detail(page)).to_be_hidden()
    expect(row(page, "users.info")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#traffic")).to_be_hidden()
    expect(page.get_by_role("button", name="Panneau de développement")).to_be_focused()


@pytest.mark.slow
def test_the_list_is_filtered_stopped_and_emptied(page: Page, bot: WebClient) -> None:
    rows = page.locator("#traffic .exchange-rows [role=row]")
    bot.auth_test()
    bot.users_info(user="U0AMELIE01")

    page.get_by_role("searchbox", name="Filtrer").fill("amelie")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("users.info")
    page.get_by_role("combobox", name="Sens").select_option("to-bot")
    expect(rows).to_have_count(0)
    page.get_by_role("combobox", name="Sens").select_option("")
    page.get_by_role("searchbox", name="Filtrer").fill("")

    page.get_by_role("button", name="Pause").click()
    bot.conversations_open(users="U0AMELIE01")
    expect(page.locator("#traffic output")).to_have_text("2 sur 3")
    page.get_by_role("button", name="Pause").click()
    expect(row(page, "conversations.open")).to_be_visible()

    page.get_by_role("button", name="Effacer").click()
    expect(rows).to_have_count(0)
    bot.auth_test()
    expect(rows).to_have_count(1)


def test_a_429_from_the_panel_is_met_by_the_next_call_of_that_method(
    page: Page, bot: WebClient, amelie: Person
) -> None:
    faults = open_faults(page)
    faults.get_by_label("Panne", exact=True).select_option("Limite de débit (429)")
    faults.get_by_label("Méthode").select_option("chat.postMessage")
    faults.get_by_label("Secondes").fill("30")
    faults.get_by_role("button", name="Injecter").click()
    listed = faults.get_by_role("listitem")
    expect(listed).to_have_text(
        "Limite de débit (429), Retry-After: 30 s · chat.postMessage · encore 1 appel"
    )

    assert bot.auth_test()["ok"]
    with pytest.raises(SlackApiError) as raised:
        bot.chat_postMessage(channel=amelie.channel, text="a")

    assert raised.value.response.status_code == 429
    assert raised.value.response.headers["Retry-After"] == "30"
    expect(listed).to_have_count(0)
    page.get_by_role("tab", name="Échanges").click()
    expect(row(page, "chat.postMessage")).to_contain_text("429")
    expect(row(page, "chat.postMessage")).to_contain_text("panne injectée")


def test_a_trigger_that_the_panel_makes_expire_opens_no_form(
    workspace: LocalWorkspace, page: Page, bot: WebClient, amelie: Person
) -> None:
    faults = open_faults(page)
    faults.get_by_role("button", name="Les donner expirés").click()
    expect(faults.get_by_role("listitem")).to_have_text("Le prochain trigger_id est expiré")

    opening = {"trigger_id": workspace.new_trigger(amelie), "view": form()}
    assert refusal(bot.views_open, **opening)["error"] == "expired_trigger_id"
    expect(faults.get_by_role("listitem")).to_have_count(0)


@pytest.mark.slow
def test_everything_is_put_right_with_one_button(page: Page, bot: WebClient) -> None:
    faults = open_faults(page)
    faults.get_by_role("button", name="Retenir les livraisons").click()
    faults.get_by_label("Portée", exact=True).select_option("users:read")
    faults.get_by_role("button", name="Retirer la portée").click()
    faults.get_by_role("button", name="Injecter").click()
    expect(faults.get_by_role("listitem")).to_have_count(3)
    expect(page.get_by_role("tab", name="Pannes")).to_contain_text("3")

    faults.get_by_role("button", name="Tout rétablir").click()

    expect(faults.get_by_role("listitem")).to_have_count(0)
    assert bot.users_info(user="U0AMELIE01")["ok"]


@pytest.mark.usefixtures("acknowledging")
@pytest.mark.slow
def test_the_panel_can_be_used_by_everybody(page: Page, bot: WebClient, amelie: Person) -> None:
    write(page, "Un brouillon")
    with pytest.raises(SlackApiError):
        bot.chat_postMessage(channel=amelie.channel, text="a", blocks=[{"type": "no"}])
    row(page, "chat.postMessage").click()
    expect(detail(page).locator("pre")).to_have_count(2)
    found = {"traffic": wrong_on(page)}
    open_faults(page).get_by_role("button", name="Injecter").click()
    found["faults"] = wrong_on(page)

    assert found == {"traffic": [], "faults": []}


@pytest.mark.slow
def test_on_a_phone_the_panel_takes_the_whole_page(
    workspace: LocalWorkspace, amelie: Person, bot: WebClient, visit: Visit
) -> None:
    page = visit(workspace, amelie, viewport=PHONE)
    page.get_by_role("button", name="Changer de personne").click()
    page.get_by_role("button", name="Panneau de développement").click()
    bot.auth_test()

    assert page.locator("#traffic").bounding_box() == {"x": 0, "y": 0} | PHONE
    row(page, "auth.test").click()
    expect(detail(page)).to_contain_text('"ok": true')
    expect(row(page, "auth.test")).to_be_hidden()
    page.get_by_role("button", name="Fermer").first.click()
    expect(page.locator("#traffic")).to_be_hidden()
    page.locator("#conversation textarea").fill("Un brouillon")
