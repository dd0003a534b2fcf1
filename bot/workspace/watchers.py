"""The open pages, each of one person, that want to hear what changes."""

import asyncio
from collections.abc import Iterable

from bot.workspace.json_types import Json


class Watchers:
    """Hands news to the pages; a page that was not open hears nothing and reads the state when it opens."""

    def __init__(self) -> None:
        self._queues: dict[asyncio.Queue[Json | None], frozenset[str]] = {}

    def watch(self, channels: Iterable[str]) -> asyncio.Queue[Json | None]:
        """News of those channels from now on; None says that there will be no more."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues[queue] = frozenset(channels)
        return queue

    def leave(self, queue: asyncio.Queue[Json | None]) -> None:
        """No more news, please."""
        self._queues.pop(queue, None)

    def tell(self, channel: str, news: Json) -> None:
        """News for the pages that watch that channel, which is named in it."""
        for queue, watched in self._queues.items():
            if channel in watched:
                queue.put_nowait(news | {"channel": channel})

    def tell_everybody(self, news: Json | None) -> None:
        """News for every page; None ends them."""
        for queue in self._queues:
            queue.put_nowait(news)
