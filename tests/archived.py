"""An archive with as many records as are wanted, made many at a time."""

import json
from dataclasses import asdict
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records
from bot.domain.chain import ChainedRecord, body_digest, moment_text, next_record, salted

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
_AT_ONCE = 5_000


def fill(engine: Engine, count: int, chains: int = 10, sealing: Sealing | None = None) -> None:
    """That many records of 1 kB in so many chains: record n is number n // chains + 1 of chain n % chains."""
    seal, heads = (sealing or Sealing()).seal, dict[int, ChainedRecord]()
    for start in range(0, count, _AT_ONCE):
        records, bodies = [], []
        for number in range(start, min(start + _AT_ONCE, count)):
            body = salted(json.dumps({"why": f"record {number}", "filling": "x" * 900}), bytes(16))
            of = number % chains
            stream, at = f"T1:U{of}", moment_text(MONDAY)
            heads[of] = next_record(heads.get(of), stream, f"n{number}", "reading", at, body_digest(body))
            records.append(asdict(heads[of]))
            bodies.append({"record_id": f"n{number}", "body": seal(body)})
        with writing(engine) as connection:
            connection.execute(sa.insert(archive_records), records)
            connection.execute(sa.insert(archive_bodies), bodies)
