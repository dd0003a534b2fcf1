"""What the app shows each person at home: published, changed, pressed."""

import asyncio
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient

from bot.workspace.people import Person
from bot.workspace.people_refusals import Refused
from bot.workspace.pressing import Press
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import TITLE, option, plain
from tests.workspace.heard import events, heard
from tests.workspace.page_client import AMELIE, browse, news, post, state
from tests.workspace.refusals import refusal

SECTION = {
    "type": "section",
    "block_id": "queue",
    "text": {"type": "mrkdwn", "text": "*Demandes*"},
    "accessory": {"type": "overflow", "action_id": "home_more", "options": [option("all"), option("mine")]},
}
BUTTONS = {
    "type": "actions",
    "block_id": "next",
    "elements": [{"type": "button", "action_id": "home_next", "value": "queue||2", "text": plain("Suite")}],
}


def home(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A home with those blocks."""
    return {"type": "home", "blocks": list(blocks) or [SECTION, BUTTONS]} | more


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Whose home it is."""
    return workspace.person("Amélie")


def test_each_person_has_their_own(workspace: LocalWorkspace, client: WebClient, amelie: Person) -> None:
    first = client.views_publish(user_id=amelie.id, view=home(private_metadata="queue"))["view"]
    assert (first["type"], first["private_metadata"], first["root_view_id"]) == ("home", "queue", first["id"])
    assert workspace.home_of(amelie) == first
    assert workspace.home_of(workspace.person("James")) is None
    second = client.views_publish(user_id=amelie.id, view=home(BUTTONS))["view"]
    assert (second["id"], len(second["blocks"])) == (first["id"], 1)
    assert second["hash"] != first["hash"]
    assert client.views_update(view_id=first["id"], view=home())["view"]["id"] == first["id"]
    assert workspace.view_of(amelie) is None


def test_what_changed_meanwhile_is_not_changed_again(client: WebClient, amelie: Person) -> None:
    first = client.views_publish(user_id=amelie.id, view=home())["view"]
    client.views_publish(user_id=amelie.id, view=home(), hash=first["hash"])
    given = {"user_id": amelie.id, "view": home(), "hash": first["hash"]}
    assert refusal(client.views_publish, **given)["error"] == "hash_conflict"


@pytest.mark.parametrize(
    ("user", "view", "error"),
    [
        ("U404", home(), "user_not_found"),
        (AMELIE, home(title=plain("Accueil")), "invalid_arguments"),
        (AMELIE, home(private_metadata="x" * 3001), "invalid_arguments"),
        (AMELIE, {"type": "modal", "title": plain("a"), "blocks": [BUTTONS]}, "invalid_arguments"),
        (AMELIE, home({"type": "markdown", "text": "a"}), "invalid_arguments"),
        (AMELIE, home(*[{"type": "divider"}] * 101), "invalid_arguments"),
        (AMELIE, home(*[{"type": "section", "text": plain("x" * 3000)}] * 100), "view_too_large"),
    ],
)
def test_what_slack_would_not_take_is_refused(
    client: WebClient, user: str, view: dict[str, Any], error: str
) -> None:
    assert refusal(client.views_publish, user_id=user, view=view)["error"] == error


def test_a_home_may_ask_something_with_no_button_to_send_it(client: WebClient, amelie: Person) -> None:
    assert client.views_publish(user_id=amelie.id, view=home(TITLE))["ok"]


def test_the_app_hears_who_looks_and_what_they_see(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    workspace.open_home(amelie)
    published = client.views_publish(user_id=amelie.id, view=home())["view"]
    workspace.open_home(amelie)
    workspace.open(amelie)
    before, after, messages = events(workspace)
    assert [each["tab"] for each in (before, after, messages)] == ["home", "home", "messages"]
    assert (before.get("view"), after["view"], messages.get("view")) == (None, published, None)
    assert (before["user"], before["channel"]) == (amelie.id, amelie.channel)


def test_a_press_at_home_stands_in_no_channel(
    workspace: LocalWorkspace, client: WebClient, amelie: Person
) -> None:
    view = client.views_publish(user_id=amelie.id, view=home())["view"]
    payload = heard(workspace, lambda: workspace.press_at_home(amelie, Press("home_next")))
    assert payload["container"] == {"type": "view", "view_id": view["id"]}
    assert (payload["view"]["type"], payload["view"]["hash"]) == ("home", view["hash"])
    assert payload.keys().isdisjoint({"channel", "message", "response_url"})
    assert (payload["actions"][0]["value"], payload["actions"][0]["type"]) == ("queue||2", "button")
    chosen = Press("home_more", choice="mine")
    payload = heard(workspace, lambda: workspace.press_at_home(amelie, chosen))
    assert payload["actions"][0]["selected_option"]["value"] == "mine"
    with pytest.raises(Refused):
        workspace.press_at_home(workspace.person("James"), Press("home_next"))


def test_a_page_draws_its_home_and_hears_of_every_change(
    workspace: LocalWorkspace, client: WebClient
) -> None:
    async def scene(session: aiohttp.ClientSession) -> None:
        assert (await state(session))["home"] is None
        async with session.get("/ui/events", params={"person": AMELIE}) as stream:
            await stream.content.readline()
            assert (await post(session, "home"))["ok"]
            await asyncio.to_thread(lambda: client.views_publish(user_id=AMELIE, view=home()))
            shown = (await news(stream, "home"))["home"]
            assert (shown["type"], len(shown["blocks"])) == ("home", 2)
            assert (await state(session))["home"] == shown
            assert (await state(session, person="U0JAMES001"))["home"] is None
            action = {"type": "overflow", "action_id": "home_more", "selected_option": {"value": "mine"}}
            pressed = await post(session, "action", view_id=shown["id"], action=action)
            assert pressed["error"] == "page.notice.no-ack"

    browse(workspace, scene)
