"""The outbox in the database: one row for each message the bot meant to post."""

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sqlalchemy_chat_tables import outbox
from bot.usecases.chat_ports import Place, Posted

_RESTORED = "restored"
"""The key of the one row that is no message: when the database was put back from a backup."""
_POSTED_MEANWHILE = timedelta(days=2)
"""For so long after that, what is first meant to be posted may be there already, posted by the machine that
was lost; whatever was received before is answered or given up by then."""


class SqlAlchemyOutbox:
    """`Outbox` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def intend(self, key: str, place: Place, at: datetime) -> Posted:
        """Note, committed, that the message `key` is about to be posted; what was known until now."""
        values = {
            "key": key,
            "team": place.team,
            "channel": place.channel,
            "thread": place.thread,
            "intended_at": at,
        }
        with writing(self._engine) as connection:
            if insert_new(connection, outbox, values):
                return Posted(None, intended_before=_may_be_there(connection, at))
            return _find(connection, key) or Posted(None, intended_before=True)

    def posted(self, key: str, ts: str, at: datetime) -> None:
        """It is there, under that `ts`; safe to repeat, the first `ts` stays."""
        unknown_until_now = (outbox.c.key == key, outbox.c.ts.is_(None))
        with writing(self._engine) as connection:
            connection.execute(sa.update(outbox).where(*unknown_until_now).values(ts=ts, posted_at=at))

    def find(self, key: str) -> Posted | None:
        """What is known of it, None when it was never meant to be posted."""
        with reading(self._engine) as connection:
            return _find(connection, key)


def note_restored(connection: Connection, at: datetime) -> None:
    """Whatever is first meant to be posted in the days after this may be there already: in the caller's
    transaction, with what is restored."""
    values = {"key": _RESTORED, "team": "", "channel": "", "thread": "", "intended_at": at}
    if not insert_new(connection, outbox, values):
        connection.execute(sa.update(outbox).where(outbox.c.key == _RESTORED).values(intended_at=at))


def _may_be_there(connection: Connection, at: datetime) -> bool:
    restored = connection.execute(sa.select(outbox.c.intended_at).where(outbox.c.key == _RESTORED)).scalar()
    return restored is not None and at < restored + _POSTED_MEANWHILE


def _find(connection: Connection, key: str) -> Posted | None:
    row = connection.execute(sa.select(outbox.c.ts).where(outbox.c.key == key)).first()
    return None if row is None else Posted(row.ts, intended_before=True)
