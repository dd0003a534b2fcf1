"""Holds in the database, which refuses by itself to erase what they cover (`migrations/hold_guards.py`)."""

import json
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, RowMapping

from bot.adapters.database import lock, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_exact_text import in_chain_of, numbered_under
from bot.adapters.sqlalchemy_hold_tables import legal_holds
from bot.adapters.sqlalchemy_matter_tables import matters
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records
from bot.domain.keeping import Hold
from bot.usecases.keeping_ports import HOLDS, Held

_PREFIX = "hold-"


class SqlAlchemyHolds:
    """`Holds` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how the reason is encrypted in the archive; by default it is not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def place(self, person: str, record: str, reason: str, by: str, at: datetime) -> Held | None:
        """A new hold, of a person or of a record; None where there is no body under that record. What is
        erased meanwhile was erased before it, and is not counted."""
        with writing(self._engine) as connection:
            keep_what_is_held(connection)
            bodies = _covered(connection, person, record)
            if record and not bodies:
                return None
            count = connection.execute(sa.select(sa.func.count()).select_from(legal_holds)).scalar_one()
            hold = Hold(f"{_PREFIX}{count + 1}", person, record, reason, by, at)
            values = {"id": hold.id, "person": person, "record": record, "reason": reason}
            connection.execute(sa.insert(legal_holds).values(placed_by=by, placed_at=at, **values))
            self._archive(connection, hold, "placed", reason, by, at)
        return Held(hold, bodies)

    def release(self, hold_id: str, reason: str, by: str, at: datetime) -> Hold | None:
        """It stands no more; None where no hold with that id stands."""
        with writing(self._engine) as connection:
            stands = (legal_holds.c.id == hold_id, legal_holds.c.released_at.is_(None))
            released = {"released_by": by, "released_at": at, "release_reason": reason}
            if not connection.execute(sa.update(legal_holds).where(*stands).values(released)).rowcount:
                return None
            found = sa.select(legal_holds).where(legal_holds.c.id == hold_id)
            hold = _as_hold(connection.execute(found).mappings().one())
            self._archive(connection, hold, "released", reason, by, at)
        return hold

    def all(self) -> list[Hold]:
        """Every hold there ever was, oldest first."""
        with reading(self._engine) as connection:
            return holds_in(connection)

    def _archive(
        self,
        connection: Connection,
        hold: Hold,
        what: Literal["placed", "released"],
        reason: str,
        by: str,
        at: datetime,
    ) -> None:
        said = {"hold": hold.id, "person": hold.person, "record": hold.record, "by": by, "reason": reason}
        body = json.dumps({"what": what} | said, sort_keys=True)
        append(connection, "hold", f"{hold.id}.{what}", HOLDS, at, body, self._sealing)


def keep_what_is_held(connection: Connection) -> None:
    """Let nobody place a hold, or erase, until this transaction ends: what it decides to erase is not put on
    hold before it is gone."""
    lock(connection, HOLDS)


def _covered(connection: Connection, person: str, record: str) -> int:
    """How many bodies of the archive are there of that person, or under that record; with a matter, under the
    card and the review that it is about too."""
    stream, name = archive_records.c.stream, archive_records.c.record_id
    about = connection.execute(sa.select(matters.c.card, matters.c.review).where(matters.c.id == record))
    names = {record}.union(*about) - {""}
    under = sa.or_(sa.false(), *(numbered_under(name, each) for each in sorted(names)))
    there = (
        sa.select(sa.func.count())
        .select_from(archive_records)
        .join(archive_bodies, archive_bodies.c.record_id == name)
        .where(in_chain_of(stream, person) if person else under)
    )
    return connection.execute(there).scalar_one()


def holds_in(connection: Connection) -> list[Hold]:
    """Every hold, oldest first, within the caller's transaction."""
    rows = connection.execute(sa.select(legal_holds)).mappings()
    return sorted((_as_hold(row) for row in rows), key=lambda hold: int(hold.id.removeprefix(_PREFIX)))


def _as_hold(row: RowMapping) -> Hold:
    values: dict[str, Any] = {name: row[name] or "" for name in row if name != "released_at"}
    return Hold(released_at=row["released_at"], **values)
