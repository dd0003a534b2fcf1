"""Socket Mode: the bot's connections, and the frames that are sent over them."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from aiohttp import WSMsgType, web

from bot.workspace import limits
from bot.workspace.deliveries import Kind, Outcome, Pace, Trouble
from bot.workspace.json_types import Json, read_json
from bot.workspace.payloads import envelope
from bot.workspace.people import APP_ID

_CLOSING = 0.5
"""How many seconds a closing connection is given to say goodbye."""

DisconnectReason = Literal["warning", "refresh_requested", "link_disabled", "too_many_websockets"]


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
    deaf: bool = False
    """It answers pings, and what is sent to it is lost."""


class Sockets:
    """The bot's connections: a line by which it is reached; lives on one event loop."""

    late: Trouble = "timeout"

    def __init__(self, pace: Pace, connected: Callable[[], None]) -> None:
        """`connected` hears that the connections changed."""
        self._pace = pace
        self._connected = connected
        self._sockets: list[BotSocket] = []
        self._tickets: set[str] = set()
        self._ready = asyncio.Event()
        self._held = False

    # -- what goes to the bot

    async def ready(self) -> None:
        """Return when a connection can take something."""
        while self._held or not self._usable():
            self._ready.clear()
            await self._ready.wait()

    async def send(self, kind: Kind, payload: Json, attempt: int = 0, reason: str = "") -> Outcome:
        """What the bot answered over one of its connections, or why nothing."""
        socket = self._next_socket()
        if socket is None:
            return "connection_failed"
        frame = envelope(kind, payload)
        if kind == "events_api":
            frame |= {"retry_attempt": attempt, "retry_reason": reason}
        acknowledged: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        socket.acks[frame["envelope_id"]] = acknowledged
        try:
            if not (socket.frozen or socket.deaf):
                await socket.ws.send_json(frame)
            async with asyncio.timeout(self._pace.ack):
                return await acknowledged
        except TimeoutError:
            return self.late
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

    @property
    def held(self) -> bool:
        """Whether nothing is sent for now."""
        return self._held

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

    async def deafen(self) -> None:
        """What is sent over the connections of now is lost, though they answer pings."""
        for socket in self._sockets:
            socket.deaf = True

    async def heal(self) -> None:
        """The connections that are still there are sound again."""
        for socket in self._sockets:
            socket.frozen = socket.deaf = False

    def ailing(self) -> dict[str, int]:
        """How many connections are `frozen`, and how many `deaf`."""
        frozen, deaf = (socket.frozen for socket in self._sockets), (socket.deaf for socket in self._sockets)
        return {"frozen": sum(frozen), "deaf": sum(deaf)}

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
        """Close every connection."""
        await asyncio.gather(*[socket.ws.close() for socket in self._sockets], return_exceptions=True)


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
