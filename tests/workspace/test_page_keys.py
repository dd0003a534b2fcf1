"""The page of the local workspace with the keyboard alone: going about, and among the messages."""

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.workspace.people import MARKETING_CHANNEL, Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message

__all__ = ["amelie", "bot", "browser", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone


def test_the_switcher_goes_to_a_conversation_or_to_a_person_by_a_few_letters(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    box = page.locator("#conversation .composer textarea")
    box.fill("Pas fini")

    press(page, "Control+k", *"#mark")
    expect(page.get_by_role("option")).to_have_text(["marketing"])
    press(page, "Enter")
    expect(page.locator("#conversation h2")).to_have_text("marketing")
    expect(box).to_be_focused()

    press(page, "Control+k", *"ELIS")
    expect(page.get_by_role("option")).to_contain_text(["Élise Gagnon"])
    press(page, *["Backspace"] * 4, *"whit", "Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en-CA")
    expect(page.get_by_label("Message Vigie")).to_be_focused()


def test_the_switcher_is_steered_with_the_arrows_says_when_there_is_nothing_and_escape_leaves_it(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    box = page.locator("#conversation .composer textarea")

    press(page, "Control+k")
    asked = page.get_by_role("combobox", name="Aller à")
    expect(asked).to_be_focused()
    expect(page.get_by_role("option", selected=True)).to_contain_text(["Vigie"])
    press(page, "ArrowDown", "ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text(["marketing"])
    active = page.locator(f"#{asked.get_attribute('aria-activedescendant')}")
    expect(active).to_have_text("marketing")
    press(page, *"zzz", "Enter")
    expect(page.get_by_text("Rien de ce nom.")).to_be_visible()
    press(page, "Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(box).to_be_focused()
    expect(page.locator("#conversation h2")).to_have_text("Vigie")


def test_alt_and_an_arrow_go_to_the_next_conversation_and_edit_nothing(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    workspace.say(amelie, "Mon brouillon")
    page = visit(workspace, amelie)
    name, box = page.locator("#conversation h2"), page.locator("#conversation textarea")
    expect(box).to_be_focused()

    press(page, "Alt+ArrowUp")  # there is none above
    expect(page.locator(".editor")).to_have_count(0)
    press(page, "Alt+ArrowDown")
    expect(name).to_have_text("politiques-policies")
    expect(page.locator("#messages")).to_be_focused()  # nobody writes there
    press(page, "Alt+ArrowDown")
    expect(name).to_have_text("marketing")
    expect(box).to_be_focused()
    press(page, "Alt+ArrowUp")
    expect(name).to_have_text("politiques-policies")


def test_one_key_shows_what_the_others_do(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)

    press(page, "Control+/")
    shown = page.get_by_role("dialog", name="Clavier")
    expect(shown.locator("dl > div")).to_have_count(19)
    expect(shown.locator("dl > div", has_text="Conversation précédente")).to_contain_text("Alt+↑ouAlt+↓")
    press(page, "Control+k")  # not over what is open
    expect(page.get_by_role("dialog")).to_have_count(1)
    press(page, "Escape")

    expect(shown).to_have_count(0)
    expect(page.locator("#conversation textarea")).to_be_focused()


def test_one_key_goes_from_the_side_bar_to_the_messages_to_the_thread_and_back(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    ts = workspace.say(amelie, "Mon brouillon")
    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Lu")
    page = visit(workspace, amelie)
    here = page.locator("#people [aria-current=page]")
    messages, thread = page.locator("#messages"), page.locator("#thread .messages")

    for place in (here, messages, here):
        press(page, "F6")
        expect(place).to_be_focused()
    page.locator(".thread-summary").click()
    expect(page.locator("#thread textarea")).to_be_focused()
    for key, place in (("F6", here), ("F6", messages), ("F6", thread), ("Shift+F6", messages)):
        press(page, key)
        expect(place).to_be_focused()


def test_the_arrows_go_from_message_to_message_and_escape_back_to_the_box(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    for text in ("Un", "Deux", "Trois"):
        workspace.say(amelie, text)
    page = visit(workspace, amelie)
    expect(page.locator("article")).to_have_count(3)
    page.locator("#messages").focus()

    for key, text in (
        ("ArrowUp", "Trois"), ("ArrowUp", "Deux"), ("ArrowDown", "Trois"), ("Home", "Un"), ("End", "Trois"),
    ):  # fmt: skip
        press(page, key)
        expect(article(page, text)).to_be_focused()
    expect(article(page, "Trois").locator(".toolbar")).to_have_css("opacity", "1")
    expect(article(page, "Un").locator(".toolbar")).to_have_css("opacity", "0")
    press(page, "Escape")
    expect(page.locator("#conversation textarea")).to_be_focused()


def test_a_key_edits_answers_or_removes_the_message_that_has_the_keyboard(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    for text in ("Un", "Deux"):
        workspace.say(amelie, text)
    page = visit(workspace, amelie)

    article(page, "Un").focus()
    press(page, "e", *" et demi", "Enter")
    expect(article(page, "Un et demi")).to_be_focused()
    press(page, "+", "ArrowRight", "Enter")
    expect(article(page, "Un et demi").get_by_label("Yeux, 1: vous")).to_be_visible()
    expect(article(page, "Un et demi")).to_be_focused()
    press(page, "+", "Escape", "r")
    expect(page.locator("#thread textarea")).to_be_focused()
    press(page, *"Merci", "Enter")
    expect(last_message(page, "#thread")).to_contain_text("Merci")
    last_message(page, "#thread").focus()
    press(page, "Escape")
    expect(page.locator("#thread textarea")).to_be_focused()
    press(page, "Escape")
    expect(page.locator("#thread")).to_be_hidden()

    article(page, "Deux").focus()
    press(page, "Delete")
    page.get_by_role("dialog").get_by_text("Supprimer", exact=True).press("Enter")
    expect(article(page, "Deux")).to_have_count(0)
    expect(article(page, "Un et demi")).to_be_focused()
    assert [message["text"] for message in workspace.messages(amelie)] == ["Un et demi", "Merci"]


def test_a_key_does_nothing_to_a_message_of_somebody_else_nor_from_inside_one(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    workspace.say(amelie, "À moi")
    bot.chat_postMessage(channel=amelie.channel, text="À Vigie")
    page = visit(workspace, amelie)

    article(page, "À Vigie").focus()
    press(page, "e", "Delete", "Control+e")
    expect(article(page, "À Vigie")).to_be_focused()
    article(page, "À moi").locator("[data-focus=edit]").focus()
    press(page, "e", "Delete", "r", "+", "ArrowUp", "ArrowDown")
    expect(article(page, "À moi").locator("[data-focus=edit]")).to_be_focused()

    expect(page.locator(".editor, dialog, .picker")).to_have_count(0)
    expect(page.locator("#thread")).to_be_hidden()


def test_a_message_longer_than_the_window_is_read_to_its_end_before_the_next(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    workspace.say(amelie, "\n".join(f"ligne {number}" for number in range(60)), channel=MARKETING_CHANNEL.id)
    workspace.say(amelie, "La suite", channel=MARKETING_CHANNEL.id)
    page = visit(workspace, amelie)
    page.get_by_role("button", name="marketing").click()
    long = article(page, "ligne 0")
    long.evaluate("each => { each.focus(); each.scrollIntoView({ block: 'start' }); }")

    press(page, "ArrowDown")
    expect(long).to_be_focused()
    page.locator("#messages").evaluate("each => (each.scrollTop = each.scrollHeight)")
    press(page, "ArrowDown")
    expect(article(page, "La suite")).to_be_focused()


def article(page: Page, text: str) -> Locator:
    """The message of the conversation with that text."""
    return page.locator("#conversation article", has_text=text)


def press(page: Page, *keys: str) -> None:
    """One key after the other."""
    for key in keys:
        page.keyboard.press(key)
