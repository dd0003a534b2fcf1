"""The channel on the page: who sees it, what is read there, and that nobody writes there."""

import pytest
from playwright.sync_api import Route, expect
from slack_sdk import WebClient

from bot.workspace.people import POLICY_CHANNEL, Person
from bot.workspace.server import LocalWorkspace
from tests.browser import Visit, browser, visit
from tests.workspace.on_the_page import amelie, bot, last_message
from tests.workspaces import bolt_app, running

pytestmark = pytest.mark.slow  # each opens a browser: `make test` looks at the doors alone

__all__ = ["amelie", "bot", "browser", "visit"]

CHANNEL = POLICY_CHANNEL.id


@pytest.mark.parametrize(
    ("name", "silence"),
    [
        (
            "Amélie",
            "Personne d'autre que Vigie n'écrit ici. Pour lui parler, ouvrez votre conversation privée.",
        ),
        ("James", "Only Vigie writes here. To speak with it, open your conversation with it."),
    ],
)
def test_a_channel_is_read_and_not_written_in(
    workspace: LocalWorkspace, bot: WebClient, visit: Visit, name: str, silence: str
) -> None:
    page = visit(workspace, workspace.person(name))
    page.get_by_role("button", name="politiques-policies").click()
    expect(page.locator("#conversation h2")).to_have_text("politiques-policies")
    expect(page.locator("#conversation .composer")).to_be_hidden()
    expect(page.locator("#conversation .read-only")).to_have_text(silence)

    ts = bot.chat_postMessage(channel=CHANNEL, text="Version 4 publiée")["ts"]
    bot.chat_postMessage(channel=CHANNEL, thread_ts=ts, text="Article 3")
    expect(page.locator("#conversation article")).to_contain_text("Version 4 publiée")
    expect(page.locator("#conversation .toolbar button")).to_have_count(1)  # a reaction is no message
    page.locator("#conversation article").press("Enter")
    expect(last_message(page, "#thread")).to_contain_text("Article 3")
    expect(page.locator("#thread .composer")).to_be_hidden()
    expect(page.locator("#thread .read-only")).to_have_text(silence)

    page.get_by_role("button", name="Vigie", exact=False).first.click()
    expect(page.locator("#conversation .composer")).to_be_visible()
    expect(page.locator("#conversation article")).to_have_count(0)
    expect(page.locator("#thread")).to_be_hidden()


def test_what_comes_elsewhere_is_marked_until_it_is_seen(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    channel = page.locator(f'[data-focus="{CHANNEL}"]')
    bot.chat_postMessage(channel=CHANNEL, text="Version 4 publiée")
    expect(channel.get_by_label("Nouveaux messages")).to_be_visible()
    expect(page.locator("article")).to_have_count(0)

    channel.click()
    expect(last_message(page)).to_contain_text("Version 4 publiée")
    expect(channel.get_by_label("Nouveaux messages")).to_have_count(0)
    expect(channel).to_have_attribute("aria-current", "page")

    workspace.say(amelie, "D'une autre page")
    expect(page.locator('[data-focus="app"]').get_by_label("Nouveaux messages")).to_be_visible()
    expect(page.locator("article")).to_have_count(1)


def test_a_page_opened_in_the_channel_stays_there(
    workspace: LocalWorkspace, bot: WebClient, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    page.get_by_role("button", name="politiques-policies").click()
    expect(page.locator("#conversation h2")).to_have_text("politiques-policies")
    bot.chat_postMessage(channel=CHANNEL, text="Version 4 publiée")

    page.reload()
    expect(last_message(page)).to_contain_text("Version 4 publiée")
    with running(bolt_app(workspace), workspace):  # a page that catches up stays where it is
        expect(page.locator("#conversation h2")).to_have_text("politiques-policies")


def test_a_guest_sees_no_channel_even_at_its_address(
    workspace: LocalWorkspace, bot: WebClient, visit: Visit
) -> None:
    bot.chat_postMessage(channel=CHANNEL, text="Version 4 publiée")
    guest = workspace.person("Alex")
    page = visit(workspace, guest)
    expect(page.get_by_role("button", name="politiques-policies")).to_have_count(0)

    page.goto(f"{workspace.page_url}?person={guest.id}&channel={CHANNEL}")
    expect(page.locator("#conversation h2")).to_have_text("Vigie")
    expect(page.locator("article")).to_have_count(0)


def test_a_line_that_opens_late_does_not_call_anybody_back(
    workspace: LocalWorkspace, amelie: Person, visit: Visit
) -> None:
    page = visit(workspace, amelie)
    lines: list[Route] = []
    questions: list[Route] = []
    page.route("**/ui/events*", lambda route: lines.append(route))
    page.reload()
    channel = page.get_by_role("button", name="politiques-policies")
    expect(channel).to_be_visible()
    page.route("**/ui/state*", lambda route: questions.append(route))

    with page.expect_request("**/ui/state*"):
        channel.click()
    with page.expect_request("**/ui/state*"):  # what the line asks once it is open
        lines[-1].continue_()
    for question in questions:
        question.continue_()

    expect(page.locator("#conversation h2")).to_have_text("politiques-policies")
    expect(channel).to_have_attribute("aria-current", "page")
    assert CHANNEL in page.url


def test_who_owns_the_policies_is_shown(workspace: LocalWorkspace, amelie: Person, visit: Visit) -> None:
    page = visit(workspace, amelie)
    owner = page.locator(".side-item", has_text="Élise Gagnon")
    expect(owner).to_contain_text("@policy-owners")
    expect(page.locator(".side-item", has_text="@policy-owners")).to_have_count(1)
