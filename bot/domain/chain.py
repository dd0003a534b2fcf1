"""The chain of the archive: each record's hash covers the record before it, and a digest of its own body.

Only the digest is chained, so a body can be erased and the chain stays sound.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""What the first record of a chain has for its previous hash."""


@dataclass(frozen=True, slots=True)
class ChainedRecord:
    """One record as it is kept; `at` is the text of `moment_text`."""

    stream: str
    sequence: int
    record_id: str
    kind: str
    at: str
    digest: str
    previous_hash: str
    hash: str


def moment_text(at: datetime) -> str:
    """A moment as it is hashed: ISO 8601 in UTC with microseconds. Raises ValueError without a zone."""
    if at.tzinfo is None:
        raise ValueError("a moment needs its time zone")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def body_bytes(body: str) -> bytes:
    """A body as it is kept and digested; half of a surrogate pair counts as itself."""
    return body.encode("utf-8", "surrogatepass")


def body_text(kept: bytes) -> str:
    """The body back from its bytes."""
    return kept.decode("utf-8", "surrogatepass")


def body_digest(kept: bytes) -> str:
    """SHA-256 of a body's bytes, in hexadecimal."""
    return hashlib.sha256(kept).hexdigest()


def next_record(
    head: ChainedRecord | None, stream: str, record_id: str, kind: str, at: str, digest: str
) -> ChainedRecord:
    """The record that follows the head of a stream's chain, or begins the chain."""
    sequence = head.sequence + 1 if head else 1
    previous = head.hash if head else GENESIS
    own = _hash_of(stream, sequence, record_id, kind, at, digest, previous)
    return ChainedRecord(stream, sequence, record_id, kind, at, digest, previous, own)


def first_broken_link(kept: Iterable[tuple[ChainedRecord, object]], anchors: Mapping[int, str]) -> int | None:
    """The sequence number where a chain is broken, None for a sound one.

    `kept` is the chain in order, each record with the bytes of its body, or None once erased (whatever else
    a tampered database gives is not the body that was digested); `anchors` are hashes noted earlier, by
    sequence number. Broken is: a record that is missing, changed or not linked to the one before it, a body
    that is not the one digested, or an end that does not reach its anchor.
    """
    expected, previous = 1, GENESIS
    for record, body in kept:
        sound = (
            record.sequence == expected
            and record.previous_hash == previous
            and record.hash == _own_hash(record)
            and record.hash == anchors.get(expected, record.hash)
            and (body is None or (isinstance(body, bytes) and body_digest(body) == record.digest))
        )
        if not sound:
            return expected
        expected, previous = expected + 1, record.hash
    return expected if any(anchored >= expected for anchored in anchors) else None


def _own_hash(record: ChainedRecord) -> str:
    return _hash_of(
        record.stream,
        record.sequence,
        record.record_id,
        record.kind,
        record.at,
        record.digest,
        record.previous_hash,
    )


def _hash_of(*fields: str | int) -> str:
    """SHA-256 over fields that each come after their length: no two lists of fields read the same."""
    hashed = hashlib.sha256()
    for field in fields:
        encoded = str(field).encode("utf-8", "surrogatepass")
        hashed.update(len(encoded).to_bytes(8, "big"))
        hashed.update(encoded)
    return hashed.hexdigest()
