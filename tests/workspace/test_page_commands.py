"""Commands on the page of the local workspace: what a person types, and what they alone see."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from slack_bolt.async_app import AsyncAck, AsyncRespond

from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import last_message, write
from tests.workspaces import bolt_app, local_workspace, running

__all__ = ["browser", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace whose app has two commands; it never acknowledges the second."""
    with local_workspace(tmp_path, commands=("/policy", "/vigie")) as workspace:
        app = bolt_app(workspace)

        @app.command("/policy")
        async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack()
            await respond("Voici *la* clause")

        with running(app, workspace):
            yield workspace


@pytest.mark.parametrize(
    ("name", "only_you"),
    [("Camille", "Visible par vous uniquement"), ("James", "Only visible to you")],
)
def test_an_answer_is_marked_as_seen_by_one_person(
    workspace: LocalWorkspace, visit: Visit, name: str, only_you: str
) -> None:
    page = visit(workspace, workspace.person(name))

    write(page, "/policy une question")

    expect(last_message(page)).to_contain_text("Voici")
    expect(last_message(page).locator(".only-you")).to_have_text(only_you)
    expect(last_message(page).locator(".toolbar")).to_have_count(0)
    expect(page.locator("#conversation textarea")).to_have_value("")
    expect(page.locator("#conversation article")).to_have_count(1)
    page.get_by_role("button", name="Priya Shah").click()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page.locator("#conversation article")).to_have_count(0)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("/vigie Un brouillon", "n'a pas répondu à temps (operation_timeout)"),
        ("/inconnue", "Cette commande n'existe pas"),
    ],
)
def test_a_command_that_failed_says_why_and_stays_in_the_box(
    workspace: LocalWorkspace, visit: Visit, text: str, why: str
) -> None:
    page = visit(workspace, workspace.person("Amélie"))

    write(page, text)

    expect(page.locator("#toasts")).to_contain_text(why)
    expect(page.locator("#conversation textarea")).to_have_value(text)
    expect(page.locator("#conversation article")).to_have_count(0)
