"""Who speaks, in the database: one row for each person who was asked."""

import json
from dataclasses import fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_people_tables import speakers
from bot.usecases.failures import Unreadable
from bot.usecases.people_ports import Speaker

_WORDS = ("purpose", "audience")
_CLOSED = [field.name for field in fields(Speaker) if field.name not in _WORDS]


class SqlAlchemyPeople:
    """`People` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how what people wrote is encrypted; by default it is not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def speaker(self, team: str, person: str) -> Speaker | None:
        """What they said last; None where they were not asked, or have not answered."""
        theirs = sa.select(speakers).where(speakers.c.team == team, speakers.c.person == person)
        with reading(self._engine) as connection:
            row = connection.execute(theirs).mappings().first()
        return None if row is None else Speaker(**_closed(row), **self._words(row["words"]))

    def keep(self, speaker: Speaker) -> None:
        """Keep it, in the place of what they said before."""
        values: dict[str, Any] = {name: getattr(speaker, name) for name in _CLOSED}
        said = {name: getattr(speaker, name) for name in _WORDS}
        values["words"] = self._sealing.seal_text(json.dumps(said)) if any(said.values()) else None
        theirs = speakers.c.team == speaker.team, speakers.c.person == speaker.person
        with writing(self._engine) as connection:
            if not insert_new(connection, speakers, values):
                connection.execute(sa.update(speakers).where(*theirs).values(values))

    def of_team(self, team: str) -> list[Speaker]:
        """Everybody's of one workspace, without their words."""
        of_team = sa.select(*(speakers.c[name] for name in _CLOSED)).where(speakers.c.team == team)
        with reading(self._engine) as connection:
            rows = connection.execute(of_team.order_by(speakers.c.person)).mappings()
            return [Speaker(**_closed(row)) for row in rows]

    def _words(self, kept: str | None) -> dict[str, Any]:
        """As they were given; none where they cannot be opened. No verdict needs them, and nobody who wrote
        them under a key that was lost goes without reviews."""
        if not kept:
            return {}
        try:
            said = json.loads(self._sealing.open_text(kept))
            return {name: str(said[name]) for name in _WORDS}
        except (Unreadable, ValueError, TypeError, KeyError):
            return {}


def _closed(row: RowMapping) -> dict[str, Any]:
    return {name: row[name] for name in _CLOSED}
