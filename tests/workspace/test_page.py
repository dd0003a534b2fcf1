"""The page of the local workspace, as people use it: in a real browser, on the real server."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from slack_sdk import WebClient

from bot import workspace as workspace_package
from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.every_block import DRAWN, EVERY_BLOCK
from tests.workspaces import bolt_app, local_workspace, running, web_client

__all__ = ["browser", "visit"]

PAGE = Path(workspace_package.__file__).parent / "page"
CARDS = sorted((Path(__file__).parents[1] / "golden" / "slack").glob("*.json"))
HOSTILE = "<script>alert(1)</script> <!channel> <@U0PRIYA001> <img src=https://example.test/x onerror=alert(1)> *a*"


@pytest.fixture
def bot(workspace: LocalWorkspace) -> WebClient:
    """The bot, moved by hand."""
    return web_client(workspace)


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who writes in French."""
    return workspace.person("Amélie")


def write(page: Page, text: str, pane: str = "#conversation") -> None:
    """Type into a pane's composer and send."""
    composer = page.locator(f"{pane} .composer textarea")
    composer.fill(text)
    composer.press("Enter")


def last_message(page: Page, pane: str = "#conversation") -> Locator:
    return page.locator(f"{pane} article").last


def send(page: Page, workspace: LocalWorkspace, person: Person, text: str) -> str:
    """Write a message and wait until it is there; its ts."""
    before = len(workspace.messages(person))
    write(page, text)
    workspace.wait_for(lambda: len(workspace.messages(person)) > before)
    return str(workspace.messages(person)[-1]["ts"])


def golden_cards() -> Iterator[dict[str, Any]]:
    """The messages that the bot is known to send; a file holds one, or several by name."""
    for file in CARDS:
        content = json.loads(file.read_text(encoding="utf-8"))
        yield from [content] if "blocks" in content else content.values()


# -- writing


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


def test_a_file_is_attached_taken_off_and_sent(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)
    files = [{"name": name, "mimetype": "text/plain", "buffer": b"x" * 2000} for name in ("a.txt", "b.txt")]

    page.locator("#conversation input[type=file]").set_input_files(
        [{"name": str(f["name"]), "mimeType": "text/plain", "buffer": b"x" * 2000} for f in files]
    )
    page.get_by_label("Retirer a.txt").click()
    write(page, "Avec une pièce")

    expect(last_message(page).locator(".files")).to_have_text(re.compile(r"b\.txt\s*2\sko"))
    assert [file["name"] for file in workspace.messages(amelie)[0]["files"]] == ["b.txt"]


def test_a_file_that_is_too_large_is_not_attached(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)

    page.locator("#conversation input[type=file]").set_input_files(
        [{"name": "film.mp4", "mimeType": "video/mp4", "buffer": bytes(5 * 1024 * 1024 + 1)}]
    )

    expect(page.locator("#toasts")).to_contain_text("5 Mo")
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


# -- threads


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
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    page.keyboard.type("Mon brouillon")
    page.keyboard.press("Enter")
    ts = workspace.wait_for(lambda: [m["ts"] for m in workspace.messages(amelie)])[0]
    answer = bot.chat_postMessage(channel=amelie.channel, thread_ts=ts, text="Carte", blocks=EVERY_BLOCK)
    expect(page.locator("#thread .select")).to_be_visible()

    def tab_to(name: str, key: str = "Tab") -> None:
        for _ in range(40):
            if page.evaluate("document.activeElement.dataset.focus") == name:
                return
            page.keyboard.press(key)
        raise AssertionError(f"{name} cannot be reached")

    with running(bolt_app(workspace), workspace):
        tab_to("platform")
        page.keyboard.press("Enter")
        page.keyboard.press("f")
        page.keyboard.press("Escape")
        expect(page.locator("#thread .select")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#thread")).to_be_hidden()
    tab_to("summary")
    page.keyboard.press("Enter")
    page.keyboard.type("Merci")
    page.keyboard.press("Enter")
    workspace.wait_for(lambda: workspace.messages(amelie)[-1]["text"] == "Merci")
    tab_to("edit", "Shift+Tab")
    assert answer["ok"]


# -- what the bot sends


@pytest.fixture
def card(workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit) -> Iterator[Locator]:
    """The bot's message with every block, on Amélie's page."""
    bot.chat_postMessage(channel=amelie.channel, text="Tout", blocks=EVERY_BLOCK)
    message = last_message(visit(workspace, amelie))
    expect(message.locator(".button.select")).to_be_visible()
    yield message


def test_every_block_is_drawn(card: Locator) -> None:
    for where, text in DRAWN.items():
        expect(card.locator(where)).to_have_text(text)
    expect(card.locator("hr")).to_have_count(1)
    expect(card.locator(".not-drawn")).to_have_count(0)


def test_links_open_elsewhere_and_only_pages(card: Locator) -> None:
    links = card.locator("a").evaluate_all("all => all.map(a => [a.protocol, a.target, a.rel])")

    assert links == [["https:", "_blank", "noopener noreferrer"]] * 3
    expect(card).to_contain_text("piège")


def test_a_block_that_the_page_does_not_know_is_seen_to_be_there(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    bot.chat_postMessage(channel=amelie.channel, text="Film")
    unknown = [
        {"type": "video"},
        {"type": "actions", "elements": [{"type": "datepicker"}]},
        {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "hologram"}]}]},
    ]

    def add_unknown(route: Route) -> None:
        answer = route.fetch().json()
        answer["messages"][0]["blocks"] = unknown
        route.fulfill(json=answer)

    page = visit(workspace, amelie)
    page.route("**/ui/state*", add_unknown)
    page.reload()

    expect(page.locator(".not-drawn")).to_have_text(
        [f"Bloc non affiché: {kind}" for kind in ("video", "datepicker", "hologram")]
    )


