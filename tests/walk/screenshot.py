"""Draws the pictures of the README: `make screenshot`, or `python -m tests.walk.screenshot`.

The whole bot answers in the local workspace, always at the same moment: a draft in each language, and a
request as an officer has it; each in light and in dark.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect, sync_playwright

from bot.bootstrap.application import Application
from bot.bootstrap.command_line import wiring_of
from bot.cli.app import run
from bot.config import read_settings
from bot.workspace.people import COMPLIANCE_CHANNEL, COMPLIANCE_OFFICERS, Person
from bot.workspace.server import LocalWorkspace
from tests.browser import NAMES
from tests.walk.bot_at_work import ROOT, BotProcess
from tests.workspace.on_the_page import write
from tests.workspaces import FixedClock, local_workspace

PICTURES = ROOT / "docs" / "images"
DRAFTS = {
    "fr": (
        "Amélie",
        "Épargner commence par une question: à quoi servira cet argent?\n\n"
        "Inscrivez l'objectif, la date et le montant à votre budget avant de choisir un compte.\n\n"
        "Chez nous, votre épargne a un rendement garanti de 8 % par an.\n\n"
        "Quel projet repoussez-vous depuis longtemps?",
    ),
    "en": (
        "James",
        "Saving starts with one question: what is this money for?\n\n"
        "Write the goal, the date and the amount into your budget before you choose an account.\n\n"
        "With us, your savings earn a guaranteed 8% return every year.\n\n"
        "Which project have you been putting off?",
    ),
}
"""Who writes, and what; the good part of each draft survives."""
REASON = "For Thursday's webinar on saving goals."
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TALL = {"width": 1280, "height": 1420}
"""The whole card, buttons included."""
WIDE = {"width": 1280, "height": 1000}


def main() -> None:
    """Write all pictures; say where."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        _publish(data)
        chromium = next(filter(None, map(shutil.which, NAMES)), None)
        browser = playwright.chromium.launch(executable_path=chromium)
        with local_workspace(Path(folder)) as workspace, _bot(workspace, data):
            for language, (name, draft) in DRAFTS.items():
                with _seat(browser, workspace, workspace.person(name), TALL) as page:
                    expect(page.locator("#conversation article")).to_have_count(1)  # the welcome
                    write(page, draft)
                    expect(page.locator("#thread pre")).to_be_visible()
                    _keep(page, f"review-{language}")
                    if language == "en":
                        _ask(page)
            with _seat(browser, workspace, workspace.person("Thomas"), WIDE) as page:
                page.locator(f'#people [data-focus="{COMPLIANCE_CHANNEL.id}"]').click()
                expect(page.locator("#conversation")).to_contain_text(REASON)
                _keep(page, "request")
        browser.close()


def _ask(page: Page) -> None:
    """Ask compliance about the version that is proposed."""
    page.locator("#thread").get_by_role("button", name="Ask compliance").click()
    page.get_by_role("radio", name="The suggested version").check()
    page.get_by_label("What compliance should know").fill(REASON)
    page.locator("dialog .primary").click()
    expect(page.locator("dialog")).to_have_count(0)


@contextmanager
def _bot(workspace: LocalWorkspace, data: Path) -> Iterator[None]:
    """The bot as `make chat` has it: with somebody to ask."""
    officers = COMPLIANCE_OFFICERS.id
    process = BotProcess(
        workspace, data, VIGIE_COMPLIANCE_CHANNEL=COMPLIANCE_CHANNEL.id, VIGIE_COMPLIANCE_OFFICERS=officers
    )
    process.start()
    try:
        workspace.wait_for(lambda: workspace.connected, 90.0)
        yield
    finally:
        process.close()


def _publish(data: Path) -> None:
    application = Application(read_settings({"VIGIE_DATA": str(data)}))
    code = run(["policies", "publish"], wiring_of(application.settings, lambda: application))
    application.close()
    assert code == 0


@contextmanager
def _seat(
    browser: Browser, workspace: LocalWorkspace, person: Person, window: dict[str, int]
) -> Iterator[Page]:
    """The person's page, at a moment that is always the same."""
    context = browser.new_context(viewport=window, locale=person.locale, timezone_id="UTC")  # type: ignore[arg-type]
    page = context.new_page()
    page.clock.set_fixed_time(FixedClock().now())
    page.goto(f"{workspace.page_url}?person={person.id}")
    yield page
    context.close()


def _keep(page: Page, name: str) -> None:
    """A picture in each scheme: `NAME.png` and `NAME-dark.png`."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        picture = PICTURES / f"{name}{'' if scheme == 'light' else '-dark'}.png"
        page.screenshot(path=picture, animations="disabled")
        sys.stdout.write(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
