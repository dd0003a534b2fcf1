"""What the clause index adds on a server: several processes at once, plain words when it cannot be had."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.index_server import IndexServer, ServerAddress
from bot.usecases.ports import IndexBusy, StorageError
from tests.chroma_server import throwaway_chroma
from tests.clause_indexes import CLAUSES, EMBEDDER, PRINTS, VECTORS, build, clause, vector
from tests.served import address_of, served


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with throwaway_chroma() as address:
        yield address


@pytest.fixture
def index(address: str) -> Iterator[ChromaIndex]:
    index = ChromaIndex(ServerAddress(address))
    index.keep_last(0)
    yield index
    index.close()


@pytest.mark.parametrize(
    ("url", "host", "port", "encrypted"),
    [
        ("http://chroma:8001", "chroma", 8001, False),
        ("http://127.0.0.1", "127.0.0.1", 8000, False),
        ("https://chroma.example", "chroma.example", 443, True),
        ("http://[::1]:9000", "[::1]", 9000, False),
    ],
)
def test_an_address_says_where_the_server_is(url: str, host: str, port: int, encrypted: bool) -> None:
    address = ServerAddress(url, "secret")

    assert (address.host, address.port, address.encrypted) == (host, port, encrypted)
    assert "secret" not in repr(address)


BUILDS_ANOTHER = """
import sys
from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.index_server import ServerAddress
from tests.clause_indexes import CLAUSES, EMBEDDER, VECTORS, clause, vector
index = ChromaIndex(ServerAddress(sys.argv[1]))
index.build("b", EMBEDDER, [*CLAUSES, clause(9)], [*VECTORS, vector(0.5)])
index.close()
"""


def test_what_one_process_builds_another_finds_while_both_have_it_open(
    index: ChromaIndex, address: str
) -> None:
    build(index)
    subprocess.run([sys.executable, "-c", BUILDS_ANOTHER, address], check=True)

    assert index.is_complete("b", EMBEDDER, 5)
    assert index.search("b", EMBEDDER, vector(0.5), 1)[0][0] == clause(9).fingerprint
    assert index.is_complete("a", EMBEDDER, 4)


def test_many_build_at_once_and_none_loses_a_clause(index: ChromaIndex, address: str) -> None:
    def build_one(number: int) -> None:
        own = ChromaIndex(ServerAddress(address))
        own.build(f"{number}", EMBEDDER, [*CLAUSES, clause(number)], [*VECTORS, vector(number / 100)])
        own.close()

    threads = [threading.Thread(target=build_one, args=(number,)) for number in range(10, 16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    for number in range(10, 16):
        assert index.is_complete(f"{number}", EMBEDDER, 5)
        found = {text for text, _ in index.search(f"{number}", EMBEDDER, VECTORS[0], 100)}
        assert {*PRINTS, clause(number).fingerprint} <= found


@pytest.mark.slow
def test_what_is_on_the_server_outlives_it(tmp_path: Path) -> None:
    with throwaway_chroma(tmp_path) as address:
        first = ChromaIndex(ServerAddress(address))
        build(first)
        first.close()
    with throwaway_chroma(tmp_path) as address:
        second = ChromaIndex(ServerAddress(address))
        assert second.is_complete("a", EMBEDDER, 4)
        second.close()


@pytest.mark.slow
def test_a_server_that_went_away_and_came_back_is_found_again(tmp_path: Path) -> None:
    with throwaway_chroma(tmp_path) as address:
        index = ChromaIndex(ServerAddress(address))
        build(index)
    with pytest.raises(IndexBusy, match="does not answer"):
        index.search("a", EMBEDDER, VECTORS[0], 1)
    with throwaway_chroma(tmp_path, int(address.rpartition(":")[2])):
        assert index.search("a", EMBEDDER, VECTORS[0], 1)[0][0] == PRINTS[0]
    index.close()


def test_where_nobody_listens_every_method_says_so_in_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        index = ChromaIndex(ServerAddress(f"http://127.0.0.1:{free.getsockname()[1]}", "secret"))
        for use in (
            lambda: index.is_complete("a", EMBEDDER, 4),
            lambda: index.search("a", EMBEDDER, VECTORS[0], 1),
            lambda: build(index),
            lambda: index.keep_last(1),
        ):
            with pytest.raises(IndexBusy, match=r"does not answer .*check CHROMA_URL") as told:
                use()
            assert "\n" not in str(told.value)
            assert "secret" not in str(told.value)
            assert told.value.__cause__ is None


def test_a_server_that_never_answers_is_given_up_on() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = ServerAddress(f"http://127.0.0.1:{silent.getsockname()[1]}")
        from bot.adapters.chroma_index import _on_server

        begin = time.monotonic()
        with (
            pytest.raises(IndexBusy, match="does not answer"),
            IndexServer(address, _on_server, 0.3).opened(),
        ):
            pass
        assert time.monotonic() - begin < 10


class _Unwilling(BaseHTTPRequestHandler):
    """What stands before a server, and wants a token."""

    def do_GET(self) -> None:
        asked.append(self.headers.get("Authorization", ""))
        self.send_response(401)
        self.end_headers()
        self.wfile.write(b"Unauthorized: policies of the firm")

    def log_message(self, *_: object) -> None:
        pass


asked: list[str] = []


def test_a_token_that_is_refused_is_said_so() -> None:
    with served(HTTPServer(("127.0.0.1", 0), _Unwilling)) as server:
        index = ChromaIndex(ServerAddress(address_of(server).rstrip("/"), "secret"))
        with pytest.raises(StorageError, match=r"refuses this token .*check CHROMA_TOKEN") as told:
            index.is_complete("a", EMBEDDER, len(CLAUSES))

    assert not isinstance(told.value, IndexBusy)
    assert "policies of the firm" not in str(told.value)
    assert asked == ["Bearer secret"]
