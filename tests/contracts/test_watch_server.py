"""The pages that monitors and platforms read of a process."""

import errno
import http.client
import socket
import threading
from http import HTTPStatus

import pytest

from bot.adapters.in_time import InTime, NotInTime
from bot.adapters.watch_server import Page, pages_served

PAGES = {
    "/healthz": lambda: Page("ok\n"),
    "/readyz": lambda: Page("not ready: database\n", HTTPStatus.SERVICE_UNAVAILABLE),
}


def ask(port: int, path: str, method: str = "GET") -> tuple[int, str]:
    """The status and the text of the answer."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request(method, path)
        answer = line.getresponse()
        return answer.status, answer.read().decode()
    finally:
        line.close()


def test_each_page_is_at_its_path_and_nothing_is_anywhere_else() -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port:
        assert ask(port, "/healthz") == (200, "ok\n")
        assert ask(port, "/readyz?verbose=1") == (503, "not ready: database\n")
        for path in ("/", "/metrics", "/healthz/", "/../healthz"):
            assert ask(port, path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_sent_there(method: str) -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port:
        assert ask(port, "/healthz", method)[0] == 501


def test_it_is_there_until_it_is_not() -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port:
        assert ask(port, "/healthz")[0] == 200

    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=10)


def test_a_port_that_is_taken_is_an_error_of_the_system() -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port, pytest.raises(OSError) as refused:  # noqa: PT011
        pages_served("127.0.0.1", port, PAGES).__enter__()

    assert refused.value.errno == errno.EADDRINUSE


def test_who_asks_slowly_keeps_nobody_else_waiting_nor_the_end() -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port:
        slow = socket.create_connection(("127.0.0.1", port), timeout=10)
        slow.sendall(b"GET /healthz HT")
        assert ask(port, "/healthz")[0] == 200
    slow.close()


def test_on_this_machine_alone_it_is_reached_at_no_other_address() -> None:
    with pages_served("127.0.0.1", 0, PAGES) as port, pytest.raises(OSError):  # noqa: PT011
        socket.create_connection(("127.0.0.2", port), timeout=1)


class TestAskingInTime:
    """An answer that may never come."""

    def test_gives_what_comes_in_time_and_raises_what_is_raised(self) -> None:
        ask_in_time = InTime(5)
        assert ask_in_time(lambda: "answer") == "answer"
        with pytest.raises(KeyError):
            ask_in_time(lambda: {}["nothing"])

    def test_waits_no_longer_and_asks_no_second_time_meanwhile(self) -> None:
        ask_in_time, goes_on, asked = InTime(0.01), threading.Event(), list[int]()

        def hangs() -> None:
            asked.append(1)
            goes_on.wait()

        for _ in range(3):
            with pytest.raises(NotInTime):
                ask_in_time(hangs)
        goes_on.set()
        assert asked == [1]

    def test_asks_again_once_the_late_answer_has_come(self) -> None:
        ask_in_time, goes_on = InTime(1), threading.Event()
        late = threading.Thread(target=lambda: ask_in_time(goes_on.wait))
        late.start()
        goes_on.set()
        late.join()

        assert ask_in_time(lambda: 2) == 2
