"""A small HTTP server of a test's own, in a thread for as long as a block lasts."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import HTTPServer
from typing import TypeVar

Server = TypeVar("Server", bound=HTTPServer)


@contextmanager
def served(server: Server) -> Iterator[Server]:
    """It answers until the block ends, and is gone a moment later: nobody waits for its thread to look."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, name="served")
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def address_of(server: HTTPServer) -> str:
    """Where it is asked, with the slash at the end."""
    return f"http://127.0.0.1:{server.server_port}/"
