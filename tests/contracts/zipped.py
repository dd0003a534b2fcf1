"""Zip archives made for tests, the ordinary and the hostile."""

import stat
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def zipped(files: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED) -> bytes:
    """Those files, by their name in the archive."""
    made = BytesIO()
    with ZipFile(made, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, compression)
    return made.getvalue()


def with_link(name: str, to: str) -> bytes:
    """An archive with one symbolic link."""
    made, entry = BytesIO(), ZipInfo(name)
    entry.create_system, entry.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with ZipFile(made, "w") as archive:
        archive.writestr(entry, to)
    return made.getvalue()


def saying_less(archive: bytes, size: int, said: int) -> bytes:
    """The same archive, in which a file of that size is said to be shorter."""
    return archive.replace(size.to_bytes(4, "little"), said.to_bytes(4, "little"))
