"""Nobody keeps the web door shut by holding it: neither with silent lines nor with bodies of nobody's."""

import asyncio
import http.client
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from http import HTTPStatus

import pytest

from bot.slack import bodies, lines
from bot.slack import web as web_module
from bot.slack.bodies import MOST_BYTES, Bodies, Message
from tests.slack.open_web_door import WebDoor
from tests.slack.payloads import delivered, said

SOON = 0.3


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[WebDoor]:
    """One that waits for a request no longer than a moment, and takes ten lines."""
    monkeypatch.setattr(lines, "SECONDS_TO_ASK", SOON)
    monkeypatch.setattr(web_module, "_MOST_CONNECTIONS", 10)
    with WebDoor() as door:
        yield door


@contextmanager
def line_to(door: WebDoor) -> Iterator[socket.socket]:
    with socket.create_connection(("127.0.0.1", door.port), timeout=5) as line:
        yield line


def is_closed(line: socket.socket, drip: bytes = b"") -> bool:
    """Whether the door closes it soon, though a byte comes now and then."""
    deadline = time.monotonic() + 3
    line.settimeout(SOON / 6)
    with suppress(ConnectionError):
        while time.monotonic() < deadline:
            with suppress(TimeoutError):
                if not line.recv(4096):
                    return True
            line.sendall(drip)
        return False
    return True


def test_a_line_on_which_nothing_is_asked_is_closed(door: WebDoor) -> None:
    with line_to(door) as line:
        assert is_closed(line)


def test_so_is_one_on_which_somebody_never_finishes_asking(door: WebDoor) -> None:
    with line_to(door) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: here\r\nX: ")
        assert is_closed(line, b"a")


@pytest.mark.parametrize(
    ("length", "more"), [(0, b"POST /healthz HTTP/1.1\r\nX: "), (1_000_000, b"some of the body")]
)
def test_so_is_one_that_goes_on_after_its_answer_without_asking(
    door: WebDoor, length: int, more: bytes
) -> None:
    with line_to(door) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n" % length)
        assert line.recv(4096).startswith(b"HTTP/1.1 404")
        line.sendall(more)
        assert is_closed(line, b"a")


def test_one_may_ask_again_on_the_same_line_and_take_its_time_between(door: WebDoor) -> None:
    line = http.client.HTTPConnection("127.0.0.1", door.port, timeout=5)
    for _ in range(2):
        line.request("GET", "/healthz")
        assert line.getresponse().read() == b"ok"
        time.sleep(SOON * 2)
    line.close()


def test_what_takes_long_to_be_kept_is_not_cut_off(door: WebDoor) -> None:
    door.before_keeping = lambda received: time.sleep(SOON * 2)

    assert door.send(delivered(said("Bonjour")))[0] == 200


def test_lines_that_say_nothing_do_not_keep_the_door_shut(door: WebDoor) -> None:
    with ExitStack() as stack:
        for _ in range(12):
            stack.enter_context(line_to(door))
        assert door.ask(b"", {}, "GET", "/healthz")[0] == 503
        deadline = time.monotonic() + 3
        while door.ask(b"", {}, "GET", "/healthz")[0] != 200:
            assert time.monotonic() < deadline


class TestBodies:
    """Read side by side, in one process."""

    def test_all_together_are_no_more_than_what_may_be_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bodies, "MOST_BYTES_AT_ONCE", 3 * MOST_BYTES)
        assert asyncio.run(read_at_once([MOST_BYTES] * 5)) == [True, True, True, False, False]

    def test_a_small_one_is_read_beside_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(bodies, "MOST_BYTES_AT_ONCE", 3 * MOST_BYTES)
        assert asyncio.run(read_at_once([MOST_BYTES] * 4 + [50_000])) == [True, True, True, False, True]


async def read_at_once(sizes: list[int]) -> list[bool]:
    """Which of these bodies are read when all of them come before any is whole; none is held afterwards."""
    reading, go_on = Bodies(), asyncio.Event()

    def sender(size: int) -> "asyncio.Future[bytes | HTTPStatus]":
        pieces = iter([b" " * size, b""])

        async def receive() -> Message:
            some = next(pieces)
            if not some:
                await go_on.wait()
            return {"type": "http.request", "body": some, "more_body": bool(some)}

        return asyncio.ensure_future(reading.whole(receive))

    senders = [sender(size) for size in sizes]
    await asyncio.sleep(0)
    go_on.set()
    came = [await each for each in senders]
    assert reading.held == 0
    assert all(each == HTTPStatus.SERVICE_UNAVAILABLE for each in came if isinstance(each, HTTPStatus))
    return [isinstance(each, bytes) for each in came]
