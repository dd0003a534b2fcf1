"""What reading the archive as a whole needs of the outside: its chains, its records, where its chains end."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, Protocol

from bot.domain.chain import body_text
from bot.domain.chain_checks import Link
from bot.usecases.chat_ports import Cards
from bot.usecases.clock import Clock
from bot.usecases.keeping_ports import Holds
from bot.usecases.matter_ports import Matters
from bot.usecases.ports import Archive, PolicyStore, RecordKind

COMMAND_LINE = "cli"
"""The chain of the reviews that were made at a terminal: of the operator's own texts."""
READINGS = "archive:readings"
"""The chain that says who read in the archive, outside of Slack, when, what and why."""


@dataclass(frozen=True, slots=True)
class Chains:
    """Every link of every chain as it was at one moment, chain by chain, in order."""

    links: Iterator[Link]
    noted_ends: Mapping[str, int]
    """Stream → the highest number that was noted earlier and of which there is no record any more."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends."""

    stream: str
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class WantedRecords:
    """Which records are asked for; what is empty or None is not looked at."""

    kinds: tuple[RecordKind, ...] = ()
    person: str = ""
    """Those of that person's chains, by id."""
    start: datetime | None = None
    end: datetime | None = None
    """Until before that moment."""
    stream: str = ""
    newest_first: bool = False
    """Otherwise chain by chain, in order."""


class ArchiveReading(Protocol):
    """The archive as a whole: streamed, never held in memory."""

    def chains(self, stream: str | None = None) -> AbstractContextManager[Chains]:
        """Every chain, or that one, as they are when it is entered."""

    def records(self, wanted: WantedRecords) -> AbstractContextManager[Iterator[Link]]:
        """Those wanted, with their bodies."""

    def under(self, ids: Sequence[str]) -> list[Link]:
        """The records with these ids, and whose ids begin with one of them and a full stop; by moment."""

    def heads(self) -> AbstractContextManager[Iterator[Head]]:
        """Where every chain ends now."""


class Anchoring(Protocol):
    """Notes where chains end."""

    def anchor_heads(self, at: datetime) -> int:
        """Note where every chain ends now, so that one cut short later is found; how many were noted."""


class NewFile(Protocol):
    """Makes files."""

    def __call__(self, file: str, /) -> AbstractContextManager[IO[bytes]]:
        """A file that was not there, its owner's alone: it appears when it is whole and on the disk. Raises
        OSError; `FileExistsError` where it is there."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads in the archive, and why."""

    by: str
    """The account on the machine."""
    why: str = field(repr=False)


@dataclass(frozen=True)
class ArchivePorts:
    """What the commands that read the archive need."""

    archive: Archive
    anchoring: Anchoring
    reading: ArchiveReading
    matters: Matters
    cards: Cards
    policies: PolicyStore
    holds: Holds
    clock: Clock
    new_file: NewFile
    code: str


def text_of(link: Link) -> str | None:
    """The body of a record as text; None once it was erased, or where it cannot be opened."""
    return body_text(link.body) if isinstance(link.body, bytes) else None
