"""Too much at once is said at once, politely, and nothing of it is kept; and how a process is, is told."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from bot.slack import web as web_module
from bot.slack.web import MOST_AT_ONCE
from tests.slack.open_web_door import WebDoor
from tests.slack.payloads import commanded, delivered, said


@pytest.fixture
def door() -> Iterator[WebDoor]:
    with WebDoor() as door:
        yield door


@contextmanager
def a_slow_database(door: WebDoor) -> Iterator[None]:
    """As many requests under way as may be, until the block ends; then all of them are kept."""
    answered = threading.Event()
    door.before_keeping = lambda received: answered.wait(20) or None
    with ThreadPoolExecutor(MOST_AT_ONCE) as slack:
        sent = [
            slack.submit(door.send, delivered(said(f"Un {n}"), event_id=f"Ev{n}"))
            for n in range(MOST_AT_ONCE)
        ]
        deadline = time.monotonic() + 20
        while door.requests.under_way < MOST_AT_ONCE and time.monotonic() < deadline:
            time.sleep(0.01)
        yield
        answered.set()
        assert [each.result()[0] for each in sent] == [200] * MOST_AT_ONCE


def test_what_is_too_much_is_refused_at_once_for_slack_to_send_again(door: WebDoor) -> None:
    with a_slow_database(door):
        began = time.monotonic()
        assert door.send(delivered(said("Un de plus"))) == (503, "Service Unavailable")
        assert time.monotonic() - began < 1
    door.before_keeping = lambda received: None

    assert door.noted("web.busy") == [{"count": 1, "under_way": MOST_AT_ONCE}]
    assert door.send(delivered(said("Un de plus")))[0] == 200
    assert len(door.received) == MOST_AT_ONCE + 1


def test_who_types_a_command_then_is_told_so_in_words(door: WebDoor) -> None:
    with a_slow_database(door):
        status, told = door.send_form(commanded("/vigie", "Rendement garanti"))

    assert status == 200
    assert '"response_type": "ephemeral"' in told
    assert "try again" in told
    assert "garanti" not in told
    assert all(each.kind == "message" for each in door.received), "it was not kept"


def test_a_platform_learns_that_it_lives_and_whether_it_can_work(door: WebDoor) -> None:
    assert door.ask(b"", {}, "GET", "/healthz") == (200, "ok")
    assert door.ask(b"", {}, "GET", "/readyz") == (200, "ok")
    door.missing.append("database")
    assert door.ask(b"", {}, "GET", "/readyz") == (503, "database")
    assert door.ask(b"", {}, "GET", "/healthz") == (200, "ok")
    assert door.ask(b"", {}, "POST", "/healthz")[0] == 405


def test_how_it_is_is_told_while_every_thread_waits_for_the_database(door: WebDoor) -> None:
    with a_slow_database(door):
        began = time.monotonic()
        assert door.ask(b"", {}, "GET", "/readyz") == (200, "ok")
        assert door.ask(b"", {}, "GET", "/healthz") == (200, "ok")
        assert time.monotonic() - began < 2


def test_a_look_that_never_ends_is_one_thread_and_the_answer_comes_in_time(
    door: WebDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_module, "_SECONDS_TO_LOOK", 0.1)
    ends, looks = threading.Event(), list[int]()

    def look() -> list[str]:
        looks.append(1)
        ends.wait(20)
        return []

    door.unready = look
    assert [door.ask(b"", {}, "GET", "/readyz") for _ in range(3)] == [(503, "database")] * 3
    assert len(looks) == 1
    ends.set()
    monkeypatch.setattr(web_module, "_SECONDS_TO_LOOK", 20)
    assert door.ask(b"", {}, "GET", "/readyz") == (200, "ok")


def test_every_acknowledgement_is_counted_with_its_seconds(door: WebDoor) -> None:
    door.send(delivered(said("Bonjour")))
    door.ask(b"{}", {})

    assert [status for status, _ in door.metrics.acks] == [200, 401]
    assert all(0 < seconds < 5 for _, seconds in door.metrics.acks)
