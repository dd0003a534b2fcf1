"""Ports kept in memory, for tests of use cases. They keep the same contracts (`tests/contracts`)."""

import os
from datetime import datetime
from threading import Lock

from bot.domain.chain import (
    SALT_BYTES,
    ChainedRecord,
    body_digest,
    body_text,
    moment_text,
    next_record,
    salted,
)
from bot.domain.chain_checks import Link, broken_links
from bot.usecases.ports import ArchivedRecord, RecordKind, ReviewNotFound
from tests.fakes_versions import InMemoryPolicyStore as InMemoryPolicyStore


class InMemoryArchive:
    """`Archive` without a database."""

    def __init__(self) -> None:
        self._records: list[ChainedRecord] = []
        self._bodies: dict[str, bytes] = {}
        self._one_at_a_time = Lock()

    def add(self, kind: RecordKind, record_id: str, stream: str, at: datetime, body: str) -> ArchivedRecord:
        with self._one_at_a_time:
            if not any(record.record_id == record_id for record in self._records):
                head = max(self._chain(stream), key=lambda record: record.sequence, default=None)
                kept = salted(body, os.urandom(SALT_BYTES))
                self._records.append(
                    next_record(head, stream, record_id, kind, moment_text(at), body_digest(kept))
                )
                self._bodies[record_id] = kept
        return self.record(record_id)

    def record(self, record_id: str) -> ArchivedRecord:
        for record in self._records:
            if record.record_id == record_id:
                kept = self._bodies.get(record_id)
                return ArchivedRecord(
                    record_id,
                    record.stream,
                    record.sequence,
                    datetime.fromisoformat(record.at),
                    record.digest,
                    None if kept is None else body_text(kept),
                )
        raise ReviewNotFound("No review in the archive has that id.")

    def recent(self, most: int) -> list[ArchivedRecord]:
        whole = [each for each in self._records if each.kind == "review" and each.record_id in self._bodies]
        whole.sort(key=lambda each: (each.at, each.sequence), reverse=True)
        return [self.record(each.record_id) for each in whole[:most]]

    def newest(self, stream: str) -> ArchivedRecord | None:
        chain = self._chain(stream)
        return self.record(chain[-1].record_id) if chain else None

    def verify(self, stream: str) -> int | None:
        chain = sorted(self._chain(stream), key=lambda record: record.sequence)
        links = (Link(each, self._bodies.get(each.record_id)) for each in chain)
        broken = next(broken_links(stream, links), None)
        return broken.number if broken else None

    def erase_body(self, record_id: str) -> None:
        self.record(record_id)
        self._bodies.pop(record_id, None)

    def _chain(self, stream: str) -> list[ChainedRecord]:
        return [record for record in self._records if record.stream == stream]
