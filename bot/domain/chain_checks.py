"""Whether the chains of the archive are whole; where they are not, which record it is and what is wrong."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from bot.domain.chain import GENESIS, ChainedRecord, body_digest, own_hash

LinkFault = Literal[
    "missing", "changed", "not-linked", "rewritten", "cut-off", "body-changed", "body-closed"
]  # fmt: skip
"""missing: a record is not there; changed: it is not what its hash was made of; not-linked: it does not
follow from the one before; rewritten: it is not the one that was noted earlier; cut-off: the chain ends
before what was noted; body-changed: its body is not the one digested; body-closed: no key that is set opens
its body, so that nobody can tell."""


TextState = Literal["kept", "erased", "closed", "changed"]
"""closed: no key that is set opens it; changed: it is not what was digested."""


class Closed(Enum):
    """Stands for a body that is there and cannot be opened."""

    NO_KEY = "no key"
    CHANGED = "changed"


Body = bytes | Closed | object | None
"""As kept, opened: None once erased; whatever else a tampered database gives is not what was digested."""


@dataclass(frozen=True, slots=True)
class Link:
    """One record of a chain with its body; `noted`: the hash that was noted for its place earlier."""

    record: ChainedRecord
    body: Body
    noted: str | None = None


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """Where a chain is broken: id and moment are "" where the record itself is not there."""

    stream: str
    number: int
    fault: LinkFault
    record_id: str = ""
    at: str = ""


def broken_links(stream: str, links: Iterable[Link], noted_end: int = 0) -> Iterator[BrokenLink]:
    """What is wrong with a chain, its links given in order; nothing for a sound one.

    `noted_end`: the highest number noted earlier of which there is no record any more, 0 for none. The first
    broken link of the records ends it, as nothing after that can be relied on; bodies are each held against
    their own digest.
    """
    expected, previous = 1, GENESIS
    for link in links:
        record = link.record
        if fault := _fault_of(link, expected, previous):
            there = ("", "") if fault == "missing" else (str(record.record_id), str(record.at))
            yield BrokenLink(stream, expected, fault, *there)
            return
        if fault := _fault_of_body(link):
            yield BrokenLink(stream, expected, fault, record.record_id, record.at)
        expected, previous = expected + 1, record.hash
    if noted_end >= expected:
        yield BrokenLink(stream, expected, "cut-off")


def _fault_of(link: Link, expected: int, previous: str) -> LinkFault | None:
    record = link.record
    number: object = record.sequence
    if number != expected:
        return "missing" if isinstance(number, int) and number > expected else "changed"
    if record.hash != own_hash(record):
        return "changed"
    if record.previous_hash != previous:
        return "not-linked"
    return None if link.noted in (None, record.hash) else "rewritten"


def text_state(link: Link) -> TextState:
    """What became of the body of a record."""
    if link.body is None:
        return "erased"
    fault = _fault_of_body(link)
    return "kept" if fault is None else "closed" if fault == "body-closed" else "changed"


def _fault_of_body(link: Link) -> LinkFault | None:
    if link.body is None:
        return None
    if link.body is Closed.NO_KEY:
        return "body-closed"
    sound = isinstance(link.body, bytes) and body_digest(link.body) == link.record.digest
    return None if sound else "body-changed"
