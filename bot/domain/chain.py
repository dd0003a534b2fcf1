"""The chain of the archive: each record's hash covers the record before it, and a digest of its own body.

Only the digest is chained, so a body can be erased and the chain stays sound. A body is digested with a salt
that is kept, and erased, with it: who guesses an erased text cannot see from the digest that they are right.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

GENESIS = "0" * 64
"""What the first record of a chain has for its previous hash."""
SALT_BYTES = 16
_SALTED = b"\xfe"


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


def text_bytes(text: str) -> bytes:
    """A text as bytes; half of a surrogate pair counts as itself."""
    return text.encode("utf-8", "surrogatepass")


def bytes_text(kept: bytes) -> str:
    """The text back from its bytes."""
    return kept.decode("utf-8", "surrogatepass")


def salted(body: str, salt: bytes) -> bytes:
    """A body as it is kept and digested: a mark that no text begins with, `SALT_BYTES` of salt, the text."""
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes")
    return _SALTED + salt + text_bytes(body)


def body_text(kept: bytes) -> str:
    """The body back from its bytes; the earliest have no salt."""
    return bytes_text(kept[1 + SALT_BYTES :] if kept.startswith(_SALTED) else kept)


def body_salt(kept: bytes) -> bytes:
    """The salt of a body's bytes; empty for the earliest."""
    return kept[1 : 1 + SALT_BYTES] if kept.startswith(_SALTED) else b""


def body_digest(kept: bytes) -> str:
    """SHA-256 of a body's bytes, its salt among them, in hexadecimal."""
    return hashlib.sha256(kept).hexdigest()


def next_record(
    head: ChainedRecord | None, stream: str, record_id: str, kind: str, at: str, digest: str
) -> ChainedRecord:
    """The record that follows the head of a stream's chain, or begins the chain."""
    sequence = head.sequence + 1 if head else 1
    previous = head.hash if head else GENESIS
    own = _hash_of(stream, sequence, record_id, kind, at, digest, previous)
    return ChainedRecord(stream, sequence, record_id, kind, at, digest, previous, own)


def own_hash(record: ChainedRecord) -> str:
    """The hash that a record must have, being what it is."""
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
