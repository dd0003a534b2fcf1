"""Bolt does what it is told here and nothing of its own: no environment, no call before the ack, no log."""

import asyncio
import json
import logging
from typing import Any

import pytest
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.oauth.state_store import FileOAuthStateStore

from bot.slack.app import build_app
from bot.slack.calls import open_async_client, open_client
from bot.slack.messenger import SlackMessenger
from bot.usecases.chat_ports import CannotShow, Place, Received, TryLater
from bot.usecases.views import Failed
from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.slack.open_door import OpenDoor
from tests.slack.payloads import commanded, delivered, pressed, said
from tests.usecases.conversation import Conversation
from tests.workspaces import in_a_hurry

NOWHERE = "http://127.0.0.1:9/api/"
MARK = "CONFIDENTIEL"


def dispatch(
    body: dict[str, Any], mode: Any = "socket_mode", submit: Any = lambda received: True
) -> BoltResponse:
    """The answer to a payload, when Slack's own API is out of reach."""
    client = open_async_client("xoxb-1", NOWHERE)
    app = build_app(client, submit, Conversation().ports)
    sent = json.dumps(body) if mode == "http" else body
    headers = {"content-type": "application/json"}
    return asyncio.run(app.async_dispatch(AsyncBoltRequest(mode=mode, body=sent, headers=headers)))


def test_an_event_is_acknowledged_without_asking_slack_anything() -> None:
    kept: list[Received] = []

    assert dispatch(delivered(said("Bonjour")), submit=kept.append).status == 200
    assert [each.text for each in kept] == ["Bonjour"]


@pytest.mark.parametrize(
    "body",
    [
        delivered({"type": "agent_session_stopped"}),
        delivered({"type": "app_home_opened", "tab": "home"}),
        pressed({"type": "button", "action_id": "of_2019"}),
        {"type": "block_suggestion", "action_id": "a", "block_id": "b", "value": "v"},
        {"type": "view_submission", "view": {"callback_id": "c", "type": "modal"}, "user": {"id": "U1"}},
        {"type": "view_closed", "view": {"callback_id": "c", "type": "modal"}},
        {"type": "shortcut", "callback_id": "c", "trigger_id": "t", "user": {"id": "U1"}},
        {"type": "message_action", "callback_id": "c", "message": said("x")},
        {"command": "/vigie", "text": "x", "user_id": "U1", "team_id": "T1"},
        commanded("/of_2019", "x"),
        {"type": "something_of_2031"},
        {},
    ],
)
def test_whatever_is_not_for_us_is_acknowledged(body: dict[str, Any]) -> None:
    assert dispatch(body).status == 200


@pytest.mark.parametrize(
    "body",
    [
        delivered(said("x")),
        pressed({"type": "button", "action_id": "card_retry", "value": "card"}),
        commanded("/policy", "x"),
        commanded("/vigie", "x"),
    ],
)
def test_what_could_not_be_kept_is_not_acknowledged(body: dict[str, Any]) -> None:
    def fail(received: Received) -> bool:
        raise RuntimeError(received.text)

    response = dispatch(body, submit=fail)
    assert (response.status, response.body) == (500, "")


def test_a_request_that_no_socket_brought_is_refused() -> None:
    kept: list[Received] = []

    assert dispatch(delivered(said("x")), mode="http", submit=kept.append).status != 200
    assert kept == []


@pytest.fixture
def strange_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that Bolt, the SDK and urllib look for by themselves."""
    for name in (
        "BOT_TOKEN",
        "APP_TOKEN",
        "SIGNING_SECRET",
        "VERIFICATION_TOKEN",
        "CLIENT_ID",
        "CLIENT_SECRET",
    ):
        monkeypatch.setenv(f"SLACK_{name}", f"wrong-{name.lower()}")
    monkeypatch.setenv("SLACK_SCOPES", "admin")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    # For an OAuth app, Bolt makes a folder in the home of whoever runs it.
    monkeypatch.setattr(FileOAuthStateStore, "_mkdir", staticmethod(lambda path: None))


@pytest.mark.usefixtures("strange_environment")
def test_nothing_in_the_environment_changes_anything(workspace: LocalWorkspace) -> None:
    person = workspace.person("Amélie")
    with OpenDoor(workspace) as door:
        workspace.open(person)
        ts = workspace.say(person, "Bonjour")
        workspace.wait_for(lambda: door.received and workspace.prompts(person))
        messenger = SlackMessenger(open_client(workspace.bot_token, workspace.api_url))
        place = Place(workspace.identity.team, person.channel, ts)
        assert messenger.post(place, "key", Failed("card", "ab12"), "fr")

    assert door.error is None
    assert [what for what, _ in door.notes] == ["socket.connected"]


@in_a_hurry
def test_no_text_is_logged_whatever_happens(
    workspace: LocalWorkspace,
    door: OpenDoor,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    person = workspace.person("Amélie")
    ts = workspace.say(person, f"Un brouillon {MARK}")
    workspace.wait_for(lambda: door.received)
    messenger = SlackMessenger(open_client(workspace.bot_token, workspace.api_url))
    place = Place(workspace.identity.team, person.channel, ts)
    messenger.post(place, "key", Failed("card", MARK), "fr")
    for fault in (Fault(status=500), Fault(status=429), Fault(drop="after"), Fault(error="invalid_blocks")):
        workspace.faults.next_calls("chat.postMessage", fault)
        with pytest.raises((TryLater, CannotShow)) as trouble:
            messenger.post(place, "key", Failed("card", MARK), "fr")
        assert MARK not in repr(trouble.value)
    workspace.deliver({"type": "something_of_2031", "text": MARK})
    door.before_keeping = _fail
    workspace.say(person, f"Un autre {MARK}")
    workspace.wait_for(lambda: len(door.noted("event.not-kept")) == 4)
    dispatch(delivered(said(MARK)), mode="http")
    door.stop()

    shown = capfd.readouterr()
    for where in (caplog.text, shown.out, shown.err, str(door.notes)):
        assert MARK not in where
        assert workspace.bot_token not in where
        assert workspace.app_token not in where


def _fail(received: Received) -> None:
    raise RuntimeError(received.text)
