"""Save everything that is in the database in one file, as it is at one moment, while the bot goes on."""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from bot.domain.backup_manifest import MANIFEST, Manifest, TableSum, manifest_bytes
from bot.usecases.backup_ports import BackupPorts, BackupUnusable

_ROWS_OF_NOTHING = 1
"""A new database has one row, that nothing is in force."""
LINES = ".jsonl"
"""What the name of a table's file ends with."""


class Counted:
    """Lines on their way, counted and hashed."""

    def __init__(self) -> None:
        self.rows = 0
        self._hashed = sha256()

    def through(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """The same lines."""
        for line in lines:
            self.rows += 1
            self._hashed.update(line)
            yield line

    @property
    def sum(self) -> TableSum:
        """What went through until now."""
        return TableSum(self.rows, self._hashed.hexdigest())


def back_up(file: str, ports: BackupPorts) -> Manifest:
    """Write the backup; what it says of itself. It is there whole, or not at all.

    Raises OSError, `BackupUnusable` where there is nothing to save: somebody looks in the wrong place.
    """
    at = ports.clock.now()
    with (
        ports.new_file(file) as opened,
        ports.database().snapshot() as snapshot,
        ports.files.write(opened, at.timestamp()) as writer,
    ):
        sums: dict[str, TableSum] = {}
        for table in snapshot.tables:
            counted = Counted()
            writer.add(table + LINES, counted.through(snapshot.lines(table)))
            sums[table] = counted.sum
        manifest = Manifest(snapshot.revision, ports.code, at, sums)
        if manifest.rows <= _ROWS_OF_NOTHING:
            raise BackupUnusable("nothing")
        writer.add(MANIFEST, [manifest_bytes(manifest)])
    return manifest
