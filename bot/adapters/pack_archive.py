"""A zip archive taken apart in memory: its limits are checked before anything in it is unpacked.

Nothing is written anywhere, so a name in it is only a name; one that leads out of it is refused all the same.
"""

import stat
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.usecases.library_ports import FileRefused

MOST_ENTRIES = 2_000
"""Ten times the files of a large rule pack."""
MOST_UNPACKED = 50_000_000
"""Bytes of all files of an archive together."""

_ENTRY = b"PK\x01\x02"
_ENCRYPTED = 0x1
# What `zipfile` raises for what it cannot read: NotImplementedError for a compression it does not know,
# RuntimeError for a password.
_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def unpack(archive: bytes) -> Mapping[str, bytes]:
    """The files of a zip archive, by their path in it; what a computer adds by itself is left out.

    Raises `FileRefused`: broken, bomb, file-name, encrypted, or pack for a link or an archive inside.
    """
    if archive.count(_ENTRY) > MOST_ENTRIES:
        raise FileRefused("bomb", f"{MOST_ENTRIES}")
    try:
        with ZipFile(BytesIO(archive)) as opened:
            entries = [each for each in opened.infolist() if not each.is_dir()]
            _refuse_unsafe(entries)
            return dict(_files(opened, entries))
    except _BROKEN:
        raise FileRefused("broken") from None


def _refuse_unsafe(entries: list[ZipInfo]) -> None:
    if sum(each.file_size for each in entries) > MOST_UNPACKED:
        raise FileRefused("bomb", f"{MOST_UNPACKED // 1_000_000} MB")
    for entry in entries:
        if not _is_inside(entry.orig_filename) or not _is_inside(entry.filename):
            raise FileRefused("file-name")
        if entry.flag_bits & _ENCRYPTED:
            raise FileRefused("encrypted")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise FileRefused("pack", f"{entry.filename}:1: a link cannot be read")
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise FileRefused("broken")
    twice = [name for name, count in Counter(each.filename for each in entries).items() if count > 1]
    if twice:
        raise FileRefused("pack", f"{twice[0]}:1: this file is there twice")


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return name.isprintable() and "\\" not in name and ":" not in name and not {"", ".", ".."} & {*parts}


def _files(opened: ZipFile, entries: list[ZipInfo]) -> Iterator[tuple[str, bytes]]:
    """Each file, read no further than the size it says of itself: one that lies is broken."""
    for entry in entries:
        if any(part.startswith((".", "__MACOSX")) for part in entry.filename.split("/")):
            continue
        with opened.open(entry) as file:
            content = file.read(entry.file_size)
        if content.startswith(b"PK\x03\x04") or entry.filename.lower().endswith(".zip"):
            raise FileRefused("pack", f"{entry.filename}:1: an archive in an archive cannot be read")
        yield entry.filename, content
