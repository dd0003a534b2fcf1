"""A door of the bot, open in a thread of its own: what it was given to keep, and what it told us."""

import asyncio
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from types import TracebackType
from typing import Self

from bot.usecases.chat_ports import Received


class DoorInThread(ABC):
    """Between `with` and its end it takes what comes; `received` is what was handed to be kept."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.notes: list[tuple[str, dict[str, object]]] = []
        self.before_keeping: Callable[[Received], None] = lambda received: None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="door")
        self._loop: asyncio.AbstractEventLoop
        self._stopping: asyncio.Event

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(5)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Close it, and wait until it is closed. Safe to repeat."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join(10)
        assert not self._thread.is_alive()

    def noted(self, what: str) -> list[dict[str, object]]:
        """The ids of every note with that name."""
        return [ids for name, ids in self.notes if name == what]

    @abstractmethod
    async def _serve(self) -> None:
        """Serve until `_stopping`; sets `_ready` once it does."""

    async def _run(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        await self._serve()

    def _keep(self, received: Received) -> bool:
        self.before_keeping(received)
        self.received.append(received)
        return True

    def _note(self, what: str, /, **ids: str | int | float) -> None:
        self.notes.append((what, dict(ids)))
