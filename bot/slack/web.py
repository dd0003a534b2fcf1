"""Slack over HTTP: requests that Slack signed, read whole and small before anything looks at them.

What is refused is refused without a word of it anywhere: not in the answer, not in the journal.
"""

import asyncio
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.slack.ids import WEB_PATH
from bot.usecases.chat_ports import Note

MOST_BYTES = 2 * 1024 * 1024
"""Of a body. Slack's largest are forms: a page of 250 KB, three times that as a form writes it."""
_SIGNATURE, _SIGNED_AT = "x-slack-signature", "x-slack-request-timestamp"
_SECONDS_TO_READ = 5.0
_FRESH = 300.0
"""Seconds: how old or how far ahead a signature may be (docs.slack.dev, verifying requests from Slack)."""
_MOST_AT_ONCE = 100
_SECONDS_TO_END = 5
_NOTE_EVERY = 60.0

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class SignedRequests:
    """An ASGI application that hands what Slack signed to the app, and refuses everything else."""

    def __init__(
        self, app: AsyncApp, signing_secret: str, note: Note, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Raises ValueError for a secret that is empty."""
        self._slack = SignatureVerifier(signing_secret)
        self._handler = AsyncSlackRequestHandler(app, WEB_PATH)
        self._note = note
        self._now = now
        self._refused = 0
        self._noted = -_NOTE_EVERY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return None
        if scope["path"] != WEB_PATH:
            return await _answer(send, HTTPStatus.NOT_FOUND)
        if scope["method"] != "POST":
            return await _answer(send, HTTPStatus.METHOD_NOT_ALLOWED)
        body = await self._read(_headers(scope), receive)
        if isinstance(body, HTTPStatus):
            self._note_refusal(body)
            return await _answer(send, body)
        return await self._hand_on(scope, body, send)

    async def _read(self, headers: Mapping[str, str], receive: Receive) -> bytes | HTTPStatus:
        """The body, if Slack signed it; why not otherwise. What cannot be signed is not even read."""
        signature, signed_at = headers.get(_SIGNATURE, ""), headers.get(_SIGNED_AT, "")
        if not signature or not re.fullmatch(r"[0-9]{1,12}", signed_at):
            return HTTPStatus.UNAUTHORIZED
        if abs(self._slack.clock.now() - int(signed_at)) > _FRESH:
            return HTTPStatus.UNAUTHORIZED
        length = headers.get("content-length", "")
        if re.fullmatch(r"[0-9]+", length) and int(length[:12]) > MOST_BYTES:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        try:
            body = await asyncio.wait_for(_whole(receive), _SECONDS_TO_READ)
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        if body is None:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        return body if self._is_signed(body, signed_at, signature) else HTTPStatus.UNAUTHORIZED

    def _is_signed(self, body: bytes, signed_at: str, signature: str) -> bool:
        try:
            return self._slack.is_valid(body, signed_at, signature)
        except (TypeError, ValueError):  # not UTF-8: nothing that Slack sends
            return False

    async def _hand_on(self, scope: Scope, body: bytes, send: Send) -> None:
        answered = False

        async def receive() -> Message:
            return {"type": "http.request", "body": body, "more_body": False}

        async def noticing(message: Message) -> None:
            nonlocal answered
            answered = True
            await send(message)

        try:
            await self._handler(dict(scope), receive, noticing)
        except Exception as error:
            # Said by its kind alone: its words may be those of the request.
            self._note("web.failed", error=type(error).__name__)
            if not answered:
                await _answer(send, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _note_refusal(self, why: HTTPStatus) -> None:
        """Once a minute at most: whoever finds the address shall not fill the journal."""
        self._refused += 1
        if self._now() - self._noted >= _NOTE_EVERY:
            self._note("web.refused", status=int(why), count=self._refused)
            self._noted, self._refused = self._now(), 0


def open_port(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on. Raises OSError for a port that cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=2048)


async def serve_web(
    requests: SignedRequests, taken: socket.socket, stopping: asyncio.Event, on_ready: Callable[[], None]
) -> None:
    """Answer what comes to that socket until `stopping` is set, then finish what is under way."""
    config = uvicorn.Config(
        requests,
        log_config=None,
        log_level="critical",
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_AT_ONCE,
        timeout_graceful_shutdown=_SECONDS_TO_END,
    )
    server = _Server(config)
    serving = asyncio.ensure_future(server.serve(sockets=[taken]))
    stopped = asyncio.ensure_future(stopping.wait())
    on_ready()
    try:
        await asyncio.wait((serving, stopped), return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopped.cancel()
        server.should_exit = True
        await serving


class _Server(uvicorn.Server):
    """uvicorn, but for signals: those are the process's own."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave them alone."""
        yield


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


async def _whole(receive: Receive) -> bytes | None:
    """The whole body; None for one that is too large, and of one whose sender went away."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return None
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return None
        if not message.get("more_body", False):
            return bytes(body)


async def _answer(send: Send, status: HTTPStatus) -> None:
    text = status.phrase.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(text)).encode())]
    if status in (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, HTTPStatus.REQUEST_TIMEOUT):
        headers.append((b"connection", b"close"))  # what is left of the body is not read
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    await send({"type": "http.response.body", "body": text})
