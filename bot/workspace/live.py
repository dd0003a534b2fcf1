"""How the server tells a page what happens, for as long as the page is open: server-sent events."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import TypeVar

from aiohttp import web

from bot.workspace.json_types import Json

Item = TypeVar("Item")


async def tell(request: web.Request, news: AsyncIterator[Json | None]) -> web.StreamResponse:
    """Everything that comes, until there is no more or the page is closed; None is only a sign of life."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
    try:
        await response.prepare(request)
        await response.write(b": here\n\n")
        async for item in news:
            line = ": still here" if item is None else f"data: {json.dumps(item)}"
            await response.write(f"{line}\n\n".encode())
    except ConnectionError:
        pass  # the page was closed
    return response


async def coming(queue: asyncio.Queue[Item | None], patience: float) -> AsyncIterator[Item | None]:
    """What comes in a queue, and None after so many seconds of silence; a None in the queue is the end."""
    while True:
        try:
            async with asyncio.timeout(patience):
                item = await queue.get()
        except TimeoutError:
            yield None
            continue
        if item is None:
            return
        yield item
