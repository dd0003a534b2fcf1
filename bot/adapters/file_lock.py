"""One process at a time on a file: the system lets go of the lock when a process ends, however it does."""

import os
import sys
from pathlib import Path


class FileLocked(Exception):
    """Another process, or another lock of this one, holds the file."""


class FileLock:
    """An exclusive lock on a file that is there for nothing else; made when it is missing, never removed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None

    def take(self) -> None:
        """Take it, at once or never. Raises `FileLocked`, or OSError where no lock can be had."""
        descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o600)
        try:
            _lock(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            raise FileLocked from None
        except OSError:
            os.close(descriptor)
            raise
        self._descriptor = descriptor

    @property
    def descriptor(self) -> int:
        """Of the open file. Raises ValueError while the lock is not held."""
        if self._descriptor is None:
            raise ValueError("the lock is not held")
        return self._descriptor

    def is_held(self) -> bool:
        """Whether this lock was taken and not released."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let go of it; the file stays, because removing it could remove another process's lock."""
        if self._descriptor is not None:
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
