"""Draws the pictures of the coach's page: `python -m tests.walk.coach_screenshot` (needs Chromium)."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bot.texts import Language, say
from tests.browser import NAMES
from tests.walk.screenshot import PICTURES, _bot, _publish, _seat
from tests.workspace.on_the_page import write
from tests.workspaces import local_workspace

CARD = {"width": 1280, "height": 1500}
HOME = {"width": 1280, "height": 1250}
CARDS: tuple[tuple[str, str, Language], ...] = (
    ("balance", "Amélie", "fr"),
    ("cool-off", "James", "en"),
    ("reply", "Amélie", "fr"),
)
"""The step of the tour whose draft is written, by whom."""
HOMES: tuple[tuple[str, str], ...] = (("maturity", "Thomas"), ("learning", "Amélie"))


def main() -> None:
    """Write all pictures; say where."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        data = Path(folder) / "data"
        _publish(data)
        chromium = next(filter(None, map(shutil.which, NAMES)), None)
        browser = playwright.chromium.launch(executable_path=chromium)
        with local_workspace(Path(folder)) as workspace, _bot(workspace, data):
            for step, name, language in CARDS:
                with _seat(browser, workspace, workspace.person(name), CARD) as page:
                    expect(page.locator("#conversation article").first).to_be_visible()
                    write(page, say(f"page.tour.{step}.draft", language))
                    expect(page.locator("#thread .button").first).to_be_visible(timeout=60_000)
                    _keep(page, f"coach-{step}")
            for section, name in HOMES:
                with _seat(browser, workspace, workspace.person(name), HOME) as page:
                    page.get_by_role("tab").nth(0).click()
                    page.locator(f'[data-focus="home_{section}"]').click()
                    expect(page.locator(f'[data-focus="home_{section}"].primary')).to_be_visible()
                    _keep(page, f"coach-{section}")
        browser.close()


def _keep(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture, animations="disabled")
    sys.stdout.write(f"docs/images/{picture.name}: {picture.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
