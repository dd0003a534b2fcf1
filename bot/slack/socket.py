"""Socket Mode, kept alive.

The SDK's client reconnects on its own, but its loop keeps asking for an address that is good for one use, so
that one failed attempt can leave it deaf for good. Here a connection that is lost is thrown away whole and
another made; only the change of address that Slack itself asks for is left to the client. One that answers
and brings nothing for long is not trusted either: after an idle reconnection, what people do may stop coming
without a sign of it (bolt-python issue 1529).
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.slack.calls import call_async
from bot.usecases.chat_ports import CannotShow, Note, TryLater

Result = TypeVar("Result")

_LONGEST_PAUSE = 60.0
_SECONDS_TO_CONNECT = 15.0
_SECONDS_TO_CLOSE = 2.0
_OLD = 8 * 3600.0
"""Slack renews a connection after some hours; one that it forgot to renew is not trusted."""
_STEADY = 60.0
"""A connection that lasted this long, in seconds, ends the row of failures before it."""
_HALF_AN_HOUR = 1800.0
_ASKS_IN_A_SILENCE = 6
"""How often Slack is asked for a sign of life, while nothing comes, before the connection is replaced."""


class TokenRefused(Exception):
    """Slack will not have the token; `which` says whose it is, `code` is Slack's word."""

    def __init__(self, which: str, code: str) -> None:
        super().__init__(f"{which} token: {code}")
        self.which = which
        self.code = code


@dataclass(frozen=True, slots=True)
class _Watch:
    """How closely a connection is watched, in seconds."""

    ping: float
    silence: float


class _LastWord:
    """When something last came over a connection."""

    def __init__(self) -> None:
        self._at = time.monotonic()

    async def heard(self, client: object, message: object, raw: str | None = None) -> None:
        """Something came, of any kind: what people do, or what Slack says of the connection."""
        self._at = time.monotonic()

    @property
    def seconds_ago(self) -> float:
        """How long nothing has come."""
        return time.monotonic() - self._at


@dataclass(frozen=True, slots=True)
class _Lost:
    """How a connection, or the attempt at one, came to its end."""

    why: str
    refused: bool = False
    after: float = 0.0
    """How many seconds Slack asked to wait."""
    lasted: float | None = None
    """In seconds; None when there was no connection."""


async def serve_socket(
    app: AsyncApp,
    app_token: str,
    stopping: asyncio.Event,
    note: Note,
    on_connected: Callable[[], None],
    ping_seconds: float = 10.0,
    silence: float = _HALF_AN_HOUR,
) -> None:
    """Deliver what Slack sends to the app until `stopping` is set, reconnecting for as long as it takes.

    `on_connected` is called at each new connection; one over which nothing came for `silence` seconds is
    replaced, since nothing tells a quiet night from a deaf socket. Raises `TokenRefused` when Slack refuses
    the token before the first one; later it is noted and tried again, as tokens are renewed.
    """
    connected_before, failures, pause, watch = False, 0, 0.0, _Watch(ping_seconds, silence)
    while not await _stopped_within(stopping, pause):
        lost = await _stay_connected(app, app_token, stopping, note, on_connected, watch)
        if lost.refused and not connected_before:
            raise TokenRefused("app", lost.why)
        if stopping.is_set():
            return
        connected_before = connected_before or lost.lasted is not None
        failures = 0 if (lost.lasted or 0.0) >= _STEADY else failures
        pause = max(_pause(failures), lost.after)
        failures += 1
        note("socket.lost", why=lost.why, failures=failures, seconds=pause)


async def _stay_connected(
    app: AsyncApp,
    app_token: str,
    stopping: asyncio.Event,
    note: Note,
    on_connected: Callable[[], None],
    watch: _Watch,
) -> _Lost:
    """Connect, and stay so as long as it goes."""
    try:
        client = await _unless_stopped(_connect(app, app_token, watch.ping), stopping)
    except CannotShow as refused:
        return _Lost(refused.why, refused=True)
    except TryLater as trouble:
        return _Lost(trouble.why, after=trouble.after or 0.0)
    if client is None:
        return _Lost("stopped")
    since = time.monotonic()
    try:
        note("socket.connected")
        on_connected()
        why = await _watched(app, client, stopping, watch)
    finally:
        await _close(client)
    return _Lost(why, lasted=time.monotonic() - since)


