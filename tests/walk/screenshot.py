"""Draws the pictures of the README: `make screenshot`, or `python -m tests.walk.screenshot`.

The whole bot answers a draft in the local workspace, once in each language, always at the same moment.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from bot.bootstrap import Application, wiring_of
from bot.cli.app import run
from bot.config import read_settings
from bot.workspace.people import COMPLIANCE_CHANNEL, Person
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
        "Notez l'objectif, la date et le montant avant de choisir un compte.\n\n"
        "Chez nous, votre épargne a un rendement garanti de 8 % par an.\n\n"
        "Quel projet repoussez-vous depuis longtemps?",
    ),
    "en": (
        "James",
        "Saving starts with one question: what is this money for?\n\n"
        "Write down the goal, the date and the amount before you choose an account.\n\n"
        "With us, your savings earn a guaranteed 8% return every year.\n\n"
        "Which project have you been putting off?",
    ),
}
"""Who writes, and what; the good part of each draft survives."""
WINDOW = {"width": 1280, "height": 1420}
SCALE = 1.0
"""The whole card, buttons included; each picture stays under 300 kB."""


def main() -> None:
    """Write both pictures; say where."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        _publish(data)
        chromium = next(filter(None, map(shutil.which, NAMES)), None)
        browser = playwright.chromium.launch(executable_path=chromium)
        with local_workspace(Path(folder)) as workspace, _bot(workspace, data):
            for language, (name, draft) in DRAFTS.items():
                picture = PICTURES / f"review-{language}.png"
                _draw(browser, workspace, workspace.person(name), draft, picture)
                sys.stdout.write(f"{picture.relative_to(ROOT)}: {picture.stat().st_size // 1000} kB\n")
        browser.close()


@contextmanager
def _bot(workspace: LocalWorkspace, data: Path) -> Iterator[None]:
    """The bot as `make chat` has it: with somebody to ask."""
    process = BotProcess(workspace, data, VIGIE_COMPLIANCE_CHANNEL=COMPLIANCE_CHANNEL.id)
    process.start()
    try:
        workspace.wait_for(lambda: workspace.connected, 90.0)
        yield
    finally:
        process.close()


def _publish(data: Path) -> None:
    application = Application(read_settings({"VIGIE_DATA": str(data)}))
    code = run(["policies", "publish"], wiring_of(application))
    application.close()
    assert code == 0


def _draw(browser: Browser, workspace: LocalWorkspace, person: Person, draft: str, picture: Path) -> None:
    context = browser.new_context(
        viewport=WINDOW, device_scale_factor=SCALE, locale=person.locale, timezone_id="UTC"
    )
    page = context.new_page()
    page.clock.set_fixed_time(FixedClock().now())
    page.goto(f"{workspace.page_url}?person={person.id}")
    write(page, draft)
    expect(page.locator("#thread pre")).to_be_visible()
    page.screenshot(path=picture, animations="disabled")
    context.close()


if __name__ == "__main__":
    main()
