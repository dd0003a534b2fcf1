"""Every way in on the page: commands, names, channels, shortcuts, links to messages."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk import WebClient

from bot.workspace.people import MARKETING_CHANNEL, Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.a_form import plain
from tests.workspace.on_the_page import amelie, bot, last_message, write
from tests.workspaces import bolt_app, local_workspace, running

__all__ = ["amelie", "bot", "browser", "visit"]

CHANNEL = MARKETING_CHANNEL.id
SHORTCUTS = (
    {"type": "message", "callback_id": "review_message", "name": "Relire comme un post"},
    {"type": "global", "callback_id": "new_review", "name": "Relire un brouillon"},
)


@pytest.fixture
def heard() -> list[dict[str, Any]]:
    """What the bot got."""
    return []


@pytest.fixture
def workspace(tmp_path: Path, heard: list[dict[str, Any]]) -> Iterator[LocalWorkspace]:
    """A workspace whose bot answers a command for one person's eyes, and puts another answer in its place."""
    with local_workspace(tmp_path, commands=("/policy", "/vigie"), shortcuts=SHORTCUTS) as workspace:
        app = bolt_app(workspace)

        @app.command("/vigie")
        async def answer(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack()
            button = {"type": "button", "action_id": "again", "text": plain("Encore"), "value": "1"}
            await respond(text="Une", blocks=[{"type": "actions", "elements": [button]}])

        @app.action("again")
        async def replace(ack: AsyncAck, respond: AsyncRespond) -> None:
            await ack()
            await respond(text="Autre réponse", replace_original=True)

        @app.shortcut(re.compile(""))
        async def hear(ack: AsyncAck, shortcut: dict[str, Any]) -> None:
            await ack()
            heard.append(shortcut)

        @app.event("app_mention")
        async def mentioned(event: dict[str, Any]) -> None:
            heard.append(event)

        with running(app, workspace):
            yield workspace


@pytest.fixture
def page(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> Page:
    """Amélie's."""
    return visit(workspace, amelie)


@pytest.fixture
def in_channel(page: Page) -> Page:
    """Amélie's, in a channel where people write."""
    page.get_by_role("button", name="marketing").click()
    expect(page.get_by_label("Message à #marketing")).to_be_visible()
    return page


def test_a_command_completes_itself_by_keyboard_alone(page: Page) -> None:
    box = page.locator("#conversation textarea")
    box.press_sequentially("/")
    expect(page.get_by_role("option")).to_have_text(["/policy", "/vigie", "/invite"])
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", selected=True)).to_have_text("/vigie")
    page.keyboard.press("Enter")
    expect(box).to_have_value("/vigie ")
    expect(page.get_by_role("option")).to_have_count(0)

    box.fill("/vig")
    expect(page.get_by_role("option")).to_have_text("/vigie")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(box).to_have_value("/vig")


@pytest.mark.slow
def test_a_name_completes_itself_with_or_without_accents(page: Page) -> None:
    box = page.locator("#conversation textarea")
    box.press_sequentially("Pour @elis")
    page.get_by_role("option", name="Élise Gagnon").click()
    expect(box).to_have_value("Pour @Élise Gagnon ")
    expect(box).to_be_focused()

    write(page, "Pour @Élise Gagnon et merci")
    expect(last_message(page).locator(".mention")).to_have_text("@Élise Gagnon")


def test_one_alone_sees_the_answer_to_a_command_and_what_takes_its_place(
    workspace: LocalWorkspace, in_channel: Page, visit: Visit
) -> None:
    write(in_channel, "/vigie Mon brouillon")
    expect(last_message(in_channel).locator(".only-you")).to_have_text("Visible par vous uniquement")
    in_channel.get_by_role("button", name="Encore").click()
    expect(last_message(in_channel)).to_contain_text("Autre réponse")
    expect(in_channel.locator("#conversation article")).to_have_count(1)

    james = visit(workspace, workspace.person("James"))
    james.get_by_role("button", name="marketing").click()
    expect(james.locator("#conversation h2")).to_have_text("marketing")
    expect(james.locator("article")).to_have_count(0)


def test_a_bot_that_is_spoken_to_where_it_is_not_can_be_invited(
    workspace: LocalWorkspace, in_channel: Page, heard: list[dict[str, Any]]
) -> None:
    write(in_channel, "@Vigie Regarde ceci")
    offer = in_channel.locator(".offer")
    expect(offer).to_contain_text("Vigie n'est pas dans ce canal et n'a pas reçu votre message.")
    assert heard == []

    offer.get_by_role("button", name="Inviter Vigie").click()
    expect(offer).to_be_hidden()
    expect(in_channel.locator(".present")).to_have_text("Vigie est dans ce canal")
    expect(last_message(in_channel)).to_contain_text("a rejoint le canal.")
    expect(last_message(in_channel).locator(".toolbar")).to_have_count(0)

    write(in_channel, "@Vigie Regarde cela")
    workspace.wait_for(lambda: [each["type"] for each in heard] == ["app_mention"])


def test_people_answer_each_other_in_threads_of_a_channel(
    workspace: LocalWorkspace, in_channel: Page, visit: Visit
) -> None:
    write(in_channel, "Qui publie demain?")
    last_message(in_channel).hover()
    in_channel.get_by_label("Répondre dans le fil").click()
    write(in_channel, "Moi", "#thread")
    expect(last_message(in_channel, "#thread")).to_contain_text("Moi")

    last_message(in_channel, "#thread").hover()
    in_channel.locator("#thread").get_by_label("Supprimer").last.click()
    in_channel.get_by_role("dialog").get_by_role("button", name="Supprimer").click()
    expect(in_channel.locator("#thread article")).to_have_count(1)


@pytest.mark.slow
def test_what_one_alone_sees_in_a_thread_is_no_answer_in_it(
    in_channel: Page, bot: WebClient, amelie: Person, workspace: LocalWorkspace
) -> None:
    write(in_channel, "/invite @Vigie")
    expect(last_message(in_channel)).to_contain_text("a rejoint le canal.")
    write(in_channel, "Qui publie demain?")
    expect(last_message(in_channel)).to_contain_text("demain")
    ts = workspace.messages_in(MARKETING_CHANNEL)[-1]["ts"]

    bot.chat_postEphemeral(channel=CHANNEL, user=amelie.id, thread_ts=ts, text="Pour vous")
    summary = last_message(in_channel).locator(".reply-count")
    expect(summary).to_have_text("Visible par vous uniquement")
    bot.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="Pour tous")
    expect(summary).to_have_text("1 réponse")

    summary.click()
    expect(in_channel.locator("#thread article.ephemeral")).to_contain_text("Pour vous")
    expect(in_channel.locator("#thread .count")).to_have_text("1 réponse")


def test_a_message_has_a_menu_of_shortcuts_for_mouse_and_keyboard(
    workspace: LocalWorkspace, in_channel: Page, heard: list[dict[str, Any]]
) -> None:
    write(in_channel, "Nos fonds sont sans risque.")
    last_message(in_channel).hover()
    last_message(in_channel).get_by_label("Raccourcis pour ce message").click()
    in_channel.get_by_role("menuitem", name="Relire comme un post").click()
    workspace.wait_for(lambda: len(heard) == 1)

    last_message(in_channel).get_by_label("Raccourcis pour ce message").press("Enter")
    in_channel.keyboard.press("Enter")
    workspace.wait_for(lambda: len(heard) == 2)
    assert {each["callback_id"] for each in heard} == {"review_message"}
    assert heard[1]["message"]["text"] == "Nos fonds sont sans risque."
    assert heard[1]["channel"]["id"] == CHANNEL


def test_a_shortcut_is_offered_beside_every_box(
    workspace: LocalWorkspace, page: Page, heard: list[dict[str, Any]]
) -> None:
    page.get_by_label("Raccourcis et fichiers").click()
    expect(page.get_by_role("menuitem")).to_have_text(["Relire un brouillon · Vigie", "Joindre un fichier"])
    page.keyboard.press("Enter")
    workspace.wait_for(lambda: [each["callback_id"] for each in heard] == ["new_review"])


@pytest.mark.slow
def test_a_link_to_a_message_opens_it_here(bot: WebClient, page: Page, amelie: Person) -> None:
    ts = bot.chat_postMessage(channel=amelie.channel, text="La fiche")["ts"]
    answer = bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="La suite")["ts"]
    address = bot.chat_getPermalink(channel=amelie.channel, message_ts=answer)["permalink"]
    bot.chat_postMessage(channel=amelie.channel, text=f"<{address}|Y aller>")

    page.get_by_role("link", name="Y aller").click()
    expect(last_message(page, "#thread")).to_be_focused()
    expect(last_message(page, "#thread")).to_contain_text("La suite")
    assert len(page.context.pages) == 1


@pytest.mark.slow
def test_who_is_where_is_known_at_once(workspace: LocalWorkspace, in_channel: Page, amelie: Person) -> None:
    workspace.leave(workspace.person("Priya"))
    expect(in_channel.get_by_role("button", name="Priya Shah")).to_have_count(0)
    expect(in_channel.locator("#conversation h2")).to_have_text("marketing")

    workspace.leave(amelie)
    expect(in_channel.get_by_role("button", name="Amélie Tremblay")).to_have_count(0)
    expect(in_channel.locator("#conversation h2")).to_have_text("Vigie")


@pytest.mark.slow
def test_officers_alone_see_their_channel(workspace: LocalWorkspace, page: Page, visit: Visit) -> None:
    expect(page.get_by_role("button", name="conformite-compliance")).to_have_count(0)

    nadia = visit(workspace, workspace.person("Nadia"))
    expect(nadia.get_by_role("button", name="conformite-compliance")).to_be_visible()
