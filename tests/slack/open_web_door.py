"""The web door of the bot, open on a port of this machine, and Slack in front of it."""

import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from bot.slack.app import build_app
from bot.slack.calls import open_async_client
from bot.slack.ids import WEB_PATH
from bot.slack.web import SignedRequests, open_port, serve_web
from bot.usecases.metrics import NoMetrics
from tests.slack.door_in_thread import DoorInThread
from tests.usecases.conversation import Conversation

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
NOWHERE = "http://127.0.0.1:9/api/"


def signed(body: bytes, secret: str = SECRET, ago: float = 0, **more: str) -> dict[str, str]:
    """The headers with which Slack sends that body."""
    at = str(int(time.time() - ago))  # noqa: TID251 - Slack's own clock
    digest = hmac.new(secret.encode(), b"v0:" + at.encode() + b":" + body, hashlib.sha256).hexdigest()
    headers = {"X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={digest}"}
    return headers | {"Content-Type": "application/json"} | more


class Acknowledged(NoMetrics):
    """Remembers every acknowledgement: its status and its seconds."""

    def __init__(self) -> None:
        self.acks: list[tuple[int, float]] = []

    def acknowledged(self, status: int, seconds: float) -> None:
        """One more."""
        self.acks.append((status, seconds))


class WebDoor(DoorInThread):
    """Between `with` and its end it takes requests."""

    def __init__(self) -> None:
        super().__init__()
        self._taken = open_port("127.0.0.1", 0)
        self.missing: list[str] = []
        self.unready: Callable[[], list[str]] = lambda: self.missing
        self.metrics = Acknowledged()
        self.requests: SignedRequests
        self.port: int = self._taken.getsockname()[1]

    def stop(self) -> None:
        """As any door; its port is free."""
        super().stop()
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
        ports = replace(Conversation().ports, note=self._note)
        app = build_app(open_async_client("xoxb-1", NOWHERE), self._keep, ports, SECRET)
        self.requests = SignedRequests(
            app, SECRET, self._note, metrics=self.metrics, unready=lambda: self.unready()
        )
        await serve_web(self.requests, self._taken, self._stopping, self._ready.set)
