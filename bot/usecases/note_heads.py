"""Where every chain of the archive ends: written down elsewhere, so that who owns the database cannot cut it.

A list of heads is one JSON object a line, and a last line with their number, the moment, and a SHA-256 over
the lines before it: that one is short enough to be written on paper.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

from bot.domain.chain import moment_text
from bot.usecases.archive_ports import ArchiveReading, Head


class HeadsUnusable(Exception):
    """A list of heads was changed or cut, or is none."""


def head_lines(reading: ArchiveReading, at: datetime) -> Iterator[str]:
    """The list of heads as they are now, line by line."""
    hashed, count = sha256(), 0
    with reading.heads() as heads:
        for head in heads:
            line = json.dumps({"stream": head.stream, "sequence": head.sequence, "hash": head.hash})
            hashed.update(line.encode() + b"\n")
            count += 1
            yield line
    yield json.dumps({"heads": count, "at": moment_text(at), "sha256": hashed.hexdigest()})


def read_heads(lines: Iterable[bytes]) -> tuple[dict[str, Head], str, str]:
    """The heads of a list by stream, its moment and its SHA-256. Raises `HeadsUnusable`."""
    heads: dict[str, Head] = {}
    hashed = sha256()
    last: dict[str, Any] = {}
    try:
        for line in lines:
            if last:
                raise HeadsUnusable  # something follows the last line
            said = json.loads(line)
            if "heads" in said:
                last = said
                continue
            heads[said["stream"]] = Head(said["stream"], int(said["sequence"]), str(said["hash"]))
            hashed.update(line.rstrip(b"\r\n") + b"\n")
        if last["heads"] != len(heads) or last["sha256"] != hashed.hexdigest():
            raise HeadsUnusable
        return heads, str(last["at"]), hashed.hexdigest()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise HeadsUnusable from None
