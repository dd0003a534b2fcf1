"""What the bot sends is drawn on the page of the local workspace, and what is pressed reaches it."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.every_block import DRAWN, EVERY_BLOCK
from tests.workspace.golden_files import golden
from tests.workspace.on_the_page import amelie, bot, card, pressed

__all__ = ["amelie", "bot", "browser", "card", "pressed", "visit"]

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone


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
        {"type": "actions", "elements": [{"type": "timepicker"}]},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "hologram"}]}],
        },
    ]

    def add_unknown(route: Route) -> None:
        answer = route.fetch().json()
        answer["messages"][0]["blocks"] = unknown
        route.fulfill(json=answer)

    page = visit(workspace, amelie)
    page.route("**/ui/state*", add_unknown)
    page.reload()

    expect(page.locator(".not-drawn")).to_have_text(
        [f"Bloc non affiché: {kind}" for kind in ("video", "timepicker", "hologram")]
    )


@pytest.mark.slow
def test_every_card_of_the_bot_is_drawn_whole(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    cards = [each for each in golden() if "type" not in each]
    for sent in cards:
        bot.chat_postMessage(channel=amelie.channel, text=sent["text"], blocks=sent["blocks"])

    page = visit(workspace, amelie)

    expect(page.locator("#conversation article")).to_have_count(len(cards))
    expect(page.locator(".not-drawn")).to_have_count(0)


def test_the_rewrite_can_be_copied(card: Locator) -> None:
    card.page.context.grant_permissions(["clipboard-read", "clipboard-write"])

    card.locator("pre").hover()
    card.locator(".copyable", has=card.page.locator("pre")).get_by_role("button").click()

    expect(card.get_by_text("Copié")).to_be_visible()
    assert card.page.evaluate("navigator.clipboard.readText()") == "une version\nà copier"


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
    for _ in range(2):
        card.get_by_role("button", name="Autre version").click()
        expect(card.locator("[aria-busy]")).to_have_count(0)

    expect(card.page.locator(".toast")).to_have_text(
        ["Vigie n'a pas répondu à temps. Réessayez dans un instant."]
    )
