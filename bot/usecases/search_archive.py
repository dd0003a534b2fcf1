"""Find records of the archive: streamed, opened in memory, and nothing of what was read is kept."""

import json
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.domain.archived_lines import (
    ArchivedLine,
    WantedLines,
    excerpt_of,
    is_wanted,
    line_of,
    written_in,
)
from bot.domain.chain_checks import Link, TextState, text_state
from bot.usecases.archive_ports import READINGS, ArchivePorts, ArchiveReading, Reader, WantedRecords, text_of


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """One record that was asked for."""

    link: Link
    line: ArchivedLine
    excerpt: str = field(default="", repr=False)
    """What stands around the words that were asked for; else the beginning of its first text."""

    @property
    def text(self) -> TextState:
        """What became of its text."""
        return text_state(self.link)


def search_archive(
    records: WantedRecords, lines: WantedLines, most: int | None, reading: ArchiveReading
) -> Generator[FoundRecord, None, None]:
    """Those asked for, that many at most. Close it where it is not read to its end."""
    found = 0
    if most == 0:
        return
    with reading.records(records) as links:
        for link in links:
            if (each := _found(link, lines)) is None:
                continue
            yield each
            found += 1
            if found == most:
                return


def _found(link: Link, wanted: WantedLines) -> FoundRecord | None:
    body, stream = body_of(link), str(link.record.stream)
    try:
        line, texts = line_of(stream, body), tuple(written_in(body))
    except (KeyError, TypeError, AttributeError):  # somebody tampered with it: `verify` says so
        line, texts = line_of(stream, None), ()
    excerpt = excerpt_of(texts, wanted.words) if is_wanted(line, wanted) else None
    return None if excerpt is None else FoundRecord(link, line, excerpt)


def body_of(link: Link) -> dict[str, Any] | None:
    """What a record says; None once it was erased or changed, or where it cannot be opened."""
    text = text_of(link) if text_state(link) == "kept" else None
    try:
        body = json.loads(text) if text is not None else None
    except (ValueError, RecursionError):
        return None
    return body if isinstance(body, dict) else None


def keep_archive_reading(
    record_id: str, reader: Reader, asked: Mapping[str, Any], ports: ArchivePorts
) -> None:
    """Archive that somebody reads in the archive, why and what they asked for; before they see any of it."""
    body = json.dumps({"asked": dict(asked), "by": reader.by, "why": reader.why}, sort_keys=True)
    ports.archive.add("reading", record_id, READINGS, ports.clock.now(), body)
