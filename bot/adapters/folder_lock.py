"""One process at a time in a folder: the system lets go of the lock when a process ends, however it does."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FolderLocked(Exception):
    """Another process, or another lock of this one, holds the folder."""


class FolderLock:
    """An exclusive lock on `<folder>.lock`, beside the folder so that the folder itself can be moved away."""

    def __init__(self, folder: Path) -> None:
        self._file = folder.with_name(f"{folder.name}.lock")
        self._descriptor: int | None = None

    def take(self) -> bool:
        """Take it, at once or never: whether the last process that had it died while it was `trying`.

        Raises `FolderLocked`, or OSError where no lock can be had.
        """
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise FolderLocked from None
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor
        died = os.fstat(descriptor).st_size > 0
        os.ftruncate(descriptor, 0)
        return died

    @contextmanager
    def trying(self) -> Iterator[None]:
        """While this lasts, the folder is being tried: what is in it may end the process."""
        descriptor = self._descriptor
        if descriptor is None:
            raise ValueError("the lock is not held")
        os.write(descriptor, b"trying")
        try:
            yield
        finally:
            if self._descriptor is not None:
                os.ftruncate(descriptor, 0)

    def release(self) -> None:
        """Let go of it; the empty file stays, because removing it could remove another process's lock."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
