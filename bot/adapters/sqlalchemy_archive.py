"""The archive in the database: records chained per stream, bodies in rows that can be erased.

The tables refuse any other change by themselves (`migrations/archive_guards.py`).
"""

import os
from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import lock, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive_reading import chains_in
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records
from bot.domain.chain import (
    SALT_BYTES,
    ChainedRecord,
    body_digest,
    body_text,
    moment_text,
    next_record,
    salted,
)
from bot.domain.chain_checks import broken_links
from bot.usecases.failures import Unreadable
from bot.usecases.ports import ArchivedRecord, RecordKind, ReviewNotFound

_REVIEW = "review"
_NOT_FOUND = "No review in the archive has that id."
_FIELDS = [
    archive_records.c[name]
    for name in ("stream", "sequence", "record_id", "kind", "at", "digest", "previous_hash", "hash")
]

_NOTE_HEADS = sa.text(
    "INSERT INTO archive_anchors (stream, sequence, hash, at) "
    "SELECT r.stream, r.sequence, r.hash, :at FROM archive_records r JOIN "
    "(SELECT stream, MAX(sequence) AS sequence FROM archive_records GROUP BY stream) h "
    "ON h.stream = r.stream AND h.sequence = r.sequence "
    "WHERE NOT EXISTS (SELECT 1 FROM archive_anchors a WHERE a.stream = r.stream AND a.sequence = r.sequence)"
)


class SqlAlchemyArchive:
    """`Archive` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how bodies are encrypted; by default they are not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def add(self, kind: RecordKind, record_id: str, stream: str, at: datetime, body: str) -> ArchivedRecord:
        """Append to the stream's chain. The same record id again changes nothing."""
        with writing(self._engine) as connection:
            return append(connection, kind, record_id, stream, at, body, self._sealing)

    def record(self, record_id: str) -> ArchivedRecord:
        """One record. Raises `ReviewNotFound`."""
        with reading(self._engine) as connection:
            found = _find(connection, record_id, self._sealing)
        if found is None:
            raise ReviewNotFound(_NOT_FOUND)
        return found

    def recent(self, most: int) -> list[ArchivedRecord]:
        """The newest reviews whose body is still there, newest first; one that cannot be opened comes
        without it."""
        newest = (
            sa.select(*_FIELDS, archive_bodies.c.body)
            .join(archive_bodies, archive_bodies.c.record_id == archive_records.c.record_id)
            .where(archive_records.c.kind == _REVIEW)
            .order_by(
                archive_records.c.at.desc(), archive_records.c.stream, archive_records.c.sequence.desc()
            )
            .limit(most)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(newest)
            return [_as_far_as_open(ChainedRecord(*row[:8]), row[8], self._sealing) for row in rows]

    def newest(self, stream: str) -> ArchivedRecord | None:
        """The record at the end of a stream's chain, without a body that cannot be opened; None where there
        is none."""
        with reading(self._engine) as connection:
            head = _head(connection, stream)
            if head is None:
                return None
            body = sa.select(archive_bodies.c.body).where(archive_bodies.c.record_id == head.record_id)
            return _as_far_as_open(head, connection.execute(body).scalar(), self._sealing)

    def verify(self, stream: str) -> int | None:
        """The sequence number of the first broken link of a chain, None for a sound one."""
        with reading(self._engine) as connection, chains_in(connection, self._sealing, stream) as chains:
            broken = next(broken_links(stream, chains.links, chains.noted_ends.get(stream, 0)), None)
        return broken.number if broken else None

    def erase_body(self, record_id: str) -> None:
        """Forget a body; its record and the chain stay. Raises `ReviewNotFound`, and `StorageError` for one
        that is on hold."""
        with writing(self._engine) as connection:
            if not _is_there(connection, record_id):
                raise ReviewNotFound(_NOT_FOUND)
            connection.execute(sa.delete(archive_bodies).where(archive_bodies.c.record_id == record_id))

    def anchor_heads(self, at: datetime) -> int:
        """Note where every chain ends now, so that one cut short later is found; how many were noted."""
        with writing(self._engine) as connection:
            lock(connection, "anchors")
            return connection.execute(_NOTE_HEADS, {"at": moment_text(at)}).rowcount


def append(
    connection: Connection,
    kind: RecordKind,
    record_id: str,
    stream: str,
    at: datetime,
    body: str,
    sealing: Sealing,
) -> ArchivedRecord:
    """Append to the stream's chain within the caller's transaction. The same record id changes nothing."""
    opened = salted(body, os.urandom(SALT_BYTES))
    lock(connection, f"record:{record_id}")
    lock(connection, stream)
    already = _find(connection, record_id, sealing)
    if already is not None:
        return already
    head = _head(connection, stream)
    record = next_record(head, stream, record_id, kind, moment_text(at), body_digest(opened))
    connection.execute(sa.insert(archive_records), asdict(record))
    connection.execute(sa.insert(archive_bodies).values(record_id=record_id, body=sealing.seal(opened)))
    return _as_record(record, opened, sealing)


def _is_there(connection: Connection, record_id: str) -> bool:
    asked = sa.select(archive_records.c.record_id).where(archive_records.c.record_id == record_id)
    return connection.execute(asked).first() is not None


def _head(connection: Connection, stream: str) -> ChainedRecord | None:
    newest = (
        sa.select(*_FIELDS)
        .where(archive_records.c.stream == stream)
        .order_by(archive_records.c.sequence.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return None if row is None else ChainedRecord(*row)


def _find(connection: Connection, record_id: str, sealing: Sealing) -> ArchivedRecord | None:
    query = (
        sa.select(*_FIELDS, archive_bodies.c.body)
        .join(archive_bodies, archive_bodies.c.record_id == archive_records.c.record_id, isouter=True)
        .where(archive_records.c.record_id == record_id)
    )
    row = connection.execute(query).first()
    return None if row is None else _as_record(ChainedRecord(*row[:8]), row[8], sealing)


def _as_far_as_open(record: ChainedRecord, kept: bytes | None, sealing: Sealing) -> ArchivedRecord:
    try:
        return _as_record(record, kept, sealing)
    except Unreadable:
        return _as_record(record, None, sealing)


def _as_record(record: ChainedRecord, kept: bytes | None, sealing: Sealing) -> ArchivedRecord:
    return ArchivedRecord(
        record_id=record.record_id,
        stream=record.stream,
        sequence=record.sequence,
        at=datetime.fromisoformat(record.at),
        digest=record.digest,
        body=None if kept is None else body_text(sealing.open(kept)),
    )
