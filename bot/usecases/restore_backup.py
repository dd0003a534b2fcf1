"""Put a backup back into an empty database: all of it, or nothing."""

from collections.abc import Iterator
from itertools import islice

from bot.domain.backup_manifest import MANIFEST, Manifest, TableSum, read_manifest
from bot.usecases.back_up import LINES, Counted
from bot.usecases.backup_ports import BackupPorts, BackupUnusable

_MOST_LINES = 1_000
"""Of a manifest."""


def check_backup(file: str, ports: BackupPorts) -> Manifest:
    """Read all of a backup and hold it against its manifest; nothing is restored.

    Raises OSError, `BackupUnusable`.
    """
    sums: dict[str, TableSum] = {}
    manifest = b""
    for name, lines in ports.files.read(file):
        if manifest:
            raise BackupUnusable("changed", table=name)  # it is the last
        if name == MANIFEST:
            manifest = b"".join(islice(lines, _MOST_LINES))
            continue
        counted = Counted()
        for _ in counted.through(lines):
            pass
        sums[name.removesuffix(LINES)] = counted.sum
    if not manifest:
        raise BackupUnusable("not-a-backup")
    return _agreed(manifest, sums)


def restore_backup(file: str, ports: BackupPorts) -> Manifest:
    """Fill the database. Raises OSError, `StorageError`, `BackupUnusable`; then nothing was changed."""
    manifest, database = check_backup(file, ports), ports.database()
    if manifest.revision != database.revision:
        known = {"theirs": manifest.revision, "ours": database.revision, "code": manifest.code}
        raise BackupUnusable("other-tables", **known)
    with database.filling() as filling:
        sums: dict[str, TableSum] = {}
        for name, lines in _tables(file, ports):
            counted = Counted()
            filling.fill(name, counted.through(lines))
            sums[name] = counted.sum
        if sums != manifest.tables:  # somebody wrote to the file between the two readings
            raise BackupUnusable("changed", table=MANIFEST)
        # With the rows, or not at all: what was under way then may have been answered, and asked about,
        # before the database was lost.
        filling.note_restored(ports.clock.now())
    return manifest


def _tables(file: str, ports: BackupPorts) -> Iterator[tuple[str, Iterator[bytes]]]:
    for name, lines in ports.files.read(file):
        if name != MANIFEST:
            yield name.removesuffix(LINES), lines


def _agreed(content: bytes, sums: dict[str, TableSum]) -> Manifest:
    try:
        manifest = read_manifest(content)
    except ValueError:
        raise BackupUnusable("not-a-backup") from None
    for table in {**manifest.tables, **sums}:
        if manifest.tables.get(table) != sums.get(table):
            raise BackupUnusable("changed", table=table)
    return manifest
