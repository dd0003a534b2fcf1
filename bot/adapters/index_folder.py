"""The folder of the clause index: open in one process at a time, kept open, and lent to whoever waits for it.

Two processes in one folder lose clauses silently, so it is locked for as long as it is open. Opening it takes
many times as long as a search, so it stays open; but where another process waits for it (somebody publishes
beside the bot), it is let go of after the call under way, or within `look_every` seconds.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from bot.adapters.chroma_errors import IndexDamaged, busy, speaking_plainly
from bot.adapters.file_lock import FileLocked
from bot.adapters.folder_lock import FolderLock
from bot.adapters.ticking import Ticker
from bot.usecases.ports import StorageError

LOOK_EVERY = 0.2
"""Seconds between two looks whether another process waits."""


class IndexFolder:
    """Opened at the first call with what `connect` gives, which has a `close`; any thread may call."""

    def __init__(self, folder: Path, connect: Callable[[Path], Any], look_every: float = LOOK_EVERY) -> None:
        self._folder = folder
        self._connect = connect
        self._look_every = look_every
        self._lock = FolderLock(folder)
        self._client: Any = None
        self._looking: Ticker | None = None
        self._opening = threading.RLock()
        self._users = 0
        """Calls under way: more than one only where they are inside each other."""

    @contextmanager
    def opened(self, patience: float = 0.0) -> Iterator[Any]:
        """The client; whoever else has the folder is waited for that many seconds.

        A folder that cannot be opened is set aside first. Raises `IndexBusy`, `StorageError`.
        """
        with self._opening, speaking_plainly(self._folder):
            self.make_way()
            if self._client is None:
                self._open(patience)
            self._users += 1
            try:
                yield self._client
            except StorageError:
                raise
            except BaseException:
                # After a failure (a full disk) Chroma may wait for ever: the next call opens it anew.
                self.close()
                raise
            finally:
                self._users -= 1

    def trying(self) -> AbstractContextManager[None]:
        """Inside `opened`: what is tried meanwhile may end the process, and the next one must know."""
        return self._lock.trying()

    def make_way(self) -> None:
        """Let go of the folder if another process waits for it; not in the middle of a call."""
        with self._opening:
            if self._client is not None and not self._users and self._lock.is_wanted():
                self.close()

    def set_aside(self, patience: float = 0.0) -> None:
        """Rename the folder, which is damaged; the next call begins with an empty one."""
        with self._opening, speaking_plainly(self._folder):
            self._disconnect()
            self._take(patience)
            self._move_away()
            self.close()

    def close(self) -> None:
        """Let go of the folder; the next call opens it again."""
        with self._opening:
            try:
                self._disconnect()
            finally:
                self._lock.release()

    def _disconnect(self) -> None:
        looking, self._looking = self._looking, None
        if looking is not None:
            looking.stop(0.0)  # it may be waiting for this very call to end
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _open(self, patience: float) -> None:
        try:
            self._take(patience)
            self._client = self._connected()
        finally:
            if self._client is None:
                self._lock.release()
        self._looking = Ticker(self.make_way, self._look_every, _nobody_is_told)
        self._looking.start()

    def _take(self, patience: float) -> None:
        if self._lock.is_held():
            return
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            if self._lock.take(patience):
                self._move_away()
        except FileLocked:
            raise busy(self._folder) from None

    def _connected(self) -> Any:
        try:
            with speaking_plainly(self._folder):
                return self._connect(self._folder)
        except IndexDamaged:
            self._move_away()
            return self._connect(self._folder)

    def _move_away(self) -> None:
        """Rename the folder: were it not ours, whoever owns it would still have everything."""
        number = 1
        while (aside := self._folder.with_name(f"{self._folder.name}.damaged-{number}")).exists():
            number += 1
        self._folder.rename(aside)
        self._folder.mkdir(mode=0o700)


def _nobody_is_told(what: str, /, **ids: str | int | float) -> None:
    """What fails in a look is met, and told, by the next call."""
