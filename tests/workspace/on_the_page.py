"""What tests of the page share: somebody at a browser, and the bot moved by hand."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit
from tests.workspace.every_block import EVERY_BLOCK
from tests.workspaces import bolt_app, running, web_client


@pytest.fixture
def bot(workspace: LocalWorkspace) -> WebClient:
    """The bot, moved by hand."""
    return web_client(workspace)


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who writes in French."""
    return workspace.person("Amélie")


@pytest.fixture
def card(workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit) -> Locator:
    """The bot's message with every block, on Amélie's page."""
    bot.chat_postMessage(channel=amelie.channel, text="Tout", blocks=EVERY_BLOCK)
    message = last_message(visit(workspace, amelie))
    expect(message.locator(".button.select")).to_be_visible()
    return message


@pytest.fixture
def pressed(workspace: LocalWorkspace) -> Iterator[list[dict[str, Any]]]:
    """The actions that a connected bot has heard of."""
    heard: list[dict[str, Any]] = []
    app = bolt_app(workspace)

    @app.action(re.compile(""))
    async def hear(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        heard.append(action)

    with running(app, workspace):
        yield heard


def write(page: Page, text: str, pane: str = "#conversation") -> None:
    """Type into a pane's composer and send."""
    composer = page.locator(f"{pane} .composer textarea")
    composer.fill(text)
    composer.press("Enter")


def send(page: Page, workspace: LocalWorkspace, person: Person, text: str) -> str:
    """Write a message and wait until it is there; its ts."""
    before = len(workspace.messages(person))
    write(page, text)
    workspace.wait_for(lambda: len(workspace.messages(person)) > before)
    return str(workspace.messages(person)[-1]["ts"])


def last_message(page: Page, pane: str = "#conversation") -> Locator:
    """The message at the end of a pane."""
    return page.locator(f"{pane} article").last
