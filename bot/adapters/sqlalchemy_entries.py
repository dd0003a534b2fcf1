"""The inbox as the operator sees it: how each thing received stands, never what it says."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, RowMapping

from bot.adapters.database import reading, writing
from bot.adapters.sqlalchemy_chat_tables import inbox
from bot.usecases.chat_ports import State
from bot.usecases.jobs_ports import Entry

_NAMES = (
    "event", "kind", "team", "person", "state", "attempt", "why", "received_at", "due", "finished_at",
)  # fmt: skip
_SEEN = sa.select(
    *(inbox.c[name] for name in _NAMES),
    sa.or_(inbox.c.text.is_not(None), inbox.c.form.is_not(None), inbox.c.files.is_not(None)).label(
        "has_text"
    ),
)


class SqlAlchemyEntries:
    """`Entries` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self, states: Sequence[State], most: int) -> list[Entry]:
        """Those in one of the states, the newest first."""
        return self._all(_SEEN.where(inbox.c.state.in_(states)).order_by(inbox.c.id.desc()).limit(most))

    def entry(self, event: str) -> Entry | None:
        """The one received under that id."""
        found = self._all(_SEEN.where(inbox.c.event == event))
        return found[0] if found else None

    def again(self, event: str, at: datetime) -> bool:
        """What failed waits again, due now and with as many tries as at first; False for what has not."""
        values = {"state": "waiting", "due": at, "asked_again_at": at, "faults": 0, "why": ""}
        values |= {"attempt": inbox.c.attempt + 1, "begun_at": None, "finished_at": None}
        change = sa.update(inbox).where(inbox.c.event == event, inbox.c.state == "failed").values(values)
        with writing(self._engine) as connection:
            return bool(connection.execute(change).rowcount)

    def _all(self, query: sa.Select[Any]) -> list[Entry]:
        with reading(self._engine) as connection:
            return [_as_entry(row) for row in connection.execute(query).mappings()]


def _as_entry(row: RowMapping) -> Entry:
    return Entry(**{name: row[name] for name in _NAMES}, has_text=bool(row["has_text"]))