def _pause(failures: int) -> float:
    """In seconds: none the first time, then longer and longer."""
    return min(_LONGEST_PAUSE, 2.0 ** min(failures - 1, 9)) if failures else 0.0


async def _connect(app: AsyncApp, app_token: str, ping_seconds: float) -> SocketModeClient:
    """A client with a socket of its own. Raises `TryLater` and `CannotShow`."""
    answer = await call_async(app.client.apps_connections_open(app_token=app_token))
    client = AsyncSocketModeHandler(app, app_token, ping_interval=ping_seconds).client
    client.proxy = app.client.proxy
    client.default_auto_reconnect_enabled = client.auto_reconnect_enabled = False
    client.wss_uri = answer["url"]
    try:
        await asyncio.wait_for(client.connect(), _SECONDS_TO_CONNECT)  # type: ignore[no-untyped-call]
    except TimeoutError:
        await _close(client)
    except BaseException:
        await _close(client)
        raise
    else:
        return client
    raise TryLater("no-socket")


async def _watched(app: AsyncApp, client: SocketModeClient, stopping: asyncio.Event, watch: _Watch) -> str:
    """Wait until the connection is lost, and say how; "" when it is time to stop."""
    pause, word, asked = min(1.0, watch.ping), _LastWord(), 0
    client.message_listeners.append(word.heard)
    session, since, away = client.current_session, time.monotonic(), 0
    while not await _stopped_within(stopping, pause):
        if client.current_session is not session:
            session, since = client.current_session, time.monotonic()
        listening = client.message_receiver is not None and not client.message_receiver.done()
        # Twice in a row: while the client changes its address, as Slack asked, there is no socket either.
        away = 0 if listening and await client.is_connected() else away + 1
        if away > 1:
            return "dropped"
        if time.monotonic() - since > _OLD:
            return "old"
        if word.seconds_ago > watch.silence:
            return "silent"
        asked = await _ask_for_a_sign(app, int(word.seconds_ago * _ASKS_IN_A_SILENCE / watch.silence), asked)
    return ""


async def _ask_for_a_sign(app: AsyncApp, due: int, asked: int) -> int:
    """Ask Slack who we are, when it is due: an app that calls is not taken for one that left."""
    if due > asked:
        with suppress(TryLater, CannotShow):
            await call_async(app.client.auth_test())
    return due


async def _close(client: SocketModeClient) -> None:
    """Close the socket, and end everything that the client left running."""
    try:
        await asyncio.wait_for(client.close(), _SECONDS_TO_CLOSE)  # type: ignore[no-untyped-call]
    except TimeoutError:
        # The other side does not say goodbye: this time nothing is waited for.
        await client.close()  # type: ignore[no-untyped-call]
    running = (client.message_processor, client.current_session_monitor, client.message_receiver)
    await asyncio.gather(*(each for each in running if each is not None), return_exceptions=True)


async def _unless_stopped(work: Coroutine[object, object, Result], stopping: asyncio.Event) -> Result | None:
    """What the work gives; None when it was time to stop before."""
    working, stopped = asyncio.ensure_future(work), asyncio.ensure_future(stopping.wait())
    try:
        await asyncio.wait((working, stopped), return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        working.cancel()
        stopped.cancel()
        await asyncio.gather(working, stopped, return_exceptions=True)


async def _stopped_within(stopping: asyncio.Event, seconds: float) -> bool:
    """Whether it is time to stop; waits that many seconds for it."""
    if stopping.is_set() or seconds <= 0:
        return stopping.is_set()
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        return False
    return True
