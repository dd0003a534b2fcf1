"""A file that appears whole or not at all, for its owner alone, and never in the place of another."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def new_file(name: str) -> Iterator[IO[bytes]]:
    """What is written to it is at `name`, and on the disk, once the context ends.

    Raises OSError, `FileExistsError` where something is there; then, and when anything is raised inside,
    nothing is left behind.
    """
    file = Path(name)
    if os.path.lexists(file):
        raise FileExistsError(file)
    descriptor, made = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".partial", dir=file.parent)
    os.close(descriptor)
    partial = Path(made)
    try:
        with partial.open("wb") as opened:
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
        _appear(partial, file)
    finally:
        partial.unlink(missing_ok=True)
    _sync_folder(file.parent)


def _appear(partial: Path, file: Path) -> None:
    try:
        os.link(partial, file)  # unlike a renaming, it never takes another's place
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(file):
            raise FileExistsError(file) from None
        partial.rename(file)


def _sync_folder(folder: Path) -> None:
    """So that the name, too, outlives the power; where a system cannot, the file is there all the same."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
