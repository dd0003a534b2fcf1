"""A form opens once, and before its trigger is stale, however slow Slack or the database is."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.listeners import forms
from bot.slack.listeners.forms import FormOpener
from bot.usecases.chat_ports import Person, Place, Received
from bot.usecases.talk import TalkPorts
from tests.usecases.conversation import Conversation

ALONE = Received("E1", "E1", "command", Place("T1", "C1", "E1"), "E1", "UAMELIE", choice="review")
"""`/vigie` with nothing after it."""


class Client(AsyncWebClient):
    """Keeps what it is asked to show; `slow` is how many seconds it takes to open something."""

    def __init__(self, slow: float = 0.0) -> None:
        super().__init__("xoxb-1", "http://127.0.0.1:9/api/")
        self.slow = slow
        self.closed = False
        """Whether the person closes what opened."""
        self.asked: list[tuple[str, str]] = []

    async def views_open(self, **asked: Any) -> Any:
        self.asked.append(("open", asked["view"].get("callback_id", "")))
        await asyncio.sleep(self.slow)
        return {"view": {"id": "V1"}}

    async def views_update(self, **asked: Any) -> Any:
        self.asked.append(("update", asked["view"].get("callback_id", "")))
        if self.closed:
            answer = SimpleNamespace(status_code=200, data={"ok": False, "error": "not_found"}, headers={})
            raise SlackApiError("", answer)
        return {}


def ports(found: Callable[[], None] = lambda: None) -> TalkPorts:
    """Those of a conversation; `found` happens whenever somebody asks who a person is."""
    talk = Conversation()
    known = talk.ports.directory

    class Asked:
        def person(self, person_id: str) -> Person:
            found()
            return known.person(person_id)

    return replace(talk.ports, directory=Asked())


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "_SOON", 0.05)
    monkeypatch.setattr(forms, "_IN_ALL", 0.2)


def opened(client: Client, given: TalkPorts) -> bool:
    async def open_it() -> bool:
        opener = FormOpener(client, given)
        is_open: Awaitable[bool] = opener.opened("trigger", ALONE)
        answer = await is_open
        await asyncio.gather(*opener._filling)
        return answer

    return asyncio.run(open_it())


def test_what_is_known_at_once_opens_as_it_is() -> None:
    client = Client()

    assert opened(client, ports())
    assert client.asked == [("open", "form_review")]


def test_what_takes_a_moment_opens_as_a_page_that_says_so_and_is_filled() -> None:
    client = Client()

    assert opened(client, ports(lambda: time.sleep(0.1)))
    assert client.asked == [("open", ""), ("update", "form_review")]


def test_a_slack_that_does_not_answer_is_not_asked_again_with_a_trigger_that_is_used() -> None:
    client = Client(slow=0.3)

    assert not opened(client, ports())
    assert client.asked == [("open", "form_review")]


def test_a_page_that_its_reader_closed_meanwhile_is_no_trouble() -> None:
    client, notes = Client(), list[tuple[str, Any]]()
    client.closed = True
    given = ports(lambda: time.sleep(0.1))

    assert opened(client, replace(given, note=lambda what, /, **ids: notes.append((what, ids))))
    assert client.asked == [("open", ""), ("update", "form_review")]
    assert notes == []


def test_a_fault_leaves_no_page_that_says_one_moment_for_ever() -> None:
    def fail() -> None:
        time.sleep(0.1)
        raise KeyError("of ours")

    client, notes = Client(), list[tuple[str, Any]]()
    given = replace(ports(fail), note=lambda what, /, **ids: notes.append((what, ids)))

    assert opened(client, given)
    assert [each for each, _ in client.asked] == ["open", "update"]
    assert notes == [("form.not-opened", {"why": "KeyError"})]
