"""Threads on the page of the local workspace, with the mouse and with the keyboard alone."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.every_block import EVERY_BLOCK
from tests.workspace.on_the_page import amelie, bot, last_message, pressed, send, write

__all__ = ["amelie", "bot", "browser", "pressed", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone


def test_the_thread_opens_by_itself_when_the_bot_answers(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    ts = send(page, workspace, amelie, "Mon brouillon")

    bot.assistant_threads_setStatus(channel_id=amelie.channel, thread_ts=ts, status="lit votre brouillon…")
    expect(page.locator("#conversation .status")).to_have_text("Vigie lit votre brouillon…")
    expect(page.locator("#thread")).to_be_hidden()

    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Ma réponse")
    expect(last_message(page, "#thread")).to_contain_text("Ma réponse")
    expect(page.locator("#conversation .thread-summary")).to_contain_text("1 réponse")
    expect(page.locator("#conversation .status")).to_have_count(0)
    expect(page.locator("#conversation textarea")).to_be_focused()


def test_a_long_answer_is_shown_from_its_beginning(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie, viewport={"width": 1280, "height": 500})
    ts = send(page, workspace, amelie, "Mon brouillon")
    reading = bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Lecture…")
    expect(last_message(page, "#thread")).to_contain_text("Lecture")

    bot.chat_update(channel=amelie.channel, ts=reading["ts"], text="Tout", blocks=EVERY_BLOCK)

    expect(page.locator("#thread h3")).to_be_in_viewport()
    expect(page.locator("#thread .button.danger")).not_to_be_in_viewport()


def test_an_old_thread_opens_by_a_click_only_and_is_answered_there(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Mon brouillon")
    page = visit(workspace, amelie)
    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Ma réponse")

    page.locator(".thread-summary").click()
    write(page, "Merci", "#thread")

    expect(last_message(page, "#thread")).to_contain_text("Merci")
    expect(page.locator(".thread-summary")).to_contain_text("2 réponses")
    expect(page.locator("#conversation article")).to_have_count(1)
    assert workspace.messages(amelie)[-1]["thread_ts"] == ts


def test_everything_can_be_done_with_the_keyboard_alone(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit, pressed: list[dict[str, Any]]
) -> None:
    page = visit(workspace, amelie)
    page.keyboard.type("Mon brouillon")
    page.keyboard.press("Enter")
    ts = workspace.wait_for(lambda: [message["ts"] for message in workspace.messages(amelie)])[0]
    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Carte", blocks=EVERY_BLOCK)
    expect(page.locator("#thread .select")).to_be_visible()

    tab_to(page, "platform")
    for key in ("Enter", "f", "Enter"):
        page.keyboard.press(key)
    workspace.wait_for(lambda: len(pressed) == 1)
    expect(page.locator("#thread .select")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()
    tab_to(page, "summary", "Shift+Tab")
    for key in ("Enter", "M", "e", "r", "c", "i", "Enter"):
        page.keyboard.press(key)
    workspace.wait_for(lambda: workspace.messages(amelie)[-1]["text"] == "Merci")
    expect(page.locator("#thread article").last).to_contain_text("Merci")
    tab_to(page, "edit", "Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.type(" beaucoup")
    page.keyboard.press("Enter")
    workspace.wait_for(lambda: "beaucoup" in workspace.messages(amelie)[-1]["text"])

    assert pressed[0]["selected_option"]["value"] == "facebook"


def tab_to(page: Page, name: str, key: str = "Tab") -> None:
    """Press Tab until the control of that name has the focus."""
    for _ in range(40):
        if page.evaluate("document.activeElement.dataset.focus") == name:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{name} cannot be reached")
