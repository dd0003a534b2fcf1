"""A browser for tests of the local workspace's page, and people who look at it.

Import the fixtures `browser` and `visit` where they are used. Without a Chromium on the machine such a test
is skipped and says so.
"""

import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    expect,
    sync_playwright,
)

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_MS = 20_000
"""How long the page is given to show something; a slow machine needs it, a quick one never waits."""

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium with no window.

    One a module and no longer: while it runs, no event loop of another test could run in this thread.
    """
    chromium = next(filter(None, map(shutil.which, NAMES)), None)
    if chromium is None:
        pytest.skip(f"There is no Chromium on this machine (looked for {', '.join(NAMES)}).")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium)
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(workspace, person, **context)` opens the page as that person; `context` is what Playwright's
    `new_context` takes, e.g. `viewport`.

    At the end of the test: no page asked for anything outside its workspace, none had an error in a script,
    and none tried what its content security policy forbids.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(workspace: LocalWorkspace, person: Person, **context: Any) -> Page:
        contexts.append(browser.new_context(**context))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE_MS)
        _watch(page, workspace.page_url, wrong)
        page.goto(f"{workspace.page_url}?person={person.id}")
        expect(page.locator(f'#people [data-focus="{person.id}"]')).to_have_attribute("aria-current", "true")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong


def _watch(page: Page, home: str, wrong: list[str]) -> None:
    def asked(request: Request) -> None:
        if not request.url.startswith(home):
            wrong.append(f"asked for {request.url}")

    def said(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrong.append(message.text)

    page.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(str(error)))
