"""The matters in the database: one row for each, which moves by compare-and-set."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_matter_tables import matters
from bot.domain.matters import Matter, MatterKind
from bot.usecases.matter_ports import Kept, Wanted

_NAMES = [field.name for field in fields(Matter)]
_NEWEST_FIRST = (matters.c.number.desc(),)
_DUE_FIRST = (matters.c.due.is_(None), matters.c.due, matters.c.opened_at, matters.c.number)
"""What goes out at no known moment comes last, on both databases."""


class SqlAlchemyMatters:
    """`Matters` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how what people wrote is encrypted; by default it is not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def open(self, matter: Matter, kept: Kept) -> Matter:
        """Keep a new one, archived with it; where one has that id, nothing changes. It, as it stands."""
        with writing(self._engine) as connection:
            if insert_new(connection, matters, _as_values(matter)):
                self._archive(connection, matter, kept)
            return _one(connection, matter.id) or matter

    def matter(self, matter_id: str) -> Matter | None:
        """The one with that id."""
        with reading(self._engine) as connection:
            return _one(connection, matter_id)

    def of_card(self, card: str) -> list[Matter]:
        """Those about the draft of that card, newest first."""
        return self._all(sa.select(matters).where(matters.c.card == card).order_by(*_NEWEST_FIRST))

    def of_review(self, review: str) -> list[Matter]:
        """Those about that review, newest first."""
        return self._all(sa.select(matters).where(matters.c.review == review).order_by(*_NEWEST_FIRST))

    def move(self, now: Matter, event: str, kept: Kept) -> Matter | None:
        """Compare-and-set on the revision, in one statement, archived with it; None where somebody else was
        first, or there is no such matter. The event under which it stands changes nothing, and gives it."""
        moved = replace(now, revision=now.revision + 1, event=event)
        change = (
            sa.update(matters)
            .where(matters.c.id == now.id, matters.c.revision == now.revision, matters.c.event != event)
            .values(_as_values(moved))
        )
        with writing(self._engine) as connection:
            if connection.execute(change).rowcount:
                self._archive(connection, moved, kept)
                return moved
            stands = _one(connection, now.id)
        return stands if stands and stands.event == event else None

    def page(self, wanted: Wanted, most: int, skip: int = 0) -> list[Matter]:
        """Those wanted, in order, without the first `skip`, that many at most."""
        order = _DUE_FIRST if wanted.by_due else _NEWEST_FIRST
        return self._all(
            sa.select(matters).where(*_conditions(wanted)).order_by(*order).limit(most).offset(skip)
        )

    def opened(self, team: str, kind: MatterKind, start: datetime, end: datetime) -> list[Matter]:
        """All of that kind that were opened from `start` until before `end`, oldest first."""
        such = matters.c.team == team, matters.c.kind == kind
        during = matters.c.opened_at >= start, matters.c.opened_at < end
        return self._all(sa.select(matters).where(*such, *during).order_by(matters.c.number))

    def count(self, wanted: Wanted) -> int:
        """How many are wanted."""
        counted = sa.select(sa.func.count()).select_from(matters).where(*_conditions(wanted))
        with reading(self._engine) as connection:
            return connection.execute(counted).scalar_one()

    def _archive(self, connection: Connection, matter: Matter, kept: Kept) -> None:
        about = matter.kind, matter.record_id, matter.stream
        append(connection, *about, kept.at, kept.body, self._sealing)

    def _all(self, query: sa.Select[Any]) -> list[Matter]:
        with reading(self._engine) as connection:
            return [_as_matter(row) for row in connection.execute(query).mappings()]


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    yield matters.c.team == wanted.team
    yield matters.c.kind.in_(wanted.kinds)
    if wanted.states:
        yield matters.c.state.in_(wanted.states)
    if wanted.author:
        yield matters.c.author == wanted.author
    if wanted.taken_by is not None:
        yield matters.c.taken_by == wanted.taken_by
    if wanted.due_before is not None:
        yield matters.c.due < wanted.due_before


def _one(connection: Connection, matter_id: str) -> Matter | None:
    row = connection.execute(sa.select(matters).where(matters.c.id == matter_id)).mappings().first()
    return None if row is None else _as_matter(row)


def _as_matter(row: RowMapping) -> Matter:
    return Matter(**{name: row[name] for name in _NAMES})


def _as_values(matter: Matter) -> dict[str, Any]:
    return {name: getattr(matter, name) for name in _NAMES}
