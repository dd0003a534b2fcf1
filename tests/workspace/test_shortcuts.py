"""Shortcuts: in the menu of a message, and of no message."""

from collections.abc import Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from slack_sdk.webhook import WebhookClient

from bot.workspace.people import COMPLIANCE_CHANNEL, MARKETING_CHANNEL, Person
from bot.workspace.people_refusals import Refused
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import form
from tests.workspace.heard import heard
from tests.workspace.page_client import browse, post, state
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import FAST, local_workspace, web_client

MARKETING = MARKETING_CHANNEL.id
SHORTCUTS = (
    {"type": "message", "callback_id": "review_message", "name": "Relire", "description": "a"},
    {"type": "global", "callback_id": "new_review", "name": "Nouvelle relecture", "description": "b"},
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace whose app has a shortcut of each kind."""
    with local_workspace(tmp_path, pace=FAST, shortcuts=SHORTCUTS) as running:
        yield running


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who chooses."""
    return workspace.person("Amélie")


def refused(act: Callable[[], object]) -> str:
    """Why, in a text key."""
    with pytest.raises(Refused) as raised:
        act()
    return raised.value.key


def test_one_of_a_message_brings_it_even_where_the_app_is_not(
    workspace: LocalWorkspace, amelie: Person
) -> None:
    ts = workspace.say(workspace.person("James"), "Guaranteed returns!", channel=MARKETING)
    payload = heard(workspace, lambda: workspace.choose(amelie, "review_message", ts, MARKETING))
    assert (payload["type"], payload["callback_id"]) == ("message_action", "review_message")
    assert (payload["user"]["id"], payload["message_ts"]) == (amelie.id, ts)
    assert payload["channel"] == {"id": MARKETING, "name": "marketing"}
    assert (payload["message"]["text"], payload["message"]["user"]) == ("Guaranteed returns!", "U0JAMES001")
    assert payload["message"]["blocks"][0]["type"] == "rich_text"
    sent = WebhookClient(payload["response_url"], timeout=5).send_dict({"text": "Relu"})
    assert sent.status_code == 200
    assert [each["text"] for each in workspace.private(amelie, MARKETING)] == ["Relu"]
    assert web_client(workspace).views_open(trigger_id=payload["trigger_id"], view=form())["ok"]


def test_one_of_no_message_opens_a_form(workspace: LocalWorkspace, amelie: Person) -> None:
    payload = heard(workspace, lambda: workspace.choose(amelie, "new_review"))
    assert (payload["type"], payload["callback_id"]) == ("shortcut", "new_review")
    assert payload["action_ts"]
    assert payload.keys().isdisjoint({"channel", "message", "response_url"})
    web_client(workspace).views_open(trigger_id=payload["trigger_id"], view=form())
    assert workspace.view_of(amelie)


def test_what_there_is_not_cannot_be_chosen(workspace: LocalWorkspace, amelie: Person) -> None:
    private = web_client(workspace).chat_postMessage(channel=COMPLIANCE_CHANNEL.id, text="a")["ts"]
    ts = workspace.say(amelie, "Un brouillon")
    gone = workspace.say(amelie, "Retiré")
    workspace.say(amelie, "Une suite", gone)
    workspace.delete(amelie, gone)
    for shortcut, message in (("unknown", ts), ("new_review", ts), ("review_message", "")):
        with pytest.raises(Refused, match=r"page\.error\.gone"):
            workspace.choose(amelie, shortcut, message)

    async def scene(bot: RawBot) -> None:
        for message, channel in (("1.0", ""), (gone, ""), (private, COMPLIANCE_CHANNEL.id)):
            with pytest.raises(Refused, match=r"page\.error\.gone"):
                workspace.choose(amelie, "review_message", message, channel)

    play(workspace, scene)


def test_a_bot_that_is_away_or_slow_is_told_of(workspace: LocalWorkspace, amelie: Person) -> None:
    assert refused(lambda: workspace.choose(amelie, "new_review")) == "page.error.shortcut-nobody"

    async def scene(bot: RawBot) -> None:
        assert refused(lambda: workspace.choose(amelie, "new_review")) == "page.error.shortcut-timeout"

    play(workspace, scene)


def test_a_page_has_them_in_its_menus(workspace: LocalWorkspace, amelie: Person) -> None:
    ts = workspace.say(amelie, "Un brouillon")

    async def scene(session: aiohttp.ClientSession) -> None:
        shown = await state(session)
        assert shown["shortcuts"] == [
            {"type": "message", "callback_id": "review_message", "name": "Relire"},
            {"type": "global", "callback_id": "new_review", "name": "Nouvelle relecture"},
        ]
        assert shown["commands"] == ["/invite"]
        nobody = {"ok": False, "error": "page.error.shortcut-nobody"}
        assert await post(session, "shortcut", callback_id="new_review") == nobody
        of_message = {"callback_id": "review_message", "channel": amelie.channel, "message_ts": ts}
        assert await post(session, "shortcut", **of_message) == nobody

    browse(workspace, scene)
