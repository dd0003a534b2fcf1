"""A bot reduced to its address: it keeps what is posted to it and answers as it is told."""

import asyncio
import json
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web

from bot.workspace.server import LocalWorkspace


@dataclass(frozen=True)
class Posted:
    """One request."""

    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, Any]:
        """What an event says."""
        return dict(json.loads(self.body))

    @property
    def form(self) -> dict[str, str]:
        """What a command or a press says."""
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


class HttpBot:
    """Takes the challenge unless told otherwise; every other request is answered 200, or as `coming` says."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.coming: deque[Callable[[], Awaitable[web.Response]]] = deque()
        self.gives_back = True
        self.url = ""

    async def answer(self, request: web.Request) -> web.Response:
        """One answer."""
        posted = Posted(dict(request.headers), await request.read())
        if request.content_type == "application/json" and "challenge" in posted.json:
            return web.json_response({"challenge": posted.json["challenge"] if self.gives_back else "no"})
        self.posted.append(posted)
        return await self.coming.popleft()() if self.coming else web.Response()

    async def has(self, count: int) -> list[Posted]:
        """The requests, once there are so many; fails after three seconds."""
        async with asyncio.timeout(3):
            while len(self.posted) < count:
                await asyncio.sleep(0.01)
        return self.posted


@asynccontextmanager
async def served(answer: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[str]:
    """An address where that answers, on a port of its own."""
    app = web.Application()
    app.router.add_post("/slack/events", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def http_bot() -> AsyncIterator[HttpBot]:
    """Served."""
    bot = HttpBot()
    async with served(bot.answer) as bot.url:
        yield bot


def play_over_http(workspace: LocalWorkspace, scene: Callable[[HttpBot], Awaitable[None]]) -> None:
    """The scene, with everything going to one bot's address."""

    async def reached() -> None:
        async with http_bot() as bot:
            await asyncio.to_thread(workspace.set_request_url, bot.url)
            await scene(bot)

    asyncio.run(reached())
