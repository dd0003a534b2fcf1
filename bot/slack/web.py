"""Slack over HTTP: requests that Slack signed, read whole and small before anything looks at them.

What is refused is refused without a word of it anywhere: not in the answer, not in the journal.
"""

import asyncio
import re
import socket
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from types import MappingProxyType
from typing import Any

import uvicorn
from slack_bolt.adapter.asgi.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier

from bot.slack.bodies import MOST_BYTES, Bodies, Message, Receive
from bot.slack.busy import AGAIN_IN, busy_answer
from bot.slack.ids import WEB_PATH
from bot.slack.lines import PromptLine
from bot.usecases.chat_ports import Note
from bot.usecases.metrics import Metrics, NoMetrics

_SIGNATURE, _SIGNED_AT = "x-slack-signature", "x-slack-request-timestamp"
_SECONDS_TO_READ = 5.0
_FRESH = 300.0
"""Seconds: how old or how far ahead a signature may be (docs.slack.dev, verifying requests from Slack)."""
MOST_AT_ONCE = 200
"""Signed requests under way: Slack waits three seconds, and a slow machine keeps a hundred a second."""
_MOST_CONNECTIONS = 1_000
_HEALTH = ("/healthz", "/readyz")
_SECONDS_TO_LOOK = 3.0
"""How long `/readyz` takes at most; a monitor that waits less than five learns what is missing."""
_SECONDS_TO_END = 5
_NOTE_EVERY = 60.0
_CUTS_OFF = (
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.SERVICE_UNAVAILABLE,
)

_UNCOUNTED = NoMetrics()

Scope = MutableMapping[str, Any]
Send = Callable[[Message], Awaitable[None]]


class SignedRequests:
    """An ASGI application that hands what Slack signed to the app, and refuses everything else."""

    def __init__(
        self,
        app: AsyncApp,
        signing_secret: str,
        note: Note,
        now: Callable[[], float] = time.monotonic,
        metrics: Metrics = _UNCOUNTED,
        unready: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`unready`: what is missing for requests to be kept, in words of a closed set; it may take its time,
        and past three seconds the database is said to be.

        Raises ValueError for a secret that is empty.
        """
        self._metrics = metrics
        self._unready = unready
        # Not those of the loop: all of them may be waiting for a dead database.
        self._looks = ThreadPoolExecutor(1, "readiness")
        self._looking: asyncio.Future[Sequence[str]] | None = None
        self.under_way = 0
        """Signed requests that are not answered yet."""
        self._bodies = Bodies()
        self._slack = SignatureVerifier(signing_secret)
        self._handler = AsyncSlackRequestHandler(app, WEB_PATH)
        self._note = note
        self._now = now
        self._refused = SeldomNoted(note, now)
        self._busy = SeldomNoted(note, now)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return None
        if scope["path"] in _HEALTH:
            return await self._say_how_it_is(scope, send)
        if scope["path"] != WEB_PATH:
            return await _answer(send, HTTPStatus.NOT_FOUND)
        if scope["method"] != "POST":
            return await _answer(send, HTTPStatus.METHOD_NOT_ALLOWED)
        return await self._attend(scope, receive, self._timed(send))

    def _timed(self, send: Send) -> Send:
        began = self._now()

        async def timed(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._metrics.acknowledged(message["status"], self._now() - began)
            await send(message)

        return timed

    async def _attend(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = _headers(scope)
        body = await self._read(headers, receive)
        if isinstance(body, HTTPStatus):
            self._refused("web.refused", status=int(body))
            return await _answer(send, body)
        if self.under_way >= MOST_AT_ONCE:
            self._busy("web.busy", under_way=self.under_way)
            status, media_type, said = busy_answer(body, headers.get("content-type", ""))
            return await _send(send, status, said, media_type, {"retry-after": str(AGAIN_IN)})
        self.under_way += 1
        try:
            return await self._hand_on(scope, body, send)
        finally:
            self.under_way -= 1

    async def _say_how_it_is(self, scope: Scope, send: Send) -> None:
        if scope["method"] not in ("GET", "HEAD"):
            return await _answer(send, HTTPStatus.METHOD_NOT_ALLOWED)
        missing = await self._missing() if scope["path"] == "/readyz" else ()
        status = HTTPStatus.SERVICE_UNAVAILABLE if missing else HTTPStatus.OK
        return await _send(send, status, (", ".join(missing) or "ok").encode())

    async def _missing(self) -> Sequence[str]:
        """What is missing, of one look for all who ask meanwhile."""
        look = self._looking
        if look is None or look.done():
            look = asyncio.get_running_loop().run_in_executor(self._looks, self._unready)
            self._looking = look
        looked, _ = await asyncio.wait({look}, timeout=_SECONDS_TO_LOOK)
        return look.result() if looked else ("database",)

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
            body = await asyncio.wait_for(self._bodies.whole(receive), _SECONDS_TO_READ)
        except TimeoutError:
            return HTTPStatus.REQUEST_TIMEOUT
        if isinstance(body, HTTPStatus) or self._is_signed(body, signed_at, signature):
            return body
        return HTTPStatus.UNAUTHORIZED

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


class SeldomNoted:
    """Notes once a minute at most, with how many there were: whoever finds the address fills no journal."""

    def __init__(self, note: Note, now: Callable[[], float]) -> None:
        self._note = note
        self._now = now
        self._count = 0
        self._noted = -_NOTE_EVERY

    def __call__(self, what: str, **ids: int) -> None:
        """It happened once more."""
        self._count += 1
        if self._now() - self._noted >= _NOTE_EVERY:
            self._note(what, count=self._count, **ids)
            self._noted, self._count = self._now(), 0


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
        http=PromptLine,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=_MOST_CONNECTIONS,
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


async def _answer(send: Send, status: HTTPStatus) -> None:
    # Of a body that is too large, too slow or too much, what is left is not read.
    cut = status in _CUTS_OFF
    await _send(send, status, status.phrase.encode(), more={"connection": "close"} if cut else {})


async def _send(
    send: Send,
    status: HTTPStatus,
    body: bytes,
    media_type: str = "text/plain; charset=utf-8",
    more: Mapping[str, str] = MappingProxyType({}),
) -> None:
    headers = {"content-type": media_type, "content-length": str(len(body)), **more}
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": int(status), "headers": encoded})
    await send({"type": "http.response.body", "body": body})