def test_every_card_of_the_bot_is_drawn_whole(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    cards = list(golden_cards())
    for card in cards:
        bot.chat_postMessage(channel=amelie.channel, text=card["text"], blocks=card["blocks"])

    page = visit(workspace, amelie)

    expect(page.locator("#conversation article")).to_have_count(len(cards))
    expect(page.locator(".not-drawn")).to_have_count(0)


def test_the_rewrite_can_be_copied(card: Locator) -> None:
    card.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    card.locator("pre").hover()
    card.locator(".copyable", has=card.page.locator("pre")).get_by_role("button").click()

    expect(card.get_by_text("Copié")).to_be_visible()
    assert card.page.evaluate("navigator.clipboard.readText()") == "une version\nà copier"


# -- what the bot is told


@pytest.fixture
def pressed(workspace: LocalWorkspace) -> Iterator[list[dict[str, Any]]]:
    """The actions that a connected bot has heard of."""
    heard: list[dict[str, Any]] = []
    app = bolt_app(workspace)

    @app.action(re.compile(""))
    async def hear(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        heard.append(action)

    with running(app, workspace):
        yield heard


def test_a_button_and_what_is_chosen_in_lists_reach_the_bot(
    workspace: LocalWorkspace, card: Locator, pressed: list[dict[str, Any]]
) -> None:
    page = card.page

    card.get_by_role("button", name="Autre version").click()
    workspace.wait_for(lambda: len(pressed) == 1)
    card.locator(".select").click()
    page.get_by_role("option", name="Facebook").click()
    expect(card.locator(".select")).to_have_text("Facebook")
    card.get_by_label("Plus d'actions").click()
    page.get_by_role("menuitem", name="Second").click()
    workspace.wait_for(lambda: len(pressed) == 3)

    assert [action["action_id"] for action in pressed] == ["again", "platform", "rest"]
    assert pressed[0]["value"] == "c1"
    assert [action["selected_option"]["value"] for action in pressed[1:]] == ["facebook", "second"]


def test_a_button_that_asks_first_does_nothing_until_the_answer_is_yes(
    workspace: LocalWorkspace, card: Locator, pressed: list[dict[str, Any]]
) -> None:
    dialog = card.page.get_by_role("dialog", name="Vraiment?")

    card.get_by_role("button", name="Retirer").click()
    dialog.get_by_text("Non").click()
    expect(dialog).to_have_count(0)
    assert pressed == []

    card.get_by_role("button", name="Retirer").click()
    dialog.get_by_text("Oui").click()
    workspace.wait_for(lambda: [action["value"] for action in pressed] == ["c2"])


def test_the_keyboard_stays_where_it_was_when_the_card_is_drawn_anew(
    card: Locator, bot: WebClient, workspace: LocalWorkspace, amelie: Person
) -> None:
    card.locator(".select").focus()

    message = workspace.messages(amelie)[0]
    bot.chat_update(channel=amelie.channel, ts=message["ts"], text="Neuf", blocks=EVERY_BLOCK[-1:])

    expect(card.locator("h3")).to_have_count(0)
    expect(card.locator(".select")).to_be_focused()


def test_a_press_that_nobody_hears_is_told(card: Locator) -> None:
    card.get_by_role("button", name="Autre version").click()

    expect(card.page.locator("#toasts")).to_contain_text("n'a pas été confirmée")


# -- people, connection, screens


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


def test_suggestions_are_offered_until_the_first_message_and_sent_by_a_click(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    bot.assistant_threads_setSuggestedPrompts(
        channel_id=amelie.channel, title="Par où commencer?", prompts=[{"title": "Un essai", "message": "Mon texte"}]
    )

    page.get_by_role("button", name="Un essai").click()

    expect(last_message(page)).to_contain_text("Mon texte")
    expect(page.get_by_text("Par où commencer?")).to_have_count(0)


def test_the_bot_hears_that_the_conversation_was_opened_and_the_page_that_the_bot_is_there(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    expect(page.locator(".banner")).to_have_text("Vigie n'est pas connecté. Vos messages l'attendent ici.")
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


def test_no_script_of_the_page_makes_markup_from_text() -> None:
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment|srcdoc"
        r"|\beval\(|new Function|setHTML|\.style\.cssText|javascript:"
    )
    found = {file.name: risky.findall(file.read_text(encoding="utf-8")) for file in PAGE.glob("*.*")}

    assert {name: words for name, words in found.items() if words} == {}
    assert not re.search(r"<style|style=|<script(?![^>]*src=)| on[a-z]+=", (PAGE / "index.html").read_text("utf-8"))


def test_no_file_of_the_page_is_long() -> None:
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in PAGE.iterdir()}

    assert {name: length for name, length in lengths.items() if length > 300} == {}
