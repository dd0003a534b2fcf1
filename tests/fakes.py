"""Ports kept in memory, for tests of use cases. They keep the same contracts (`tests/contracts`)."""

from datetime import datetime
from threading import Lock

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
                kept = body_bytes(body)
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

    def verify(self, stream: str) -> int | None:
        chain = sorted(self._chain(stream), key=lambda record: record.sequence)
        return first_broken_link(((each, self._bodies.get(each.record_id)) for each in chain), {})

    def erase_body(self, record_id: str) -> None:
        self.record(record_id)
        self._bodies.pop(record_id, None)

    def _chain(self, stream: str) -> list[ChainedRecord]:
        return [record for record in self._records if record.stream == stream]
