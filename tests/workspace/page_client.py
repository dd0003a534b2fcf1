"""A browser reduced to its requests."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp

from bot.workspace.server import LocalWorkspace

Scene = Callable[[aiohttp.ClientSession], Awaitable[None]]
AMELIE = "U0AMELIE01"


def browse(workspace: LocalWorkspace, scene: Scene) -> None:
    """The scene, in a browser's place."""

    async def open_browser() -> None:
        async with aiohttp.ClientSession(workspace.page_url) as session:
            await scene(session)

    asyncio.run(open_browser())


async def post(session: aiohttp.ClientSession, act: str, **given: Any) -> dict[str, Any]:
    """What the endpoint answers."""
    async with session.post(f"/ui/{act}", json={"person": AMELIE} | given) as answer:
        assert answer.status == 200
        return dict(await answer.json())


async def state(session: aiohttp.ClientSession, **query: str) -> dict[str, Any]:
    """What the page draws."""
    async with session.get("/ui/state", params=query) as answer:
        return dict(await answer.json())


async def news(stream: aiohttp.ClientResponse, kind: str) -> dict[str, Any]:
    """The next piece of news of that kind."""
    while True:
        line = await asyncio.wait_for(stream.content.readline(), 2)
        if line.startswith(b"data: "):
            item = json.loads(line[6:])
            if item["type"] == kind:
                return dict(item)
