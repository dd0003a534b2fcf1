"""The inbox in the database: one row for each thing a person did, in the order of arrival."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, RowMapping

from bot.adapters.database import insert_new, lock, reading, writing
from bot.adapters.inbox_words import ERASED, InboxWords
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_chat_tables import inbox
from bot.usecases.chat_ports import OF_ONE_PERSON, Job, NoSuchJob, Outcome, Place, Received, WordsClosed
from bot.usecases.failures import Unreadable

_UNFINISHED = ("waiting", "begun")
_TEXT_KEPT = ("open", "failed")
_STATES = (*_UNFINISHED, "done", "dropped", *_TEXT_KEPT)

_other = inbox.alias("other")
_same = inbox.alias("same")
_BEFORE_IT = (
    sa.select(_same.c.id)
    .where(
        _same.c.team == inbox.c.team,
        _same.c.person == inbox.c.person,
        sa.or_(
            _same.c.state == "begun",
            sa.and_(
                _same.c.state == "waiting",
                _same.c.due <= sa.bindparam("now", type_=inbox.c.due.type),
                _same.c.id < inbox.c.id,
            ),
        ),
    )
    .limit(1)
    .offset(OF_ONE_PERSON - 1)
    .correlate(inbox)
    .scalar_subquery()
)
"""Null where fewer of the same person are under way or come first than may be at once."""
_MAY_BEGIN = (
    sa.select(inbox.c.id)
    .where(
        inbox.c.state == "waiting",
        inbox.c.team == sa.func.coalesce(sa.bindparam("own", type_=sa.Text), inbox.c.team),
        inbox.c.due <= sa.bindparam("now", type_=inbox.c.due.type),
        ~sa.exists().where(
            _other.c.lane == inbox.c.lane,
            _other.c.state.in_(_UNFINISHED),
            # Begun at all, not only earlier: on PostgreSQL an earlier row may be committed later.
            sa.or_(_other.c.state == "begun", _other.c.id < inbox.c.id),
        ),
        _BEFORE_IT.is_(None),
    )
    .order_by(inbox.c.id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)

_changed = inbox.alias("changed")
_SUPERSEDED = (
    sa.select(_changed.c.id)
    .join(inbox, sa.and_(*(_changed.c[name] == inbox.c[name] for name in ("team", "channel", "message"))))
    .where(
        inbox.c.event == sa.bindparam("of"),
        _changed.c.id != inbox.c.id,
        inbox.c.kind != "deletion",
        # Events may come out of order: what was written is older than any change, and a deletion is the last.
        sa.or_(
            _changed.c.kind == "deletion",
            sa.and_(
                _changed.c.kind == "edit",
                sa.or_(_changed.c.id > inbox.c.id, inbox.c.kind == "message"),
            ),
        ),
    )
    .limit(1)
)


class SqlAlchemyInbox:
    """`Inbox` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, team: str | None = None, sealing: Sealing | None = None) -> None:
        """Of one workspace: what others sent is kept and counted, and is nobody's work here. None: of all.

        `sealing`: how what people wrote is encrypted; by default it is not."""
        self._engine = engine
        self._team = team
        self._words = InboxWords(sealing or Sealing())

    def accept(self, received: Received, at: datetime) -> bool:
        """Keep it, committed; False when its event or its subject was known, and nothing is changed."""
        values = _as_values(received) | self._words.kept(received)
        values |= {"state": "waiting", "attempt": 0, "due": at, "received_at": at}
        with writing(self._engine) as connection:
            return insert_new(connection, inbox, values)

    def begin(self, at: datetime, most: int) -> list[Job]:
        """Mark as begun, and return, what may begin; no other process gets the same."""
        asked = {"now": at, "most": most, "own": self._team}
        # It is asked several times a second, mostly for nothing: a reader keeps no writer waiting.
        with reading(self._engine) as connection:
            if connection.execute(_MAY_BEGIN, asked).first() is None:
                return []
        begin = (
            sa.update(inbox)
            .where(inbox.c.id.in_(_MAY_BEGIN), inbox.c.state == "waiting")
            .values(state="begun", begun_at=at)
            .returning(*inbox.c)
        )
        with writing(self._engine) as connection:
            lock(connection, "inbox")
            return self._jobs(connection.execute(begin, asked).mappings().all())

    def begun(self, before: datetime) -> list[Job]:
        """What was begun before that moment and is neither finished nor postponed, oldest first."""
        unfinished = sa.select(inbox).where(inbox.c.state == "begun", inbox.c.begun_at < before, self._own())
        with reading(self._engine) as connection:
            return self._jobs(connection.execute(unfinished).mappings().all())

    def job(self, event: str) -> Job:
        """As it stands. Raises `NoSuchJob`, `WordsClosed`."""
        with reading(self._engine) as connection:
            row = (
                connection.execute(sa.select(inbox).where(inbox.c.event == event, self._own()))
                .mappings()
                .first()
            )
        if row is None:
            raise NoSuchJob("Nothing was received under that id.")
        try:
            return _as_job(row, self._words.given(dict(row)))
        except Unreadable as closed:
            raise WordsClosed(_as_job(row, {}), closed) from None

    def superseded(self, event: str) -> bool:
        """Whether an edit or a deletion of the same person's message was received later."""
        with reading(self._engine) as connection:
            return connection.execute(_SUPERSEDED, {"of": event}).first() is not None

    def finish(self, event: str, outcome: Outcome, at: datetime, why: str = "") -> None:
        """It is over; safe to repeat. What is open or failed may be done or dropped later."""
        over: dict[str, object] = {"state": outcome, "finished_at": at, "reply_to": None, "why": why}
        if outcome in _TEXT_KEPT:
            self._change(event, _UNFINISHED, over)
        else:
            self._change(event, (*_UNFINISHED, *_TEXT_KEPT), over | ERASED)

    def postpone(self, event: str, due: datetime, why: str = "") -> None:
        """Waiting again, as another attempt; only what is begun, so that it is safe to repeat."""
        again = {"state": "waiting", "due": due, "attempt": inbox.c.attempt + 1, "begun_at": None, "why": why}
        self._change(event, ("begun",), again)

    def erase_text(self, channel: str, message: str) -> None:
        """Forget the text of a message and of its edits; what is still to be done keeps it."""
        over = inbox.c.state.not_in(_UNFINISHED)
        of_message = (inbox.c.channel == channel, inbox.c.message == message)
        with writing(self._engine) as connection:
            connection.execute(sa.update(inbox).where(over, *of_message).values(ERASED))

    def counts(self) -> dict[str, int]:
        """How many rows are waiting, begun, done, dropped, open, failed: every word is a key."""
        by_state = sa.select(inbox.c.state, sa.func.count()).group_by(inbox.c.state)
        with reading(self._engine) as connection:
            counted = {str(state): int(rows) for state, rows in connection.execute(by_state)}
        return {state: counted.get(state, 0) for state in _STATES}

    def oldest(self, at: datetime) -> float:
        """Seconds since the first of those that wait, or are begun, was due; 0 where none is."""
        first = sa.select(sa.func.min(inbox.c.due)).where(inbox.c.state.in_(_UNFINISHED), self._own())
        with reading(self._engine) as connection:
            due = connection.execute(first).scalar()
        return max(0.0, (at - due).total_seconds()) if due else 0.0

    def _jobs(self, rows: Sequence[RowMapping]) -> list[Job]:
        """In the order of arrival. One whose key is missing comes without its words: it holds up nobody else,
        and whoever does it is told by `job`."""
        jobs = list[Job]()
        for row in sorted(rows, key=lambda row: int(row["id"])):
            try:
                words = self._words.given(dict(row))
            except Unreadable:
                words = {}
            jobs.append(_as_job(row, words))
        return jobs

    def _own(self) -> sa.ColumnElement[bool]:
        return sa.true() if self._team is None else inbox.c.team == self._team

    def _change(self, event: str, states: Sequence[str], values: dict[str, Any]) -> None:
        """Change a row if it is in one of those states."""
        change = sa.update(inbox).where(inbox.c.event == event, inbox.c.state.in_(states)).values(values)
        with writing(self._engine) as connection:
            connection.execute(change)


_SAME_NAMES = ("event", "subject", "kind", "message", "person", "attachments", "card", "button", "choice")


def _as_values(received: Received) -> dict[str, Any]:
    place = received.place
    return {name: getattr(received, name) for name in _SAME_NAMES} | {
        "team": place.team,
        "channel": place.channel,
        "thread": place.thread,
        "lane": received.lane,
    }


def _as_job(row: RowMapping, words: Mapping[str, Any]) -> Job:
    place = Place(row["team"], row["channel"], row["thread"])
    received = Received(place=place, **{name: row[name] for name in _SAME_NAMES}, **words)
    return Job(received, row["attempt"], row["received_at"])
