"""Draws the pictures of the coach's page: `python -m tests.walk.coach_screenshot` (needs Chromium)."""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from bot.domain.findings import Verdict
from bot.slack.ids import SEND_FIGURES
from bot.texts import Language, say
from bot.usecases.matter_ports import ReviewNote
from tests.browser import NAMES
from tests.walk.reviews_noted import LAST_WEEK, note
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
FIGURES = {"width": 1280, "height": 800}
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
            note(data, *_of_last_week(workspace.identity.team))
            with _seat(browser, workspace, workspace.person("Nadia"), FIGURES) as page:
                page.get_by_role("tab").nth(0).click()
                page.locator('[data-focus="home_figures"]').click()
                page.locator(f'[data-focus="{SEND_FIGURES}"]').click()
                page.get_by_role("tab").nth(1).click()
                expect(page.locator("#conversation img[alt*='brouillons']")).to_be_visible(timeout=60_000)
                _keep(page, "coach-figures")
        browser.close()


def _of_last_week(team: str) -> Iterator[ReviewNote]:
    """Thirty reviews by nine people, of every verdict."""
    found: tuple[tuple[Verdict, tuple[str, ...]], ...] = (
        ("ok", ()),
        ("revise", ("guaranteed-return", "overt-self-promotion")),
        ("ok", ()),
        ("revise", ("missing-risk-balance",)),
        ("approval", ("client-testimonial",)),
    )
    for number in range(30):
        verdict, rules = found[(number + 2 * (number // 9)) % len(found)]
        card, author, at = f"shot{number}", f"USHOT{number % 9}", LAST_WEEK + timedelta(hours=number)
        yield ReviewNote(f"{card}.0.0", card, team, author, at, verdict, "linkedin", "fr", "f", rules)


def _keep(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture, animations="disabled")
    sys.stdout.write(f"docs/images/{picture.name}: {picture.stat().st_size // 1000} kB\n")


if __name__ == "__main__":
    main()
