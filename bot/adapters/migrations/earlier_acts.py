"""The owners' acts that were noted before they were chained in the archive (migration 0008).

Acts are who did what to which version: no draft, so they need no key.
"""

import json
import os
from dataclasses import asdict
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.domain.chain import SALT_BYTES, ChainedRecord, body_digest, moment_text, next_record, salted

_STREAM = "policies"
_NAMES = ("by", "kind", "document", "language", "number", "library", "before", "detail")
_ACTS = sa.table("policy_acts", sa.column("id"), sa.column("at", UtcTime), *map(sa.column, _NAMES))
_RECORDS = sa.table("archive_records", *map(sa.column, ChainedRecord.__dataclass_fields__))
_BODIES = sa.table("archive_bodies", sa.column("record_id"), sa.column("body"))


def chain_all(connection: Connection) -> None:
    """Append every act, in the order in which they were done, to a chain that has none yet."""
    head: ChainedRecord | None = None
    for row in connection.execute(sa.select(_ACTS).order_by(_ACTS.c.id)).mappings().all():
        act: dict[str, Any] = {name: row[name] for name in _NAMES}
        body = salted(json.dumps(act, sort_keys=True), os.urandom(SALT_BYTES))
        about = f"{_STREAM}.{row['id']}", "publication", moment_text(row["at"]), body_digest(body)
        head = next_record(head, _STREAM, *about)
        connection.execute(sa.insert(_RECORDS).values(asdict(head)))
        connection.execute(sa.insert(_BODIES).values(record_id=head.record_id, body=body))
