"""The page of the local workspace as people meet it: in a real browser, on the real server."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from bot import workspace as workspace_package
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message, send, write
from tests.workspaces import bolt_app, local_workspace, running

__all__ = ["amelie", "bot", "browser", "visit"]

PAGE = Path(workspace_package.__file__).parent / "page"


@pytest.mark.slow
def test_another_person_has_another_language_another_conversation_and_another_draft(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    workspace.say(amelie, "En français")
    page = visit(workspace, amelie)
    page.locator("#conversation textarea").fill("Pas fini")

    page.get_by_role("button", name="James Whitaker").click()
    composer = page.get_by_label("Message Vigie")
    expect(composer).to_have_value("")
    expect(page.locator("html")).to_have_attribute("lang", "en-CA")
    expect(page.locator("article")).to_have_count(0)
    composer.fill("Not done")

    page.get_by_role("button", name="Amélie Tremblay").click()
    expect(page.get_by_label("Message à Vigie")).to_have_value("Pas fini")
    expect(page.locator("article")).to_have_count(1)
    assert page.url.endswith(amelie.id)


def test_a_guest_is_marked(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)

    expect(page.locator(".side-item", has_text="Alex Morin").locator(".badge")).to_have_text("Invité")
    expect(page.locator("#people .badge")).to_have_count(1)


def test_suggestions_are_offered_until_the_person_writes_greeted_or_not_and_sent_by_a_click(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    bot.assistant_threads_setSuggestedPrompts(
        channel_id=amelie.channel,
        title="Par où commencer?",
        prompts=[{"title": "Un essai", "message": "Mon texte"}],
    )
    bot.chat_postMessage(channel=amelie.channel, text="Bonjour, je suis Vigie")
    expect(last_message(page)).to_contain_text("Bonjour, je suis Vigie")

    page.get_by_role("button", name="Un essai").click()

    expect(last_message(page)).to_contain_text("Mon texte")
    expect(page.get_by_text("Par où commencer?")).to_have_count(0)


def test_the_bot_hears_that_the_conversation_was_opened_and_the_page_that_the_bot_is_there(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    expect(page.locator(".banner")).to_have_text("Vigie n'est pas connectée. Vos messages l'attendent ici.")
    opened: list[str] = []
    app = bolt_app(workspace)

    @app.event("app_home_opened")
    async def hear(event: dict[str, Any]) -> None:
        opened.append(event["user"])

    with running(app, workspace):
        expect(page.locator(".banner")).to_be_hidden()
        workspace.wait_for(lambda: opened == [amelie.id])


def test_a_page_that_lost_its_server_catches_up_when_it_is_back(tmp_path: Path, visit: Visit) -> None:
    with local_workspace(tmp_path) as first:
        person = first.person("Amélie")
        page = visit(first, person)
        port = first.port
    expect(page.locator(".banner")).to_contain_text("Elle se reconnecte")

    with local_workspace(tmp_path, port=port) as second:
        second.say(person, "Écrit entre-temps")
        expect(last_message(page)).to_contain_text("Écrit entre-temps")
        expect(page.locator(".banner")).not_to_contain_text("Elle se reconnecte")


@pytest.mark.slow
def test_on_a_telephone_the_thread_covers_the_conversation(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie, viewport={"width": 390, "height": 844})
    ts = send(page, workspace, amelie, "Mon brouillon")
    bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Ma réponse")

    expect(last_message(page, "#thread")).to_be_visible()
    expect(page.locator("#conversation")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_label("Fermer le fil").click()
    page.get_by_label("Changer de personne").click()
    page.get_by_role("button", name="Priya Shah").click()
    expect(page.get_by_label("Message Vigie")).to_be_focused()


def test_what_one_sends_is_seen_however_long_and_wherever_one_was_reading(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    for number in range(20):
        workspace.say(amelie, f"Brouillon {number}")
    page = visit(workspace, amelie, viewport={"width": 1280, "height": 700})
    expect(last_message(page)).to_be_in_viewport()

    write(page, "Une longue lettre à mes clients. " * 120)
    expect(last_message(page)).to_contain_text("Une longue lettre")
    expect(last_message(page)).to_be_in_viewport()

    page.locator("#messages").evaluate("(list) => { list.scrollTop = 0; }")
    expect(last_message(page)).not_to_be_in_viewport()
    write(page, "Et une courte.")
    expect(last_message(page)).to_contain_text("Et une courte.")
    expect(last_message(page)).to_be_in_viewport()


def test_no_script_of_the_page_makes_markup_from_text() -> None:
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc"
        r"|\beval\(|new Function|setHTML|\.style\.cssText|javascript:"
    )
    found = {file.name: risky.findall(file.read_text(encoding="utf-8")) for file in PAGE.rglob("*.*")}

    assert {name: words for name, words in found.items() if words} == {}
    assert not re.search(
        r"<style|style=|<script(?![^>]*src=)| on[a-z]+=", (PAGE / "index.html").read_text("utf-8")
    )


def test_no_file_of_the_page_is_long() -> None:
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in PAGE.rglob("*.*")}

    assert {name: length for name, length in lengths.items() if length > 300} == {}
