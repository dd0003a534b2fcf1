"""One process at a time in a folder, who waits for it, and what to know of one that died in it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.adapters.file_lock import FileLock, FileLocked

_TRY_EVERY = 0.05
"""Seconds between two attempts of who waits."""


class FolderLock:
    """An exclusive lock on `<folder>.lock`, beside the folder so that the folder itself can be moved away.

    Who waits for it holds `<folder>.wanted` meanwhile, so that whoever keeps the folder open for the next
    time can see it (`is_wanted`) and make way. Both locks end with their process. For one thread at a time.
    """

    def __init__(self, folder: Path, wait: Callable[[float], None] = time.sleep) -> None:
        self._lock = FileLock(folder.with_name(f"{folder.name}.lock"))
        self._wish = FileLock(folder.with_name(f"{folder.name}.wanted"))
        self._wait = wait

    def take(self, patience: float = 0.0) -> bool:
        """Take it, at once or within `patience` seconds: whether the last process that had it died `trying`.

        Who waits comes before whoever came later. Raises `FileLocked`, or OSError where no lock can be had.
        """
        tries = round(patience / _TRY_EVERY)
        is_taken = self._is_taken_in_turn if tries > 0 else self._is_free
        try:
            while not is_taken():
                if tries <= 0:
                    raise FileLocked
                tries -= 1
                self._wait(_TRY_EVERY)
        finally:
            self._wish.release()
        died = os.fstat(self._lock.descriptor).st_size > 0
        os.ftruncate(self._lock.descriptor, 0)
        return died

    def is_wanted(self) -> bool:
        """Whether somebody waits for it. Raises OSError."""
        try:
            self._wish.take()
        except FileLocked:
            return True
        self._wish.release()
        return False

    def is_held(self) -> bool:
        """Whether this lock was taken and not released."""
        return self._lock.is_held()

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

    def _is_taken_in_turn(self) -> bool:
        try:
            if not self._wish.is_held():
                self._wish.take()
            self._lock.take()
        except FileLocked:
            return False
        return True

    def _is_free(self) -> bool:
        """Taken where nobody has it or waits for it. Who does not wait stands in no line, not even for an
        instant: whoever holds the folder would make way for nobody."""
        try:
            self._lock.take()
        except FileLocked:
            return False
        if self.is_wanted():
            self._lock.release()
            return False
        return True
