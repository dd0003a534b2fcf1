"""What owners did to the library, inside the caller's transaction; each act is in the archive too.

Whoever changes the library takes a turn on the pointer's row first, so acts are committed in the order of
their ids: one that is read cannot be followed by one with a smaller id.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_tables import in_force, library_versions, policy_acts
from bot.domain.versions import VersionRef
from bot.usecases.library_ports import ActKind, PolicyAct

STREAM = "policies"
"""The chain of the acts."""
_NOT_SEALED = Sealing()
"""An act is who did what to which version, no draft: it is as readable as its row."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What is in force when it is somebody's turn; no library and no name when nothing is."""

    revision: int
    library: int | None
    name: str
    content_sha256: str


def take_turn(connection: Connection) -> Pointer:
    """The pointer, held until the transaction ends (SQLite: the transaction holds everything already)."""
    held = connection.execute(sa.select(in_force).with_for_update()).one()
    library = connection.execute(
        sa.select(library_versions.c.name, library_versions.c.content_sha256).where(
            library_versions.c.number == held.library_version
        )
    ).first()
    name, content_sha256 = library or ("", "")
    return Pointer(held.revision, held.library_version, name, content_sha256)


def add_act(
    connection: Connection,
    kind: ActKind,
    by: str,
    at: datetime,
    before: Pointer,
    library: str | None = None,
    version: VersionRef | None = None,
    detail: str = "",
) -> None:
    """Note an act, chained in the archive; `library` is what is in force afterwards, by default what was
    before."""
    act: dict[str, str | int | None] = {
        "by": by,
        "kind": kind,
        "document": version.document if version else None,
        "language": version.language if version else None,
        "number": version.number if version else None,
        "library": before.name if library is None else library,
        "before": before.name,
        "detail": detail,
    }
    added = sa.insert(policy_acts).values(at=at, **act).returning(policy_acts.c.id)
    number = connection.execute(added).scalar_one()
    body = json.dumps(act, sort_keys=True)
    append(connection, "publication", f"{STREAM}.{number}", STREAM, at, body, _NOT_SEALED)


def acts_after(connection: Connection, after: int, most: int) -> list[PolicyAct]:
    """What was done after the act with that id, oldest first."""
    query = sa.select(policy_acts).where(policy_acts.c.id > after).order_by(policy_acts.c.id).limit(most)
    return [_as_act(row) for row in connection.execute(query)]


def _as_act(row: Row[tuple[object, ...]]) -> PolicyAct:
    version = None if row.document is None else VersionRef(row.document, row.language, row.number)
    kind = cast(ActKind, row.kind)
    return PolicyAct(row.id, row.at, row.by, kind, version, row.library, row.before, row.detail)
