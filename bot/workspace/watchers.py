"""The open pages, each of one person, that want to hear what changes."""

import asyncio

from bot.workspace.json_types import Json


class Watchers:
    """Hands news to the pages; a page that was not open hears nothing and reads the state when it opens."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[Json | None], str] = {}

    def watch(self, channel: str) -> asyncio.Queue[Json | None]:
        """News of that channel from now on; None says that there will be no more."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues[queue] = channel
        return queue

    def leave(self, queue: asyncio.Queue[Json | None]) -> None:
        """No more news, please."""
        self._queues.pop(queue, None)

    def tell(self, channel: str, news: Json) -> None:
        """News for the pages of that channel."""
        for queue, watched in self._queues.items():
            if watched == channel:
                queue.put_nowait(news)

    def tell_everybody(self, news: Json | None) -> None:
        """News for every page; None ends them."""
        for queue in self._queues:
            queue.put_nowait(news)
