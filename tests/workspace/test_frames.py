"""Every frame of Socket Mode has the fields that Slack's own has, whatever a person did."""

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk import WebClient
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.people import Person
from bot.workspace.pressing import Press
from bot.workspace.server import LocalWorkspace
from tests.workspace.a_form import TITLE, form, plain
from tests.workspace.raw_bot import RawBot, play
from tests.workspaces import local_workspace, web_client

SHORTCUTS = (
    {"type": "message", "callback_id": "review_message", "name": "Relire", "description": "a"},
    {"type": "global", "callback_id": "new_review", "name": "Nouvelle relecture", "description": "b"},
)
BUTTONS = {
    "type": "actions",
    "elements": [{"type": "button", "action_id": "go", "value": "1", "text": plain("Oui")}],
}

ENVELOPE = {"envelope_id", "type", "accepts_response_payload", "payload"}
RETRIED = {"retry_attempt", "retry_reason"}
EVENT = {
    "token", "team_id", "api_app_id", "event", "type", "event_id", "event_time", "authorizations",
    "is_ext_shared_channel", "event_context",
}  # fmt: skip
PRESSED = {"type", "user", "team", "api_app_id", "token", "enterprise", "is_enterprise_install"}
VIEW = {
    "id", "type", "callback_id", "hash", "private_metadata", "blocks", "state", "title", "root_view_id",
    "previous_view_id", "app_id", "bot_id", "team_id", "external_id", "notify_on_close", "clear_on_close",
}  # fmt: skip
ACTION = {"type", "action_id", "block_id", "text", "value", "action_ts"}
"""https://docs.slack.dev/apis/events-api/using-socket-mode and /reference/interaction-payloads."""

Scene = Callable[[LocalWorkspace, Person], object]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[LocalWorkspace]:
    """A workspace whose app has a command and both kinds of shortcut."""
    with local_workspace(tmp_path, shortcuts=SHORTCUTS, commands=("/policy",)) as running:
        yield running


@pytest.fixture
def amelie(workspace: LocalWorkspace) -> Person:
    """Who does it all."""
    return workspace.person("Amélie")


def frame_of(workspace: LocalWorkspace, act: Callable[[], object]) -> dict[str, Any]:
    """The frame that brings what the person pressed, typed or sent."""
    found: list[dict[str, Any]] = []

    async def scene(bot: RawBot) -> None:
        acting = asyncio.create_task(asyncio.to_thread(act))
        while not found:
            frame = await bot.frame()
            await bot.acknowledge(frame)
            if frame["type"] != "events_api":
                found.append(frame)
        await acting

    play(workspace, scene)
    return found[0]


def test_the_first_frame_says_to_whom_one_is_connected(workspace: LocalWorkspace) -> None:
    async def scene() -> None:
        client = AsyncWebClient(base_url=workspace.api_url)
        address = (await client.apps_connections_open(app_token=workspace.app_token))["url"]
        async with aiohttp.ClientSession() as session, session.ws_connect(address) as ws:
            hello = await ws.receive_json()
            assert hello.keys() == {"type", "num_connections", "connection_info", "debug_info"}
            assert (hello["type"], hello["num_connections"]) == ("hello", 1)
            assert hello["connection_info"] == {"app_id": workspace.identity.app}
            told = {"host", "build_number", "approximate_connection_time"}
            assert hello["debug_info"].keys() == told
            await asyncio.to_thread(workspace.faults.ask_to_reconnect, "warning")
            assert (await ws.receive_json()).items() >= {"type": "disconnect", "reason": "warning"}.items()

    asyncio.run(scene())


def test_an_event_is_counted_and_asks_for_no_answer(workspace: LocalWorkspace, amelie: Person) -> None:
    async def scene(bot: RawBot) -> None:
        workspace.say(amelie, "Un brouillon")
        frame = await bot.frame()
        assert frame.keys() == ENVELOPE | RETRIED
        assert (frame["type"], frame["accepts_response_payload"]) == ("events_api", False)
        assert frame["payload"].keys() >= EVENT
        [installed] = frame["payload"]["authorizations"]
        told = {"enterprise_id", "team_id", "user_id", "is_bot", "is_enterprise_install"}
        assert installed.keys() == told

    play(workspace, scene)


def press_in_a_message(workspace: LocalWorkspace, person: Person) -> object:
    ts = web_client(workspace).chat_postMessage(channel=person.channel, text="a", blocks=[BUTTONS])["ts"]
    return workspace.press(person, ts, "go")


def press_in_a_form(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.press_in_form(person, Press("go"))


def press_at_home(workspace: LocalWorkspace, person: Person) -> object:
    web_client(workspace).views_publish(user_id=person.id, view={"type": "home", "blocks": [BUTTONS]})
    return workspace.press_at_home(person, Press("go"))


def send_a_form(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.submit(person, {"title": "Un titre"})


def close_a_form(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.close(person)


def type_a_command(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.command(person, "/policy a")


def choose_a_shortcut(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.choose(person, "new_review")


def choose_one_of_a_message(workspace: LocalWorkspace, person: Person) -> object:
    return workspace.choose(person, "review_message", workspace.say(person, "Un brouillon"))


FRAMES: list[tuple[Scene, str, bool, set[str]]] = [
    (press_in_a_message, "interactive", False,
     PRESSED | {"container", "trigger_id", "channel", "message", "state", "response_url", "actions"}),
    (press_in_a_form, "interactive", False, PRESSED | {"container", "trigger_id", "view", "actions"}),
    (press_at_home, "interactive", False, PRESSED | {"container", "trigger_id", "view", "actions"}),
    (send_a_form, "interactive", True, PRESSED | {"trigger_id", "view", "response_urls"}),
    (close_a_form, "interactive", False, PRESSED | {"view", "is_cleared"}),
    (choose_a_shortcut, "interactive", False, PRESSED | {"callback_id", "trigger_id", "action_ts"}),
    (choose_one_of_a_message, "interactive", False, PRESSED | {
        "callback_id", "trigger_id", "action_ts", "channel", "message_ts", "message", "response_url"}),
    (type_a_command, "slash_commands", True, {
        "token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command",
        "text", "api_app_id", "is_enterprise_install", "response_url", "trigger_id"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("act", "kind", "asks", "fields"), FRAMES, ids=[str(each[0].__name__) for each in FRAMES]
)
def test_a_frame_has_what_slacks_has_and_nothing_else(
    workspace: LocalWorkspace, amelie: Person, act: Scene, kind: str, asks: bool, fields: set[str]
) -> None:
    client: WebClient = web_client(workspace)
    view = form([TITLE, BUTTONS], notify_on_close=True)
    client.views_open(trigger_id=workspace.new_trigger(amelie), view=view)

    frame = frame_of(workspace, lambda: act(workspace, amelie))

    assert frame.keys() == ENVELOPE
    assert (frame["type"], frame["accepts_response_payload"]) == (kind, asks)
    payload = frame["payload"]
    assert payload.keys() == fields
    for action in payload.get("actions", ()):
        assert action.keys() == ACTION
    if payload.get("view", {}).get("type") == "modal":
        assert payload["view"].keys() >= VIEW
