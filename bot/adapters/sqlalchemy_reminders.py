"""The reminders in the database: one row for each draft, which moves by compare-and-set."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sqlalchemy_reminder_tables import reminders
from bot.usecases.cool_off_ports import Reminder

_NAMES = [field.name for field in fields(Reminder)]


class SqlAlchemyReminders:
    """`AuthorReminders` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_card(self, card: str) -> Reminder | None:
        """As it stands."""
        with reading(self._engine) as connection:
            row = connection.execute(sa.select(reminders).where(reminders.c.card == card)).mappings().first()
        return None if row is None else _as_reminder(row)

    def move(self, now: Reminder) -> bool:
        """Compare-and-set on the revision, in one statement; the first is inserted where there is none."""
        values = asdict(replace(now, revision=now.revision + 1))
        stands = (reminders.c.card == now.card, reminders.c.revision == now.revision)
        with writing(self._engine) as connection:
            if now.revision == 0:
                return insert_new(connection, reminders, values)
            return connection.execute(sa.update(reminders).where(*stands).values(values)).rowcount == 1

    def due(self, team: str, at: datetime, most: int) -> Sequence[Reminder]:
        """Those that wait and whose time has come, the oldest first."""
        waiting = (reminders.c.team == team, reminders.c.state == "waiting", reminders.c.due <= at)
        query = sa.select(reminders).where(*waiting).order_by(reminders.c.due, reminders.c.card).limit(most)
        with reading(self._engine) as connection:
            return [_as_reminder(row) for row in connection.execute(query).mappings()]


def _as_reminder(row: RowMapping) -> Reminder:
    return Reminder(**{name: row[name] for name in _NAMES})
