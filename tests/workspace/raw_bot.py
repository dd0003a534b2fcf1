"""A bot reduced to its socket: it sees every frame and acknowledges what it is told to."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.workspace.server import LocalWorkspace


class RawBot:
    """One connection."""

    def __init__(self, ws: aiohttp.ClientWebSocketResponse) -> None:
        self.ws = ws

    async def frame(self) -> dict[str, Any]:
        """The next frame; fails after two seconds."""
        return await asyncio.wait_for(self.ws.receive_json(), 2)

    async def event(self) -> dict[str, Any]:
        """The event of the next frame, acknowledged."""
        frame = await self.frame()
        await self.acknowledge(frame)
        return frame["payload"]["event"]

    async def acknowledge(self, frame: dict[str, Any]) -> None:
        """Say that a frame arrived."""
        await self.ws.send_json({"envelope_id": frame["envelope_id"]})

    async def hears_nothing(self, seconds: float) -> bool:
        """Whether no frame comes for so long."""
        try:
            await asyncio.wait_for(self.ws.receive_json(), seconds)
        except TimeoutError:
            return True
        return False


@asynccontextmanager
async def raw_bot(workspace: LocalWorkspace) -> AsyncIterator[RawBot]:
    """Connected, its `hello` read."""
    client = AsyncWebClient(base_url=workspace.api_url)
    answer = await client.apps_connections_open(app_token=workspace.app_token)
    async with aiohttp.ClientSession() as session, session.ws_connect(answer["url"]) as ws:
        bot = RawBot(ws)
        assert (await bot.frame())["type"] == "hello"
        yield bot


def play(workspace: LocalWorkspace, scene: Callable[[RawBot], Awaitable[None]]) -> None:
    """The scene, with one bot connected."""

    async def connected() -> None:
        async with raw_bot(workspace) as bot:
            await scene(bot)

    asyncio.run(connected())
