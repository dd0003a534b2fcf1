"""What monitors and platforms ask of a process, over HTTP on a port of its own: GET, and no ids anywhere."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

_SECONDS_TO_ASK = 10.0
"""How long somebody may take to send a request."""
_SECONDS_TO_END = 0.1
"""How long a process that ends waits for this server at most."""


@dataclass(frozen=True, slots=True)
class Page:
    """One answer."""

    text: str
    status: HTTPStatus = HTTPStatus.OK
    media_type: str = "text/plain; charset=utf-8"


@contextmanager
def pages_served(host: str, port: int, pages: Mapping[str, Callable[[], Page]]) -> Iterator[int]:
    """Serve those pages by their paths while it is entered, on any free port for 0; gives the port.

    Raises OSError for a port that cannot be had.
    """
    server = _Server((host, port), pages)
    thread = threading.Thread(
        target=server.serve_forever, args=(_SECONDS_TO_END,), name="watch-server", daemon=True
    )
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    """One thread a request; what somebody never finishes asking keeps no process from ending."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, address: tuple[str, int], pages: Mapping[str, Callable[[], Page]]) -> None:
        if ":" in address[0]:
            import socket

            self.address_family = socket.AF_INET6
        super().__init__(address, _Handler)
        self.pages = pages

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody went away in the middle: nothing to tell."""


class _Handler(BaseHTTPRequestHandler):
    timeout = _SECONDS_TO_ASK
    server: _Server

    def do_GET(self) -> None:
        """One page, or 404."""
        page = self.server.pages.get(urlsplit(self.path).path)
        self._answer(page() if page else Page("Not Found", HTTPStatus.NOT_FOUND))

    def _answer(self, page: Page) -> None:
        body = page.text.encode()
        self.send_response(page.status)
        self.send_header("Content-Type", page.media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def version_string(self) -> str:
        """Not which Python this is."""
        return "vigie"

    def log_message(self, *_: object) -> None:
        """Nobody wants to read of every look."""
