"""What a backup says of itself: its format, what made it and when, and what each of its tables must be."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

PROGRAM = "vigie"
FORMAT = 1
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class TableSum:
    """A table as it is in the backup: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The last file of a backup. `revision`: the migration whose tables they are; `at`: of which moment."""

    revision: str
    code: str
    at: datetime
    tables: Mapping[str, TableSum]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(each.rows for each in self.tables.values())


def manifest_bytes(manifest: Manifest) -> bytes:
    """As it is written."""
    said = {
        "program": PROGRAM,
        "format": FORMAT,
        "revision": manifest.revision,
        "code": manifest.code,
        "at": manifest.at.isoformat(),
        "tables": {name: asdict(each) for name, each in manifest.tables.items()},
    }
    return json.dumps(said, indent=1).encode() + b"\n"


def read_manifest(content: bytes) -> Manifest:
    """As it was written. Raises ValueError for anything else, or another format."""
    try:
        said = json.loads(content)
        if (said["program"], said["format"]) != (PROGRAM, FORMAT):
            raise ValueError("another program, or another format")
        tables = {str(name): _table_sum(each) for name, each in said["tables"].items()}
        return Manifest(str(said["revision"]), str(said["code"]), datetime.fromisoformat(said["at"]), tables)
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a manifest") from error


def _table_sum(said: Mapping[str, Any]) -> TableSum:
    return TableSum(int(said["rows"]), str(said["sha256"]))
