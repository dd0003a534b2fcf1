"""Socket Mode: the bot's connections, what is sent over them, and what is sent again.

An event stays in the store until the bot acknowledges it. Without an acknowledgement in time it is sent up to
three more times, with the same event id. What a person pressed is sent once: they are there to press again.
"""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from aiohttp import WSMsgType, web

from bot.workspace import limits
from bot.workspace.json_types import Json, read_json
from bot.workspace.payloads import envelope
from bot.workspace.people import APP_ID
from bot.workspace.store import Delivery, Store

_CLOSING = 0.5
"""How many seconds a closing connection is given to say goodbye."""

Trouble = Literal["timeout", "connection_failed"]
Outcome = Json | Trouble
"""What the bot answered with its acknowledgement ({} when nothing), or why there was none."""
DisconnectReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


@dataclass(frozen=True, slots=True)
class Pace:
    """How long to wait, in seconds: Slack's own times, but for deliveries after a failed one.

    Slack waits 0 s, 1 min and 5 min before it delivers again; a person in front of the page should see it.
    """

    ack: float = limits.ACK_SECONDS
    redeliver_after: tuple[float, ...] = (0.0, 1.0, 5.0)
    status: float = limits.STATUS_SECONDS


@dataclass(eq=False)
class BotSocket:
    """One connection of the bot."""

    ws: web.WebSocketResponse
    transport: asyncio.Transport | None
    acks: dict[str, asyncio.Future[Outcome]] = field(default_factory=dict)
    retired: bool = False
    """It was told to go away: nothing more is sent to it."""
    frozen: bool = False
    """Half open: neither side hears the other any more, and nobody has said so."""


