"""Trouble on purpose: each kind is met by as many calls as it was made for."""

import http.client
import time
import urllib.error

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.workspace.faults import Fault
from bot.workspace.server import LocalWorkspace
from tests.workspaces import web_client

DROPPED = (urllib.error.URLError, http.client.HTTPException, ConnectionError)


@pytest.fixture
def client(workspace: LocalWorkspace) -> WebClient:
    """The bot's client, which tries once."""
    return web_client(workspace)


def test_too_many_requests_say_how_long_to_wait(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("auth.test", Fault(status=429, retry_after=7), times=2)
    for _ in range(2):
        with pytest.raises(SlackApiError) as raised:
            client.auth_test()
        assert raised.value.response.status_code == 429
        assert raised.value.response.headers["Retry-After"] == "7"
        assert raised.value.response["error"] == "ratelimited"
    assert client.auth_test()["ok"]


@pytest.mark.parametrize("status", [500, 503])
def test_a_broken_server_answers_no_json(workspace: LocalWorkspace, client: WebClient, status: int) -> None:
    workspace.faults.next_calls("auth.test", Fault(status=status))
    with pytest.raises(SlackApiError) as raised:
        client.auth_test()
    assert raised.value.response.status_code == status
    assert client.auth_test()["ok"]


def test_an_error_is_answered_and_nothing_is_done(workspace: LocalWorkspace, client: WebClient) -> None:
    person = workspace.person("Camille")
    workspace.faults.next_calls("chat.postMessage", Fault(error="internal_error"))
    with pytest.raises(SlackApiError, match="internal_error"):
        client.chat_postMessage(channel=person.channel, text="a")
    assert workspace.messages(person) == []


@pytest.mark.parametrize(("drop", "stored"), [("before", 0), ("after", 1)])
def test_a_line_is_dropped_before_or_after_the_work(
    workspace: LocalWorkspace, client: WebClient, drop: str, stored: int
) -> None:
    person = workspace.person("Camille")
    workspace.faults.next_calls("chat.postMessage", Fault(drop=drop))
    with pytest.raises(DROPPED):
        client.chat_postMessage(channel=person.channel, text="a")
    assert len(workspace.messages(person)) == stored
    assert client.chat_postMessage(channel=person.channel, text="b")["ok"]


def test_a_slow_answer_comes_late(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("auth.test", Fault(delay=0.1))
    began = time.monotonic()
    assert client.auth_test()["ok"]
    assert time.monotonic() - began >= 0.1


def test_other_methods_are_not_touched(workspace: LocalWorkspace, client: WebClient) -> None:
    workspace.faults.next_calls("chat.postMessage", Fault(status=500))
    assert client.auth_test()["ok"]
