"""Reactions on the page of the local workspace: put, taken away, and seen at once by whoever looks."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.people import MARKETING_CHANNEL, Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.every_block import EVERY_BLOCK
from tests.workspace.on_the_page import amelie, bot, last_message

__all__ = ["amelie", "bot", "browser", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

ADD = "Ajouter une réaction"


def test_a_reaction_is_seen_at_once_in_another_window_with_the_names_of_those_who_put_it(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    hers, his = (visit(workspace, each) for each in (amelie, workspace.person("James")))
    for page in (hers, his):
        page.get_by_role("button", name="marketing").click()

    last_message(hers).hover()
    last_message(hers).get_by_label(ADD).click()
    hers.get_by_role("menuitemcheckbox", name="Pouce levé").click()

    expect(pill(hers)).to_have_attribute("aria-label", "Pouce levé, 1: vous")
    expect(pill(hers)).to_have_attribute("aria-pressed", "true")
    expect(pill(his)).to_have_attribute("aria-label", "Thumbs up, 1: Amélie Tremblay")
    expect(pill(his)).to_have_attribute("aria-pressed", "false")

    pill(his).click()
    expect(pill(hers)).to_have_attribute("aria-label", "Pouce levé, 2: James Whitaker, vous")
    expect(pill(his)).to_have_attribute("title", "Thumbs up, 2: Amélie Tremblay, you")
    pill(hers).click()
    expect(pill(his)).to_have_attribute("aria-label", "Thumbs up, 1: you")
    pill(his).click()
    expect(hers.locator(".reactions")).to_have_count(0)
    assert "reactions" not in workspace.messages_in(MARKETING_CHANNEL)[0]
    assert workspace.messages_in(MARKETING_CHANNEL)[0]["ts"] == ts


def test_a_reaction_is_chosen_with_the_keyboard_and_escape_chooses_none(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Mon brouillon")
    workspace.react(amelie, ts, "+1")
    page = visit(workspace, amelie)
    more = last_message(page).locator(".reaction.add")
    expect(more).to_have_attribute("aria-label", ADD)

    more.press("Enter")
    expect(page.get_by_role("menuitemcheckbox", name="Pouce levé")).to_be_focused()
    expect(page.get_by_role("menuitemcheckbox", name="Pouce levé")).to_be_checked()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.locator(".picker")).to_have_count(0)
    expect(more).to_be_focused()

    for key in ("Enter", "ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_label("Coche, 1: vous")).to_be_visible()
    expect(more).to_be_focused()
    assert [each["name"] for each in workspace.messages(amelie)[0]["reactions"]] == ["+1", "white_check_mark"]


def test_the_keyboard_stays_on_the_reaction_that_was_pressed_and_then_on_its_message(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    workspace.react(workspace.person("Priya"), ts, "tada", MARKETING_CHANNEL.id)
    page = visit(workspace, amelie)
    page.get_by_role("button", name="marketing").click()

    pill(page).press("Enter")
    expect(pill(page)).to_have_attribute("aria-pressed", "true")
    expect(pill(page)).to_be_focused()
    workspace.react(workspace.person("Priya"), ts, "tada", MARKETING_CHANNEL.id, on=False)
    expect(pill(page)).to_have_attribute("aria-label", "Confettis, 1: vous")
    page.keyboard.press("Enter")

    expect(page.locator(".reactions")).to_have_count(0)
    expect(last_message(page)).to_be_focused()


def test_what_takes_no_reaction_is_offered_none(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Mon brouillon")
    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Lu")
    workspace.react(amelie, ts, "+1")
    page = visit(workspace, amelie)
    expect(page.locator("#conversation .reactions")).to_have_count(1)

    workspace.delete(amelie, ts)
    expect(page.locator("#conversation .deleted")).to_have_count(1)
    bot.chat_postEphemeral(channel=amelie.channel, user=amelie.id, text="Pour vous")
    expect(last_message(page)).to_contain_text("Pour vous")

    expect(page.locator("#conversation .reactions")).to_have_count(0)
    expect(page.locator("#conversation").get_by_label(ADD)).to_have_count(0)


def test_a_reaction_elsewhere_is_nothing_unread(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Bonjour", channel=MARKETING_CHANNEL.id)
    page = visit(workspace, amelie)
    marketing = page.get_by_role("button", name="marketing")

    workspace.react(workspace.person("Priya"), ts, "tada", MARKETING_CHANNEL.id)
    workspace.say(amelie, "Ici")  # comes after the reaction, on the same line
    expect(last_message(page)).to_contain_text("Ici")

    expect(marketing.locator(".unread-mark")).to_have_count(0)


def test_who_reacts_at_the_end_of_a_long_card_stays_there(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    bot.chat_postMessage(channel=amelie.channel, text="Tout", blocks=EVERY_BLOCK)
    page = visit(workspace, amelie, viewport={"width": 1280, "height": 420})
    before = last_message(page).locator(".button.danger")
    before.scroll_into_view_if_needed()

    workspace.react(amelie, workspace.messages(amelie)[0]["ts"], "eyes")
    expect(pill(page)).to_have_count(1)

    expect(before).to_be_in_viewport()


def pill(page: Page) -> Locator:
    """The first reaction in the conversation."""
    return page.locator("#conversation .reaction").first