class Sockets:
    """The bot's connections and everything on its way to them; lives on one event loop."""

    def __init__(
        self, store: Store, pace: Pace, given_up: Callable[[Json], None], connected: Callable[[], None]
    ) -> None:
        """`given_up` hears which event was never acknowledged; `connected` that the connections changed."""
        self._store = store
        self._pace = pace
        self._given_up = given_up
        self._connected = connected
        self._sockets: list[BotSocket] = []
        self._tickets: set[str] = set()
        self._ready = asyncio.Event()
        self._held = False
        self._tasks: set[asyncio.Task[None]] = set()

    # -- what goes to the bot

    def resume(self) -> None:
        """Take up what was on its way when the workspace stopped."""
        for delivery in self._store.deliveries():
            self._begin(delivery)

    def send_event(self, payload: Json) -> None:
        """Deliver it as soon as the bot is connected, until it is acknowledged or given up."""
        self._begin(self._store.keep_delivery(payload))

    def on_the_way(self) -> list[Json]:
        """The events that the bot has not acknowledged yet, oldest first."""
        return [delivery.payload for delivery in self._store.deliveries()]

    async def send_once(self, kind: str, payload: Json) -> Json | None:
        """What the bot answered with its acknowledgement, {} when nothing; None when it did not acknowledge
        in time, or at once when no bot is connected."""
        socket = self._next_socket()
        if socket is None:
            return None
        outcome = await self._send(socket, envelope(kind, payload))
        return None if isinstance(outcome, str) else outcome

    def _begin(self, delivery: Delivery) -> None:
        task = asyncio.create_task(self._deliver(delivery))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, delivery: Delivery) -> None:
        while delivery.attempt <= len(self._pace.redeliver_after):
            if delivery.attempt:
                await asyncio.sleep(self._pace.redeliver_after[delivery.attempt - 1])
            frame = envelope("events_api", delivery.payload)
            frame |= {"retry_attempt": delivery.attempt, "retry_reason": delivery.reason}
            outcome = await self._send(await self._open_socket(), frame)
            if not isinstance(outcome, str):
                break
            delivery = replace(delivery, attempt=delivery.attempt + 1, reason=outcome)
            self._store.note_attempt(delivery)
        else:
            self._given_up(delivery.payload)
        self._store.end_delivery(delivery.number)

    async def _open_socket(self) -> BotSocket:
        while (socket := self._next_socket()) is None:
            self._ready.clear()
            await self._ready.wait()
        return socket

    async def _send(self, socket: BotSocket, frame: Json) -> Outcome:
        acknowledged: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        socket.acks[frame["envelope_id"]] = acknowledged
        try:
            if not socket.frozen:
                await socket.ws.send_json(frame)
            async with asyncio.timeout(self._pace.ack):
                return await acknowledged
        except TimeoutError:
            return "timeout"
        except ConnectionError:
            return "connection_failed"
        finally:
            socket.acks.pop(frame["envelope_id"], None)

    def _next_socket(self) -> BotSocket | None:
        usable = self._usable()
        if self._held or not usable:
            return None
        self._sockets.remove(usable[0])
        self._sockets.append(usable[0])
        return usable[0]

    def _usable(self) -> list[BotSocket]:
        return [socket for socket in self._sockets if not socket.retired and not socket.ws.closed]

    # -- connections

    @property
    def connected(self) -> bool:
        """Whether the bot can be reached."""
        return bool(self._usable())

    def new_ticket(self) -> str:
        """What lets the bot connect, once."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """One connection of the bot, from the first frame to the last."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=403)
        self._tickets.discard(ticket)
        # Pings are answered below, so that a frozen socket can leave them without an answer.
        ws = web.WebSocketResponse(autoping=False, timeout=_CLOSING, max_msg_size=limits.REQUEST_BYTES)
        await ws.prepare(request)
        socket = BotSocket(ws, request.transport)
        if len(self._usable()) >= limits.CONNECTIONS:
            await ws.send_json(_disconnect("too_many_websockets"))
            await ws.close()
            return ws
        self._sockets.append(socket)
        try:
            await ws.send_json(_hello(len(self._usable())))
            self._changed()
            await self._listen(socket)
        except ConnectionError:
            pass  # the bot is gone, as it may at any time
        finally:
            self._sockets.remove(socket)
            for acknowledged in socket.acks.values():
                if not acknowledged.done():
                    acknowledged.set_result("connection_failed")
            self._changed()
        return ws

    async def _listen(self, socket: BotSocket) -> None:
        async for message in socket.ws:
            if socket.frozen:
                continue
            if message.type == WSMsgType.PING:
                await socket.ws.pong(message.data)
            elif message.type == WSMsgType.TEXT:
                envelope_id, answer = _acknowledgement(message.data)
                acknowledged = socket.acks.get(envelope_id)
                if acknowledged and not acknowledged.done():
                    acknowledged.set_result(answer)

    def _changed(self) -> None:
        self._ready.set()
        self._connected()

    # -- trouble, on purpose

    async def hold(self, held: bool) -> None:
        """While held, nothing is sent; it is sent afterwards."""
        self._held = held
        self._changed()

    async def freeze(self) -> None:
        """Every connection of now goes half open."""
        for socket in self._sockets:
            socket.frozen = True

    async def disconnect(self, reason: DisconnectReason | None) -> None:
        """Ask the bot to connect anew, as Slack does every few hours; without a reason the line drops."""
        for socket in list(self._sockets):
            socket.retired = reason is not None
            if reason:
                await socket.ws.send_json(_disconnect(reason))
            elif socket.transport:
                socket.transport.abort()
        self._changed()

    async def close(self) -> None:
        """Close every connection and stop delivering; what was not acknowledged stays in the store."""
        for task in list(self._tasks):
            task.cancel()
        closing = [socket.ws.close() for socket in self._sockets]
        await asyncio.gather(*closing, *self._tasks, return_exceptions=True)


def _hello(connections: int) -> Json:
    return {
        "type": "hello",
        "num_connections": connections,
        "connection_info": {"app_id": APP_ID},
        "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
    }


def _disconnect(reason: DisconnectReason) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}}


def _acknowledgement(frame: str) -> tuple[str, Json]:
    """Which envelope a frame of the bot acknowledges, "" for none, and what it answers with it."""
    try:
        read = read_json(frame)
    except ValueError:
        return "", {}
    if not isinstance(read, dict):
        return "", {}
    answer = read.get("payload")
    return str(read.get("envelope_id", "")), answer if isinstance(answer, dict) else {}
