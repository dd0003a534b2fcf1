"""The web door of the bot, open on a port of this machine, and Slack in front of it."""

import asyncio
import hashlib
import hmac
import http.client
import json
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode

from bot.slack.app import build_app
from bot.slack.calls import open_async_client
from bot.slack.ids import WEB_PATH
from bot.slack.web import SignedRequests, open_port, serve_web
from bot.usecases.chat_ports import Received
from tests.usecases.conversation import Conversation

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOWHERE = "http://127.0.0.1:9/api/"


def signed(body: bytes, secret: str = SECRET, ago: float = 0, **more: str) -> dict[str, str]:
    """The headers with which Slack sends that body."""
    at = str(int(time.time() - ago))  # noqa: TID251 - Slack's own clock
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
    return headers | {"Content-Type": "application/json"} | more


class WebDoor:
    """Between `with` and its end it takes requests; `received` is what was handed to be kept."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.notes: list[tuple[str, dict[str, object]]] = []
        self.before_keeping: Callable[[Received], None] = lambda received: None
        self._taken = open_port("127.0.0.1", 0)
        self.port: int = self._taken.getsockname()[1]
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="web-door")

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close it, and wait until it is closed. Safe to repeat."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        assert not self._thread.is_alive()
        self._taken.close()

    def ask(
        self,
        body: bytes,
        headers: Mapping[str, str] | None = None,
        method: str = "POST",
        path: str = WEB_PATH,
    ) -> tuple[int, str]:
        """One request: the status, and the answer's text."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            line.request(method, path, body, dict(signed(body) if headers is None else headers))
            answer = line.getresponse()
            return answer.status, answer.read().decode()
        finally:
            line.close()

    def send(self, payload: dict[str, Any]) -> tuple[int, str]:
        """An event, as Slack sends it."""
        return self.ask(json.dumps(payload).encode())

    def send_form(self, fields: Mapping[str, str]) -> tuple[int, str]:
        """A command, or what was pressed (`payload=…`), as Slack sends it."""
        body = urlencode(fields).encode()
        return self.ask(body, signed(body, **{"Content-Type": "application/x-www-form-urlencoded"}))

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        ports = replace(Conversation().ports, note=self._note)
        app = build_app(open_async_client("xoxb-1", NOWHERE), self._keep, ports, SECRET)
        requests = SignedRequests(app, SECRET, self._note)
        await serve_web(requests, self._taken, self._stopping, self._ready.set)

    def _keep(self, received: Received) -> bool:
        self.before_keeping(received)
        self.received.append(received)
        return True

    def _note(self, what: str, /, **ids: str | int | float) -> None:
        self.notes.append((what, dict(ids)))
