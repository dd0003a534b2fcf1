"""A form of the bot on the page: filled in, refused at a field, sent, closed, by mouse and by keyboard."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Page, expect
from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.a_form import TITLE, form, plain
from tests.workspace.on_the_page import write
from tests.workspaces import bolt_app, local_workspace, running

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

__all__ = ["browser", "visit"]

POLICY: FilePayload = {"name": "politique.md", "mimeType": "text/markdown", "buffer": b"# Article 1"}
LATE = "trop tard"
AGAIN = "encore"


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    """The forms that the bot got."""
    return []


@pytest.fixture
def workspace(tmp_path: Path, heard: list[dict[str, Any]]) -> Iterator[LocalWorkspace]:
    """A workspace whose bot opens a form and finds fault with a title that is too short."""
    with local_workspace(tmp_path, commands=("/policy",)) as workspace:
        app = bolt_app(workspace)

        @app.command("/policy")
        async def open_form(ack: AsyncAck, client: AsyncWebClient, command: dict[str, Any]) -> None:
            await ack()
            await client.views_open(trigger_id=command["trigger_id"], view=form(notify_on_close=True))

        @app.view("upload")
        async def take(ack: AsyncAck, view: dict[str, Any]) -> None:
            title = view["state"]["values"]["title"]["title"]["value"]
            if title == LATE:
                await asyncio.sleep(1)
            if title == AGAIN:
                await ack(response_action="update", view=form([TITLE], title=plain("Encore une fois")))
            elif len(title) < 6:
                await ack(response_action="errors", errors={"title": "Un titre plus long."})
            else:
                await ack()
            heard.append(view)

        @app.view_closed("upload")
        async def hear(ack: AsyncAck, view: dict[str, Any]) -> None:
            await ack()
            heard.append(view)

        with running(app, workspace):
            yield workspace


@pytest.fixture
def elise(workspace: LocalWorkspace) -> Person:
    """Who owns the policies."""
    return workspace.person("Élise")


@pytest.fixture
def opened(workspace: LocalWorkspace, visit: Visit) -> Callable[..., Page]:
    """A page with the form open."""

    def open_form(person: Person, **context: Any) -> Page:
        page = visit(workspace, person, **context)
        write(page, "/policy upload")
        expect(page.get_by_role("dialog")).to_be_visible()
        return page

    return open_form


def fill_in(page: Page, title: str) -> None:
    """What the form asks for."""
    page.get_by_label("Title").fill(title)
    page.get_by_label("Language").select_option("fr")
    page.locator("dialog input[type=file]").set_input_files(POLICY)


def test_a_form_is_filled_in_refused_at_a_field_and_sent(
    workspace: LocalWorkspace, elise: Person, opened: Callable[..., Page], heard: list[dict[str, Any]]
) -> None:
    page = opened(elise)
    dialog = page.get_by_role("dialog", name="Déposer")
    expect(page.get_by_label("Title")).to_be_focused()
    fill_in(page, "abc")
    expect(dialog.locator(".file-field li")).to_contain_text("politique.md")

    dialog.get_by_role("button", name="Lire").click()
    expect(dialog.locator(".field-wrong:not(:empty)")).to_have_text("Un titre plus long.")
    expect(page.get_by_label("Title")).to_be_focused()
    expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")

    page.get_by_label("Title").fill("Politique")
    # Gone while one writes: were it to go as one leaves, what is below would move from under the pointer.
    expect(dialog.locator(".field-wrong:not(:empty)")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    values = heard[-1]["state"]["values"]
    assert values["title"]["title"]["value"] == "Politique"
    (file,) = values["file"]["file"]["files"]
    assert (file["name"], file["size"]) == (POLICY["name"], len(POLICY["buffer"]))
    assert workspace.view_of(elise) is None
    expect(page.locator("#conversation textarea")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "required", "optional"),
    [
        ("Élise", "Ce champ est obligatoire.", "(facultatif)"),
        ("James", "This field is required.", "(optional)"),
    ],
)
def test_what_is_missing_is_said_in_the_persons_language(
    workspace: LocalWorkspace,
    opened: Callable[..., Page],
    heard: list[dict[str, Any]],
    name: str,
    required: str,
    optional: str,
) -> None:
    page = opened(workspace.person(name))
    page.get_by_role("button", name="Lire").click()
    expect(page.locator(".field-wrong:not(:empty)")).to_have_text([required] * 3)
    expect(page.locator(".optional").first).to_have_text(optional)
    assert heard == []


def test_a_bot_that_is_late_is_told_in_the_form_which_keeps_what_was_typed(
    elise: Person, opened: Callable[..., Page]
) -> None:
    page = opened(elise)
    fill_in(page, LATE)
    page.get_by_role("button", name="Lire").click()
    expect(page.get_by_role("alert")).to_have_text(
        "La connexion avec Vigie a échoué. Réessayez dans un instant."
    )
    expect(page.get_by_label("Title")).to_have_value(LATE)
    expect(page.locator(".file-field li")).to_have_count(1)


def test_a_form_that_the_bot_changes_keeps_what_was_typed(elise: Person, opened: Callable[..., Page]) -> None:
    page = opened(elise)
    fill_in(page, AGAIN)
    page.get_by_role("button", name="Lire").click()
    dialog = page.get_by_role("dialog", name="Encore une fois")
    expect(dialog.get_by_label("Title")).to_have_value(AGAIN)
    expect(dialog.locator(".field")).to_have_count(1)


@pytest.mark.parametrize("way", ["Escape", "Laisser", "Fermer"])
def test_a_form_is_closed_and_the_bot_hears_of_it(
    workspace: LocalWorkspace,
    elise: Person,
    opened: Callable[..., Page],
    heard: list[dict[str, Any]],
    way: str,
) -> None:
    page = opened(elise)
    if way == "Escape":
        page.keyboard.press(way)
    else:
        page.get_by_role("dialog").get_by_role("button", name=way).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    workspace.wait_for(lambda: heard)
    assert heard[0]["callback_id"] == "upload"
    assert workspace.view_of(elise) is None


def test_the_keyboard_stays_in_the_form(elise: Person, opened: Callable[..., Page]) -> None:
    page = opened(elise)
    for _ in range(30):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert page.evaluate(inside)


def test_a_chosen_file_is_taken_off_and_too_much_is_refused(
    elise: Person, opened: Callable[..., Page]
) -> None:
    page = opened(elise)
    fill_in(page, "Politique")
    page.get_by_label("Retirer politique.md").click()
    expect(page.locator(".file-field li")).to_have_count(0)
    page.locator("dialog input[type=file]").set_input_files([POLICY, POLICY, POLICY])
    page.get_by_role("button", name="Lire").click()
    expect(page.locator(".field-wrong:not(:empty)")).to_have_text("Il y a trop de fichiers. Retirez-en.")


def test_on_a_telephone_the_form_fits(elise: Person, opened: Callable[..., Page]) -> None:
    page = opened(elise, viewport={"width": 390, "height": 700})
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["y"] + box["height"] <= 700
    expect(page.get_by_role("button", name="Lire")).to_be_in_viewport()


def test_a_form_is_still_there_when_the_page_is_opened_again(
    elise: Person, opened: Callable[..., Page]
) -> None:
    page = opened(elise)
    page.reload()
    expect(page.get_by_role("dialog", name="Déposer")).to_be_visible()
