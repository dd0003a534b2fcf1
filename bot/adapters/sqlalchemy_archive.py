"""The archive in the database: records chained per stream, bodies in rows that can be erased.

The tables refuse any other change by themselves (`migrations/archive_guards.py`).
"""

from dataclasses import asdict
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import lock, reading, writing
from bot.adapters.sqlalchemy_tables import archive_anchors, archive_bodies, archive_records
from bot.domain.chain import (
    ChainedRecord,
    body_bytes,
    body_digest,
    body_text,
    first_broken_link,
    moment_text,
    next_record,
)
from bot.usecases.ports import ArchivedRecord, RecordKind, ReviewNotFound

_REVIEW = "review"
_FIELDS = [
    archive_records.c[name]
    for name in ("stream", "sequence", "record_id", "kind", "at", "digest", "previous_hash", "hash")
]

# No column types: a value that was tampered with reaches the check as it is, whatever it became.
_CHAIN = sa.text(
    "SELECT r.stream, r.sequence, r.record_id, r.kind, r.at, r.digest, r.previous_hash, r.hash, b.body "
    "FROM archive_records r LEFT JOIN archive_bodies b ON b.record_id = r.record_id "
    "WHERE r.stream = :stream ORDER BY r.sequence"
)

_NOTE_HEADS = sa.text(
    "INSERT INTO archive_anchors (stream, sequence, hash, at) "
    "SELECT r.stream, r.sequence, r.hash, :at FROM archive_records r "
    "WHERE NOT EXISTS (SELECT 1 FROM archive_records n "
    "WHERE n.stream = r.stream AND n.sequence = r.sequence + 1) "
    "AND NOT EXISTS (SELECT 1 FROM archive_anchors a WHERE a.stream = r.stream AND a.sequence = r.sequence)"
)


class SqlAlchemyArchive:
    """`Archive` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, kind: RecordKind, record_id: str, stream: str, at: datetime, body: str) -> ArchivedRecord:
        """Append to the stream's chain. The same record id again changes nothing."""
        with writing(self._engine) as connection:
            return append(connection, kind, record_id, stream, at, body)

    def record(self, record_id: str) -> ArchivedRecord:
        """One record. Raises `ReviewNotFound`."""
        with reading(self._engine) as connection:
            found = _find(connection, record_id)
        if found is None:
            raise ReviewNotFound("No review in the archive has that id.")
        return found

    def recent(self, most: int) -> list[ArchivedRecord]:
        """The newest reviews whose body is still there, newest first."""
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
            return [_as_record(ChainedRecord(*row[:8]), row[8]) for row in connection.execute(newest)]

    def verify(self, stream: str) -> int | None:
        """The sequence number of the first broken link of a chain, None for a sound one."""
        with reading(self._engine) as connection:
            anchors = connection.execute(
                sa.select(archive_anchors.c.sequence, archive_anchors.c.hash).where(
                    archive_anchors.c.stream == stream
                )
            )
            noted = {int(sequence): str(noted) for sequence, noted in anchors}
            with connection.execution_options(yield_per=1000).execute(_CHAIN, {"stream": stream}) as rows:
                return first_broken_link(((ChainedRecord(*row[:8]), row[8]) for row in rows), noted)

    def erase_body(self, record_id: str) -> None:
        """Forget a body; its record and the chain stay. Raises `ReviewNotFound`."""
        self.record(record_id)
        with writing(self._engine) as connection:
            connection.execute(sa.delete(archive_bodies).where(archive_bodies.c.record_id == record_id))

    def anchor_heads(self, at: datetime) -> int:
        """Note where every chain ends now, so that one cut short later is found; how many were noted."""
        with writing(self._engine) as connection:
            lock(connection, "anchors")
            return connection.execute(_NOTE_HEADS, {"at": moment_text(at)}).rowcount


def append(
    connection: Connection, kind: RecordKind, record_id: str, stream: str, at: datetime, body: str
) -> ArchivedRecord:
    """Append to the stream's chain within the caller's transaction. The same record id changes nothing."""
    kept = body_bytes(body)
    lock(connection, f"record:{record_id}")
    lock(connection, stream)
    already = _find(connection, record_id)
    if already is not None:
        return already
    head = _head(connection, stream)
    record = next_record(head, stream, record_id, kind, moment_text(at), body_digest(kept))
    connection.execute(sa.insert(archive_records), asdict(record))
    connection.execute(sa.insert(archive_bodies).values(record_id=record_id, body=kept))
    return _as_record(record, kept)


def _head(connection: Connection, stream: str) -> ChainedRecord | None:
    newest = (
        sa.select(*_FIELDS)
        .where(archive_records.c.stream == stream)
        .order_by(archive_records.c.sequence.desc())
        .limit(1)
    )
    row = connection.execute(newest).first()
    return None if row is None else ChainedRecord(*row)


def _find(connection: Connection, record_id: str) -> ArchivedRecord | None:
    query = (
        sa.select(*_FIELDS, archive_bodies.c.body)
        .join(archive_bodies, archive_bodies.c.record_id == archive_records.c.record_id, isouter=True)
        .where(archive_records.c.record_id == record_id)
    )
    row = connection.execute(query).first()
    return None if row is None else _as_record(ChainedRecord(*row[:8]), row[8])


def _as_record(record: ChainedRecord, kept: bytes | None) -> ArchivedRecord:
    return ArchivedRecord(
        record_id=record.record_id,
        stream=record.stream,
        sequence=record.sequence,
        at=datetime.fromisoformat(record.at),
        digest=record.digest,
        body=None if kept is None else body_text(kept),
    )
