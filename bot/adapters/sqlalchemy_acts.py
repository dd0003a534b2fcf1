"""What owners did to the library, inside the caller's transaction.

Whoever changes the library takes a turn on the pointer's row first, so acts are committed in the order of
their ids: one that is read cannot be followed by one with a smaller id.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from bot.adapters.sqlalchemy_tables import in_force, library_versions, policy_acts
from bot.domain.versions import VersionRef
from bot.usecases.library_ports import ActKind, PolicyAct


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
    """Note an act; `library` is what is in force afterwards, by default what was before."""
    connection.execute(
        sa.insert(policy_acts).values(
            at=at,
            by=by,
            kind=kind,
            document=version.document if version else None,
            language=version.language if version else None,
            number=version.number if version else None,
            library=before.name if library is None else library,
            before=before.name,
            detail=detail,
        )
    )


def acts_after(connection: Connection, after: int, most: int) -> list[PolicyAct]:
    """What was done after the act with that id, oldest first."""
    query = sa.select(policy_acts).where(policy_acts.c.id > after).order_by(policy_acts.c.id).limit(most)
    return [_as_act(row) for row in connection.execute(query)]


def _as_act(row: Row[tuple[object, ...]]) -> PolicyAct:
    version = None if row.document is None else VersionRef(row.document, row.language, row.number)
    kind = cast(ActKind, row.kind)
    return PolicyAct(row.id, row.at, row.by, kind, version, row.library, row.before, row.detail)
