"""One process at a time in a folder, and what the next one must know when a process died in it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.adapters.file_lock import FileLock


class FolderLock:
    """An exclusive lock on `<folder>.lock`, beside the folder so that the folder itself can be moved away."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"))

    def take(self) -> bool:
        """Take it, at once or never: whether the last process that had it died while it was `trying`.

        Raises `FileLocked`, or OSError where no lock can be had.
        """
        self._lock.take()
        died = os.fstat(self._lock.descriptor).st_size > 0
        os.ftruncate(self._lock.descriptor, 0)
        return died

    @contextmanager
    def trying(self) -> Iterator[None]:
        """While this lasts, the folder is being tried: what is in it may end the process."""
        descriptor = self._lock.descriptor
        os.write(descriptor, b"trying")
        try:
            yield
        finally:
            if self._lock.is_held():
                os.ftruncate(descriptor, 0)

    def release(self) -> None:
        """Let go of it; the empty file stays."""
        if self._lock.is_held():
            os.ftruncate(self._lock.descriptor, 0)
            self._lock.release()
