"""The doors through which people reach the bot: a socket to Slack, or requests that Slack sends."""

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from bot.bootstrap.talk_ports import Access
from bot.slack.socket import serve_socket
from bot.slack.web import SignedRequests, open_port, serve_web
from bot.usecases.chat_ports import Note
from bot.usecases.metrics import Metrics, NoMetrics

Door = Callable[[Any, asyncio.Event, Callable[[], None]], Awaitable[None]]
"""Hands the app (of `bot.slack.app`) what people do until the event is set; the callable is called when the
door is open, and each time that it is open again."""
Unready = Callable[[], Sequence[str]]
"""What is missing for this process to do its work, in words of a closed set."""
_UNCOUNTED = NoMetrics()


class WebPortTaken(Exception):
    """The port on which Slack's requests should come is another program's, or not for this account."""


def socket_door(access: Access, note: Note, silence: float) -> Door:
    """Socket Mode: Slack is called, nothing has to be reached from outside. `silence`: seconds without a word
    after which another connection is made. The door raises `TokenRefused`."""

    async def attend(app: Any, stopping: asyncio.Event, on_ready: Callable[[], None]) -> None:
        await serve_socket(app, access.app_token, stopping, note, on_ready, silence=silence)

    return attend


def web_door(access: Access, note: Note, host: str, port: int, metrics: Metrics, unready: Unready) -> Door:
    """HTTP: Slack calls, and signs what it sends. The door raises `WebPortTaken`."""

    async def attend(app: Any, stopping: asyncio.Event, on_ready: Callable[[], None]) -> None:
        try:
            taken = open_port(host, port)
        except OSError:
            raise WebPortTaken from None
        await web_door_at(access, note, taken, metrics, unready)(app, stopping, on_ready)

    return attend


def web_door_at(
    access: Access,
    note: Note,
    taken: socket.socket,
    metrics: Metrics = _UNCOUNTED,
    unready: Unready = tuple,
) -> Door:
    """The same on a port that is had already; it is given back at the end."""

    async def attend(app: Any, stopping: asyncio.Event, on_ready: Callable[[], None]) -> None:
        with taken:
            requests = SignedRequests(app, access.signing_secret, note, metrics=metrics, unready=unready)
            await serve_web(requests, taken, stopping, on_ready)

    return attend
