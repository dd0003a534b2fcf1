"""Writing on the page of the local workspace: messages, files, changes, and what stays text."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, expect
from slack_sdk import WebClient

from bot.workspace import limits
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message, send, write

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

__all__ = ["amelie", "bot", "browser", "visit"]

HOSTILE = (
    "<script>alert(1)</script> <!channel> <@U0PRIYA001> <img src=https://example.test/x onerror=alert(1)> *a*"
)


def test_a_message_typed_appears_and_reaches_the_workspace(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)

    page.locator("#conversation textarea").press_sequentially("Première ligne")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("deuxième & dernière")
    page.keyboard.press("Enter")

    expect(last_message(page)).to_contain_text("Première ligne\ndeuxième & dernière")
    expect(page.locator("#conversation textarea")).to_have_value("")
    assert workspace.messages(amelie)[0]["text"] == "Première ligne\ndeuxième &amp; dernière"


def test_a_hostile_draft_stays_text(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)

    write(page, HOSTILE)

    expect(last_message(page).locator(".rich-line")).to_have_text(HOSTILE)
    expect(page.locator("article script, article img[src*=example], article .mention")).to_have_count(0)


def test_what_the_workspace_refuses_is_said_and_stays_in_the_box(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)

    write(page, "/inconnue")

    expect(page.locator("#toasts")).to_contain_text("Cette commande n'existe pas")
    expect(page.locator("#conversation textarea")).to_have_value("/inconnue")
    assert workspace.messages(amelie) == []


def test_a_file_is_attached_taken_off_and_sent(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    files: list[FilePayload] = [
        {"name": name, "mimeType": "text/plain", "buffer": bytes(2000)} for name in ("a.txt", "b.txt")
    ]

    page.locator("#conversation input[type=file]").set_input_files(files)
    page.get_by_label("Retirer a.txt").click()
    write(page, "Avec une pièce")

    expect(last_message(page).locator(".files")).to_have_text(re.compile(r"b\.txt\s*2\sko"))
    assert [file["name"] for file in workspace.messages(amelie)[0]["files"]] == ["b.txt"]


def test_a_file_goes_alone_and_nothing_is_written_above_it(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    alone: FilePayload = {"name": "a.txt", "mimeType": "text/plain", "buffer": bytes(2000)}
    page.locator("#conversation input[type=file]").set_input_files(alone)
    page.locator("#conversation .composer textarea").press("Enter")

    expect(last_message(page).locator(".body")).to_have_text(re.compile(r"^Amélie Tremblay\S+ h \d\da\.txt"))


def test_a_file_that_is_too_large_is_not_attached(
    workspace: LocalWorkspace, amelie: Person, visit: Visit, tmp_path: Path
) -> None:
    page = visit(workspace, amelie)
    film = tmp_path / "film.mp4"
    film.write_bytes(bytes(limits.FILE_BYTES + 1))

    page.locator("#conversation input[type=file]").set_input_files(film)

    expect(page.locator("#toasts")).to_contain_text("30 Mo")
    expect(page.locator(".chips li")).to_have_count(0)


def test_ones_own_message_can_be_edited(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)
    send(page, workspace, amelie, "Avant https://example.test/a 🎉")

    last_message(page).hover()
    last_message(page).get_by_label("Modifier le message").click()
    editor = page.locator(".editor textarea")
    expect(editor).to_have_value("Avant https://example.test/a 🎉")
    editor.fill("Après")
    editor.press("Enter")

    expect(last_message(page)).to_contain_text("Après(modifié)")
    assert workspace.messages(amelie)[0]["text"] == "Après"


def test_ones_own_message_can_be_deleted_and_leaves_a_stone_when_it_was_answered(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    answered = send(page, workspace, amelie, "Répondu")
    bot.chat_postMessage(channel=amelie.channel, thread_ts=answered, text="Une réponse")
    send(page, workspace, amelie, "Sans réponse")

    for text in ("Sans réponse", "Répondu"):
        message = page.locator("#conversation article", has_text=text)
        message.hover()
        message.get_by_label("Supprimer").click()
        page.get_by_role("dialog").get_by_text("Supprimer", exact=True).click()
        expect(message).to_have_count(0)

    expect(page.locator("#conversation article")).to_have_count(1)
    expect(last_message(page)).to_contain_text("Ce message a été supprimé.")


def test_nobody_is_offered_to_change_the_bots_messages(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    bot.chat_postMessage(channel=amelie.channel, text="Bonjour")
    page = visit(workspace, amelie)

    expect(last_message(page)).to_contain_text("Bonjour")
    expect(page.get_by_label("Modifier le message")).to_have_count(0)
