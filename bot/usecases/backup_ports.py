"""What saving the database whole, and putting it back, needs of the outside."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Literal, Protocol

from bot.usecases.archive_ports import ArchiveReading, NewFile
from bot.usecases.clock import Clock

BackupFault = Literal[
    "not-a-backup", "cut", "changed", "too-large", "other-tables", "not-empty", "broken", "nothing"
]
"""not-a-backup: the file is of another program; cut: it ends too early; changed: a table in it is not what
its manifest says; too-large: it unfolds to more than a backup would; other-tables: of another version of the
tables; not-empty: there is something in the database; broken: the database refuses a chain that is broken;
nothing: there is nothing in the database that is to be saved."""


class BackupUnusable(Exception):
    """A backup cannot be made or put back: why, and what is to be known of it."""

    def __init__(self, fault: BackupFault, **known: str) -> None:
        super().__init__(fault)
        self.fault = fault
        self.known = known


class Snapshot(Protocol):
    """All tables as they were at one moment, whatever is written meanwhile."""

    revision: str
    """The migration whose tables they are."""
    tables: Sequence[str]
    """Their names, in an order in which they can be filled."""

    def lines(self, table: str) -> Iterator[bytes]:
        """The rows of a table, each a line of JSON."""


class Filling(Protocol):
    """Empty tables that are filled within one transaction."""

    def fill(self, table: str, lines: Iterable[bytes]) -> None:
        """Put rows in. Raises `StorageError`, `BackupUnusable` for a line that is no row of the table."""

    def note_restored(self, at: datetime) -> None:
        """From now on, what may have been posted meanwhile is looked for before it is posted
        (`Outbox.intend`)."""


class Database(Protocol):
    """The database as a whole."""

    revision: str
    """The migration whose tables it has."""

    def snapshot(self) -> AbstractContextManager[Snapshot]:
        """Everything as it is when this is entered."""

    def filling(self) -> AbstractContextManager[Filling]:
        """Fill it: kept whole when the context ends, or not at all when anything is raised inside it.

        Raises `BackupUnusable` where it is not empty.
        """


class BackupWriter(Protocol):
    """A backup that is being written."""

    def add(self, name: str, lines: Iterable[bytes]) -> None:
        """A file of it."""


class BackupFiles(Protocol):
    """The format of backups."""

    def write(self, opened: IO[bytes], at: float) -> AbstractContextManager[BackupWriter]:
        """A new backup in an open file; `at` (seconds since 1970) is what its files are dated."""

    def read(self, file: str) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Its files in order: the name of each and its lines, which are read before the next is asked for.

        Raises OSError, `BackupUnusable`.
        """


@dataclass(frozen=True)
class BackupPorts:
    """What `back_up` and `restore` need."""

    database: Callable[[], Database]
    reading: Callable[[], ArchiveReading]
    files: BackupFiles
    new_file: NewFile
    clock: Clock
    code: str
    has_keys: bool
    """Whether texts are encrypted: the key is in no backup."""
