"""The file of a backup: a tar, compressed with gzip, of plain files; read without trusting a word of it.

Headers are read one by one here, and not by `tarfile`: it would follow whatever a header says, and hold in
memory what a header calls a long name.
"""

import gzip
import os
import re
import shutil
import tarfile
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from bot.usecases.backup_ports import BackupUnusable

_BLOCK = tarfile.BLOCKSIZE
_AT_ONCE = 65_536
_LONGEST_LINE = 64_000_000
"""Bytes: a document may have 25 million, and base64 makes 33 million of them."""
_NAME = re.compile(r"[a-z_]{1,63}\.jsonl?")
_UNFOLDS_TO_MOST = 200
_UNLESS_SMALLER = 64_000_000
"""What unfolds to more than so many times its size is no backup of ours; rows make ten times it at most."""


class TarBackups:
    """`BackupFiles`."""

    @contextmanager
    def write(self, opened: IO[bytes], at: float) -> Iterator["TarWriter"]:
        """A new backup in an open file."""
        with gzip.GzipFile("", "wb", 6, opened, at) as packed:
            yield TarWriter(packed, os.path.dirname(os.path.abspath(opened.name)), at)
            packed.write(bytes(2 * _BLOCK))

    def read(self, file: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Its files in order, each with its lines. Raises OSError, `BackupUnusable`."""
        with open(file, "rb") as opened:
            yield from _TarReader(opened).files()


class TarWriter:
    """`BackupWriter`."""

    def __init__(self, packed: gzip.GzipFile, folder: str, at: float) -> None:
        self._packed = packed
        self._folder = folder
        self._at = at

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """A file of it: collected beside it first, as a tar says how long a file is before it comes."""
        with tempfile.TemporaryFile(dir=self._folder) as collected:
            for line in lines:
                collected.write(line)
            header = tarfile.TarInfo(name)
            header.size, header.mode, header.mtime = collected.tell(), 0o600, int(self._at)
            collected.seek(0)
            self._packed.write(header.tobuf(tarfile.GNU_FORMAT))
            shutil.copyfileobj(collected, self._packed)
            self._packed.write(bytes(-header.size % _BLOCK))


class _TarReader:
    def __init__(self, opened: IO[bytes]) -> None:
        self._opened = opened
        self._packed = gzip.GzipFile(fileobj=opened)
        self._read = 0

    def files(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        while any(header := self._exactly(_BLOCK)):
            size, name = self._told(header)
            lines = self._lines(size)
            yield name, lines
            for _ in lines:
                pass
            self._exactly(-size % _BLOCK)
        while self._some(_AT_ONCE):  # to the end: it has a sum over everything
            pass

    def _told(self, header: bytes) -> tuple[int, str]:
        """Size and name. Raises `BackupUnusable` for whatever no backup has."""
        try:
            told = tarfile.TarInfo.frombuf(header, "utf-8", "strict")
        except (tarfile.HeaderError, ValueError):
            raise BackupUnusable("not-a-backup") from None
        if told.type != tarfile.REGTYPE or told.size < 0 or not _NAME.fullmatch(told.name):
            raise BackupUnusable("not-a-backup")
        return told.size, told.name

    def _lines(self, left: int) -> Iterator[bytes]:
        begun: list[bytes] = []
        held = 0
        while left:
            part = self._exactly(min(left, _AT_ONCE))
            left -= len(part)
            ends, *others = part.split(b"\n")
            for begins in others:
                yield b"".join((*begun, ends, b"\n"))
                begun, held, ends = [], 0, begins
            begun.append(ends)
            held += len(ends)
            if held > _LONGEST_LINE:
                raise BackupUnusable("too-large")
        if held:
            yield b"".join(begun)

    def _exactly(self, count: int) -> bytes:
        """So many bytes, few at a time. Raises `BackupUnusable` where the file ends before."""
        found = self._some(count)
        while len(found) < count:
            more = self._some(count - len(found))
            if not more:
                raise BackupUnusable("cut")
            found += more
        return found

    def _some(self, count: int) -> bytes:
        try:
            found = self._packed.read(count)
        except EOFError:
            raise BackupUnusable("cut") from None
        except (gzip.BadGzipFile, zlib.error):
            raise BackupUnusable("changed" if self._read else "not-a-backup", table="") from None
        self._read += len(found)
        if self._read > max(_UNLESS_SMALLER, _UNFOLDS_TO_MOST * self._opened.tell()):
            raise BackupUnusable("too-large")
        return found
