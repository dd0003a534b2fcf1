"""Everybody can use the page: axe-core finds nothing wrong with it in any of its states, light or dark."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from bot.workspace.people import MARKETING_CHANNEL, Person
from bot.workspace.server import LocalWorkspace
from tests.axe import wrong_on
from tests.browser import Visit, browser, visit
from tests.marks import slowly
from tests.workspace.a_form import EVERY_FIELD, form, plain
from tests.workspace.every_block import EVERY_BLOCK
from tests.workspace.on_the_page import amelie, bot, last_message

__all__ = ["amelie", "bot", "browser", "visit"]

MARKETING = MARKETING_CHANNEL.id
WIDE = {"width": 1280, "height": 1000}  # all of the side bar: what is to be scrolled to is no small target
PHONE = {"width": 390, "height": 800}


class Seat:
    """Amélie's page, and the bot moved by hand."""

    def __init__(self, workspace: LocalWorkspace, bot: WebClient, amelie: Person, page: Page) -> None:
        self.workspace, self.bot, self.amelie, self.page = workspace, bot, amelie, page

    def card(self, thread: str | None = None) -> None:
        """The bot posts every block."""
        self.bot.chat_postMessage(
            channel=self.amelie.channel, text="Tout", blocks=EVERY_BLOCK, thread_ts=thread
        )
        where = "#thread" if thread else "#conversation"
        if thread:
            self.page.locator(".thread-summary").click()
        expect(self.page.locator(f"{where} .button.danger").last).to_be_visible()

    def open(self, **view: Any) -> None:
        """The bot opens a form, or one over it."""
        how = self.bot.views_push if self.workspace.view_of(self.amelie) else self.bot.views_open
        how(trigger_id=self.workspace.new_trigger(self.amelie), view=form(**view))


States = Callable[[Seat], Iterator[str]]
"""States of the page, one after the other; each is named once it is there."""


def messages(seat: Seat) -> Iterator[str]:
    page = seat.page
    prompts = [{"title": "Un essai", "message": "Mon texte"}]
    seat.bot.assistant_threads_setSuggestedPrompts(
        channel_id=seat.amelie.channel, title="Par où commencer?", prompts=prompts
    )
    expect(page.locator(".prompt")).to_be_visible()
    yield "nothing written yet"

    seat.card()
    ts = seat.workspace.say(seat.amelie, "Mon brouillon")
    seat.workspace.edit(seat.amelie, ts, "Mon autre brouillon")
    last_message(page).locator("[data-focus=react]").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menu")).to_be_visible()
    yield "reactions to choose from"

    page.keyboard.press("Enter")
    expect(last_message(page).locator(".reaction").first).to_be_visible()
    last_message(page).locator("[data-focus=edit]").focus()
    expect(last_message(page).locator(".toolbar")).to_have_css("opacity", "1")
    yield "every block, and a message with a reaction and its tools"

    page.keyboard.press("Enter")
    expect(page.locator(".editor textarea")).to_be_focused()
    yield "a message being changed"

    page.keyboard.press("Escape")
    seat.bot.assistant_threads_setStatus(channel_id=seat.amelie.channel, thread_ts=ts, status="lit…")
    seat.card(ts)
    yield "a thread"


def over_messages(seat: Seat) -> Iterator[str]:
    page = seat.page
    seat.card()
    for label, opened in (("Plus d'actions", "menu"), ("Plateforme", "listbox"), ("Retirer", "dialog")):
        page.get_by_role("button", name=label).click()
        expect(page.get_by_role(opened)).to_be_visible()  # type: ignore[arg-type]
        yield f"a {opened}"
        page.keyboard.press("Escape")
        expect(page.get_by_role(opened)).to_have_count(0)  # type: ignore[arg-type]

    page.locator("#conversation textarea").fill("@")
    expect(page.get_by_role("option").first).to_be_visible()
    yield "names to choose from"

    page.locator("#conversation textarea").fill("")
    page.get_by_role("button", name="Autre version").click()
    expect(page.locator(".toast")).to_be_visible()
    yield "a refusal in the corner"


def over_everything(seat: Seat) -> Iterator[str]:
    page = seat.page
    for keys, opened in (("Control+k", "switcher"), ("Control+/", "keys")):
        page.keyboard.press(keys)
        expect(page.locator(f"dialog.{opened}")).to_be_visible()
        yield opened
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_have_count(0)

    side_bar = page.get_by_label("Changer de personne")
    if side_bar.is_visible():
        side_bar.click()
        expect(page.locator("#people [data-focus=reset]")).to_be_in_viewport()
        yield "the side bar"

    page.locator("#people [data-focus=reset]").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "whether to begin anew"


def forms(seat: Seat) -> Iterator[str]:
    page = seat.page
    seat.open(blocks=EVERY_FIELD)
    page.get_by_role("button", name="Lire").click()
    expect(page.locator(".field-wrong:not(:empty)")).to_have_count(3)
    yield "a form with mistakes"

    seat.open(blocks=EVERY_BLOCK[:2], title=plain("Clause"))
    expect(page.get_by_role("dialog", name="Clause")).to_be_visible()
    yield "a form over another"


def elsewhere(seat: Seat) -> Iterator[str]:
    page = seat.page
    home = {"type": "home", "blocks": [each for each in EVERY_BLOCK if each["type"] != "markdown"]}
    seat.bot.views_publish(user_id=seat.amelie.id, view=home)
    page.get_by_role("tab", name="Accueil").click()
    expect(page.locator("#home .button.danger")).to_be_visible()
    yield "the page that the bot made for her"

    seat.workspace.let_bot_in(MARKETING)
    page.goto(f"{seat.workspace.page_url}?person={seat.amelie.id}&channel={MARKETING}")
    seat.workspace.say(seat.amelie, "Bonjour", channel=MARKETING)
    seat.bot.chat_postEphemeral(channel=MARKETING, user=seat.amelie.id, text="Seule", blocks=EVERY_BLOCK)
    seat.bot.chat_postMessage(channel=seat.amelie.channel, text="Ailleurs")
    expect(page.locator(".message.ephemeral .button.danger")).to_be_visible()
    yield "a channel, and news in another conversation"


@pytest.mark.parametrize("size", [WIDE, slowly(PHONE)], ids=["wide", "phone"])
@pytest.mark.parametrize(
    "states", [forms, *(slowly(each) for each in (messages, over_messages, over_everything, elsewhere))]
)
def test_nothing_on_the_page_stands_in_anybodys_way(
    states: States,
    size: dict[str, int],
    workspace: LocalWorkspace,
    bot: WebClient,
    amelie: Person,
    visit: Visit,
) -> None:
    page = visit(workspace, amelie, viewport=size)

    found = [
        f"{state}, {wrong}"
        for state in states(Seat(workspace, bot, amelie, page))
        for wrong in wrong_on(page)
    ]
    assert not found, "\n\n".join(found)


@pytest.mark.slow
def test_who_wants_no_motion_sees_none(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie, reduced_motion="reduce")
    ts = workspace.say(amelie, "Mon brouillon")
    bot.assistant_threads_setStatus(channel_id=amelie.channel, thread_ts=ts, status="lit votre brouillon…")
    expect(page.locator(".dots")).to_be_visible()

    assert page.evaluate("document.getAnimations().length") == 0
