"""Emoji on the page: drawn where the machine may have no font, and to the letter wherever they are taken."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message

__all__ = ["amelie", "bot", "browser", "visit"]

DRAWN = ["⛔", "⚠️", "👍", "❤️"]
LEFT = "🦄 👍🏽 ❤️‍🔥 👩‍🚀 ⚠ ❤ ⚠︎"
"""Others, other skins, parts of longer ones, and signs of a text: characters as they were."""
WORDS = f"{' '.join(DRAWN)} {LEFT}"


def _span(text: str) -> dict[str, Any]:
    return {"type": "text", "text": text}


def _cell(text: str) -> dict[str, Any]:
    return {"type": "raw_text", "text": text}


def _plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


BLOCKS: dict[str, dict[str, Any]] = {
    "h3": {"type": "header", "text": _plain(WORDS)},
    ".block-section": {"type": "section", "text": {"type": "mrkdwn", "text": f"`{WORDS}`"}},
    "pre": {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [_span(WORDS)]}],
    },
    ".markdown": {"type": "markdown", "text": WORDS},
    "td": {"type": "table", "rows": [[_cell("Titre")], [_cell(WORDS)]]},
    ".button": {"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": _plain(WORDS)}]},
}


@pytest.fixture
def message(workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit) -> Locator:
    """The words in every kind of text that the bot writes, on Amélie's page."""
    bot.chat_postMessage(channel=amelie.channel, text="Tout", blocks=list(BLOCKS.values()))
    shown = last_message(visit(workspace, amelie, permissions=["clipboard-read", "clipboard-write"]))
    expect(shown.locator(".button")).to_be_visible()
    return shown


@pytest.mark.slow
def test_whole_emoji_are_drawn_and_all_others_stay_characters(message: Locator) -> None:
    for where in BLOCKS:
        place = message.locator(where)
        expect(place.locator(".emoji")).to_have_text(DRAWN)
        expect(place).to_have_text(WORDS)
        assert all(box["width"] > 8 for box in _boxes(place.locator(".emoji svg")))


@pytest.mark.slow
def test_a_drawn_emoji_is_as_high_as_the_line_and_moves_no_line(message: Locator) -> None:
    heights = [each["height"] for each in _boxes(message.locator("h3, .markdown p"))]
    message.page.locator(".emoji").evaluate_all("all => all.forEach(each => each.replaceWith('x'))")

    assert [each["height"] for each in _boxes(message.locator("h3, .markdown p"))] == heights


@pytest.mark.slow
def test_what_is_selected_and_copied_is_the_text_to_the_letter(message: Locator) -> None:
    page = message.page

    for where in ("h3", "code", "pre", ".markdown p"):
        message.locator(where).evaluate("each => getSelection().selectAllChildren(each)")
        page.keyboard.press("Control+C")
        assert _clipboard(page) == WORDS, where


@pytest.mark.slow
def test_the_copy_button_takes_the_text_to_the_letter(message: Locator) -> None:
    message.locator("pre").hover()
    message.locator(".copy").click()
    expect(message.get_by_text("Copié")).to_be_visible()

    assert _clipboard(message.page) == WORDS


@pytest.mark.slow
def test_a_draft_with_emoji_is_drawn_and_edited_as_it_was_typed(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    workspace.say(amelie, WORDS)
    page = visit(workspace, amelie)
    expect(last_message(page).locator(".emoji")).to_have_text(DRAWN)

    page.locator("#conversation textarea").press("ArrowUp")

    expect(page.locator(".editor textarea")).to_have_value(WORDS)


def _boxes(place: Locator) -> Any:
    return place.evaluate_all("all => all.map(each => each.getBoundingClientRect().toJSON())")


def _clipboard(page: Page) -> Any:
    return page.evaluate("navigator.clipboard.readText()")
