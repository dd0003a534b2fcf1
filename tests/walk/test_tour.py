"""The tour from its first step to its last, as somebody who presses what it points at has it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bot.bootstrap.tour import tour_files
from bot.texts import Language, say
from tests.browser import Visit, browser, visit
from tests.walk.bot_at_work import PATIENCE, ROOT, BotAtWork, bot_for_compliance

__all__ = ["browser", "visit"]
pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]

AN_ANSWER_MS = PATIENCE * 1000
REVIEWED_HERE = re.compile(r"Revue \S+ \(linkedin, .*\): à revoir")
"""How Élise is shown that a change touches a draft which somebody gave here."""


@pytest.fixture(scope="module")
def bot(published_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BotAtWork]:
    """The bot as `vigie chat` has it: with officers, an owner, their channels, and what the tour gives it."""
    folder, files = tmp_path_factory.mktemp("tour"), tour_files(ROOT / "policies")
    with bot_for_compliance(published_data, folder, "garanti de 8", tour_files=files) as bot:
        yield bot


def press(page: Page) -> None:
    """Press the button that the tour points at."""
    expect(page.locator(".tour-press")).to_be_visible(timeout=AN_ANSWER_MS)
    page.locator(".tour-press").click()


def read_what_opens(page: Page) -> None:
    """Press it, read what opens, close it."""
    press(page)
    expect(page.locator("dialog.form")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.form")).to_have_count(0)


def fill_in(page: Page) -> None:
    """Press it, and send the form that opens with a reason in it."""
    press(page)
    page.locator("dialog.form textarea").last.fill("Sobre et complet. Sober and complete.")
    page.locator("dialog.form [type=submit]").click()


def confirm(page: Page) -> None:
    """Press it, and say yes."""
    press(page)
    page.locator("dialog .primary").click()


STEPS: dict[str, tuple[Callable[[Page], None], ...]] = {
    "ok": (),
    "revise": (read_what_opens, read_what_opens),
    "block": (),
    "ask": (fill_in,),
    "decide": (fill_in,),
    "decision": (),
    "void": (),
    "question": (),
    "elsewhere": (confirm,),
    "policy": (press,),
    "publish": (confirm,),
    "again": (),
    "speaker": (read_what_opens,),
    "media": (read_what_opens,),
    "balance": (),
    "line": (),
    "cool-off": (press,),
    "reply": (),
    "difference": (),
    "good-post": (read_what_opens,),
    "learning": (press, read_what_opens),
    "firm": (press, press),
}
"""What the person does at each step, after the tour did its part."""


@pytest.mark.parametrize(("name", "language"), [("Camille", "fr"), ("Priya", "en")])
def test_whoever_presses_what_the_tour_says_sees_every_step_done(
    bot: BotAtWork, visit: Visit, name: str, language: Language
) -> None:
    page = visit(bot.workspace, bot.person(name), viewport={"width": 1280, "height": 860})
    tour, thread = page.locator("#tour"), page.locator("#thread")
    page.locator("#conversation [data-focus=tour]").click()
    tour.get_by_role("button", name=say("page.tour.start", language)).click()

    for step, does in STEPS.items():
        expect(tour).to_have_attribute("data-step", step)
        if tour.locator("[data-focus=act]").count():
            tour.locator("[data-focus=act]").click()
        for do in does:
            do(page)
        expect(tour.locator(".tour-done")).to_be_visible(timeout=AN_ANSWER_MS)
        expect(tour).to_contain_text(say(f"page.tour.{step}.look", language).split("*")[1])
        if step == "policy":
            expect(thread).to_contain_text(REVIEWED_HERE)
        if step == "difference":
            expect(thread).to_contain_text(say("difference.colleague", language))
        if step == "again":
            expect(thread).to_contain_text(say("tour.clause.now", language))
            expect(thread).to_contain_text("v2")
        tour.locator("[data-focus=next].primary").click()

    tour.get_by_role("button", name=say("page.tour.finish", language)).click()
    expect(tour).to_be_hidden()
