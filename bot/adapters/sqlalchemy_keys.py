"""Whether a key that is set opens what was encrypted last: asked of a few bytes, before anything begins."""

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import reading
from bot.adapters.sealing import NAMED_BY, SEALED, Sealing
from bot.adapters.sqlalchemy_chat_tables import inbox
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records

_LOOKED_AT = 1_000
"""Texts of the archive: with none of them encrypted, what is older says little, and would be read whole."""


def newest_is_closed(engine: Engine, sealing: Sealing) -> bool:
    """Whether no key that is set opens the newest encrypted text of the archive; where the archive has none,
    of the inbox. Raises `StorageError`."""
    newest = (
        sa.select(_beginning(archive_bodies.c.body), archive_records.c.at)
        .join(archive_records, archive_records.c.record_id == archive_bodies.c.record_id)
        .order_by(archive_records.c.at.desc())
        .limit(_LOOKED_AT)
        .subquery()
    )
    archived = sa.select(newest.c.beginning).order_by(newest.c.at.desc())
    received = sa.select(_beginning(inbox.c.text)).where(_is_sealed(inbox.c.text)).order_by(inbox.c.id.desc())
    with reading(engine) as connection:
        for query in (archived.where(_is_sealed(newest.c.beginning)), received):
            if beginning := connection.execute(query.limit(1)).scalar():
                return sealing.is_closed(bytes(beginning))
    return False


def _beginning(kept: sa.Column[bytes]) -> sa.Label[bytes]:
    return sa.func.substr(kept, 1, NAMED_BY, type_=sa.LargeBinary).label("beginning")


def _is_sealed(kept: sa.ColumnElement[bytes]) -> sa.ColumnElement[bool]:
    return sa.func.substr(kept, 1, len(SEALED), type_=sa.LargeBinary) == SEALED
