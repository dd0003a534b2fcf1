"""How the archive is, at a glance: its newest records, and when its heads were last noted.

`vigie archive verify` is what looks at all of it.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import reading
from bot.adapters.sqlalchemy_tables import archive_anchors, archive_records
from bot.domain.chain import GENESIS, ChainedRecord, own_hash

_FIELDS = (
    "stream",
    "sequence",
    "record_id",
    "kind",
    "at",
    "digest",
    "previous_hash",
    "hash",
)
_RECORDS = sa.select(*(archive_records.c[name] for name in _FIELDS))


@dataclass(frozen=True, slots=True)
class ArchiveState:
    """What `look_at_archive` sees; moments as they are kept (ISO 8601, UTC)."""

    looked_at: int
    newest: str
    """When the newest record was made; "" for an empty archive."""
    noted: str
    """When the heads of its chains were last noted; "" for never."""
    broken: str
    """The first record among them whose link is broken, as `stream#sequence`; "" for none."""


def look_at_archive(engine: Engine, most: int = 500) -> ArchiveState:
    """The newest records, that many at most: each must have its own hash and follow the one before it.

    Raises `StorageError`.
    """
    with reading(engine) as connection:
        newest = connection.execute(_RECORDS.order_by(archive_records.c.at.desc()).limit(most))
        records = [ChainedRecord(*row) for row in newest]
        noted = connection.execute(sa.select(sa.func.max(archive_anchors.c.at))).scalar() or ""
        broken = next((each for each in records if not _is_linked(each, connection)), None)
    name = f"{broken.stream}#{broken.sequence}" if broken else ""
    return ArchiveState(len(records), records[0].at if records else "", noted, name)


def _is_linked(record: ChainedRecord, connection: Connection) -> bool:
    return own_hash(record) == record.hash and _hash_before(record, connection) == record.previous_hash


def _hash_before(record: ChainedRecord, connection: Connection) -> Any:
    if record.sequence == 1:
        return GENESIS
    before = archive_records.c.stream == record.stream, archive_records.c.sequence == record.sequence - 1
    return connection.execute(sa.select(archive_records.c.hash).where(*before)).scalar()
