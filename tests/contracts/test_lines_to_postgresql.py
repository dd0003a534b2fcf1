"""A database whose machine is gone is noticed: the lines to it are looked after, by both that open any."""

import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy.engine import Engine

from bot.adapters.database import open_database, parse_address
from bot.adapters.jobs_database import open_jobs_database

WITHIN = 20
"""Seconds, as docs/decisions.md says."""


class Relay:
    """Hands every connection on to the socket file of a server."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._ends = [self._listening]
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def close(self) -> None:
        """End every line."""
        for each in self._ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for each in self._ends:
            each.close()

    def _begin(self, work: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=work, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.socket(socket.AF_UNIX)
                self._ends += (near, far)
                far.connect(self._server)
                self._begin(partial(pour, near, far))
                self._begin(partial(pour, far, near))


def pour(source: socket.socket, into: socket.socket) -> None:
    """Everything that comes, and then the end."""
    with suppress(OSError):  # the other way may end first
        while some := source.recv(65_536):
            into.sendall(some)
        into.shutdown(socket.SHUT_WR)


@pytest.fixture
def over_tcp(migrated_postgresql: Engine) -> Iterator[str]:
    """The address of the database as another machine would write it."""
    url = migrated_postgresql.url
    with closing(Relay(f"{url.query['host']}/.s.PGSQL.5432")) as relay:
        place = f"@127.0.0.1:{relay.port}/"
        yield re.sub(r"@/(\w+)\?.*", rf"{place}\1", url.render_as_string(hide_password=False))


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="only Linux has all of these")
def test_a_machine_that_is_gone_is_noticed_on_every_line(over_tcp: str, tmp_path: Path) -> None:
    with ExitStack() as stack:
        for engine in (open_database(over_tcp), open_jobs_database(parse_address(over_tcp), tmp_path)):
            stack.callback(engine.dispose)
            connection = stack.enter_context(closing(engine.raw_connection()))
            with socket.socket(fileno=socket.dup(connection.driver_connection.fileno())) as line:
                idle, interval, count, unanswered = (
                    line.getsockopt(socket.IPPROTO_TCP, option)
                    for option in (
                        socket.TCP_KEEPIDLE,
                        socket.TCP_KEEPINTVL,
                        socket.TCP_KEEPCNT,
                        socket.TCP_USER_TIMEOUT,
                    )
                )
            assert idle + interval * count <= WITHIN
            assert 0 < unanswered <= WITHIN * 1000
