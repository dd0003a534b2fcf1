"""A server that speaks as OpenAI does, says what a test scripted, and fails in every way a server can."""

import json
import socket
import struct
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

from tests.served import served

SECRET = "what the server says of the draft"
"""In every error that the server words itself: it must come out nowhere."""


@dataclass(frozen=True)
class Reply:
    """One answer of the server: pieces of a body, `pause` seconds before each, and how it ends."""

    pieces: Sequence[bytes] = ()
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    pause: float = 0.0
    end: Literal["close", "reset", "stall"] = "close"


@dataclass
class ModelServer:
    """What it was asked, and what it answers: the next reply each time, the last one ever after."""

    base_url: str
    replies: list[Reply] = field(default_factory=list)
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    listed: Reply | None = None
    """What it answers to whoever asks which models it has; None: that it knows no such page."""
    gets: int = 0
    """Requests that were not calls of a model."""
    hung_up: threading.Event = field(default_factory=threading.Event)
    """The client went away before the end."""

    def next_reply(self) -> Reply:
        """The reply to the request that was just noted."""
        return self.replies[min(len(self.requests), len(self.replies)) - 1]


@contextmanager
def model_server(*replies: Reply, listed: Reply | None = None) -> Iterator[ModelServer]:
    """A server on this machine, stopped at the end."""
    listening = _Server(("127.0.0.1", 0), _Handler)
    listening.model = ModelServer(
        f"http://127.0.0.1:{listening.server_port}/v1", list(replies), listed=listed
    )
    with served(listening):
        try:
            yield listening.model
        finally:
            listening.stopping.set()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1_024
    model: ModelServer

    def __init__(self, *how: Any) -> None:
        super().__init__(*how)
        self.stopping = threading.Event()


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        """One call of the model."""
        model = self.server.model
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model.requests.append({"path": self.path, **asked})
        model.keys.append(self.headers.get("Authorization", ""))
        reply = model.next_reply()
        self.close_connection = True
        try:
            self._answer(reply)
        except OSError:
            model.hung_up.set()

    def do_GET(self) -> None:
        """Something else than a call."""
        model = self.server.model
        model.gets += 1
        if model.listed and self.path == "/v1/models":
            model.keys.append(self.headers.get("Authorization", ""))
            self.close_connection = True
            self._answer(model.listed)
        else:
            self.send_error(404)

    def _answer(self, reply: Reply) -> None:
        if reply.pieces or reply.end == "close":
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": "text/event-stream", **reply.headers}.items():
                self.send_header(name, value)
            self.end_headers()
        for piece in reply.pieces:
            if self.server.stopping.wait(reply.pause):
                return
            self.wfile.write(piece)
            self.wfile.flush()
        if reply.end == "reset":
            # Closing with nothing lingering sends a reset, not an end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif reply.end == "stall":
            self._wait_for_the_client_to_go()

    def _wait_for_the_client_to_go(self) -> None:
        self.connection.settimeout(0.02)
        while not self.server.stopping.is_set():
            with suppress(TimeoutError):
                if not self.connection.recv(1):
                    raise ConnectionResetError

    def log_message(self, *_: Any) -> None:
        """Nothing on the terminal."""


def event(**data: Any) -> bytes:
    """One event of a stream."""
    return f"data: {json.dumps(data)}\n\n".encode()


def streamed(
    text: str, finish: str | None = "stop", tokens: tuple[int, int] | None = (7, 5), size: int = 8
) -> list[bytes]:
    """The events of an answer, `size` characters each; `tokens`: in and out, as the server counts them."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": text[start : start + size]} for start in range(0, len(text), size)]
    return [*map(chunk, deltas), *ending(finish, tokens)]


def refused_stream() -> list[bytes]:
    """The events of a refusal, as OpenAI sends it."""
    deltas = [{"role": "assistant", "content": None, "refusal": ""}, {"refusal": SECRET}]
    return [*map(chunk, deltas), *ending("stop", (7, 5))]


def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    """One event with a piece of the answer."""
    return event(**_COMMON, choices=[{"index": 0, "delta": delta, "finish_reason": finish}])


def ending(finish: str | None, tokens: tuple[int, int] | None) -> list[bytes]:
    """The events after the last piece."""
    ends = [chunk({}, finish)] if finish else []
    if tokens:
        sent, come = tokens
        usage = {"prompt_tokens": sent, "completion_tokens": come, "total_tokens": sent + come}
        ends.append(event(**_COMMON, choices=[], usage=usage))
    return [*ends, b"data: [DONE]\n\n"]


def error_body(message: str = SECRET, code: str = "") -> list[bytes]:
    """The body of an error, as OpenAI words it."""
    return [json.dumps({"error": {"message": message, "type": code, "code": code}}).encode()]


def slowly(text: str, tokens: tuple[int, int] | None = None) -> list[bytes]:
    """The same stream a byte at a time."""
    return [bytes([byte]) for byte in b"".join(streamed(text, tokens=tokens))]


def wait_until(so: Any, seconds: float = 5.0) -> bool:
    """Whether it became so in time."""
    end = time.monotonic() + seconds
    while not so() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(so())


_COMMON = {"id": "answer-1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
