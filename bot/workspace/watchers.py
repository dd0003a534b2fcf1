"""The open pages, each of one person, that want to hear what changes."""

import asyncio
from collections.abc import Callable

from bot.workspace.json_types import Json


class Watchers:
    """Hands news to the pages; a page that was not open hears nothing and reads the state when it opens."""

    def __init__(self, may_read: Callable[[str, str], bool]) -> None:
        """`may_read` says whether a person, by id, is in a channel at the moment of the news."""
        self._may_read = may_read
        self._queues: dict[asyncio.Queue[Json | None], str] = {}

    def watch(self, person_id: str) -> asyncio.Queue[Json | None]:
        """News of what that person may read from now on; None says that there will be no more."""
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._queues[queue] = person_id
        return queue

    def leave(self, queue: asyncio.Queue[Json | None]) -> None:
        """No more news, please."""
        self._queues.pop(queue, None)

    def tell(self, channel: str, news: Json, only: str = "") -> None:
        """News for the pages of those in that channel, or of one of them; the channel is named in it."""
        for queue, person_id in self._queues.items():
            if only in ("", person_id) and self._may_read(person_id, channel):
                queue.put_nowait(news | {"channel": channel})

    def tell_everybody(self, news: Json | None) -> None:
        """News for every page; None ends them."""
        for queue in self._queues:
            queue.put_nowait(news)
