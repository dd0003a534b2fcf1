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
from bot.usecases.chat_ports import (
    OF_ONE_PERSON,
    STATES,
    Job,
    NoSuchJob,
    Outcome,
    Place,
    Received,
    State,
    WordsClosed,
)
from bot.usecases.failures import Unreadable

_UNFINISHED = ("waiting", "begun")
_TEXT_KEPT = ("open", "failed")
_WAITING = sa.literal_column("'waiting'", sa.String)
"""Not a parameter: whoever plans the query sees that the index of what waits is enough."""

_other = inbox.alias("other")
_same = inbox.alias("same")
_in_its_way = inbox.alias("in_its_way")
_NOW = sa.bindparam("now", type_=inbox.c.due.type)


def _fewer(rows: sa.Select[Any], than: int) -> sa.ColumnElement[bool]:
    """Whether there are fewer such rows than that: looked at one by one, by an index, and no further than
    needed. `NOT EXISTS` says it too, but PostgreSQL then joins the whole inbox to itself."""
    return sa.func.coalesce(rows.limit(1).offset(than - 1).scalar_subquery(), 0) < 1


def _is_next(other: sa.FromClause, row: sa.FromClause) -> sa.ColumnElement[bool]:
    """Whether nothing of the row's lane must be over before it."""
    before_it = sa.select(other.c.id).where(
        other.c.lane == row.c.lane,
        other.c.state.in_(_UNFINISHED),
        # Begun at all, not only earlier: on PostgreSQL an earlier row may be committed later.
        sa.or_(other.c.state == "begun", other.c.id < row.c.id),
    )
    return _fewer(before_it.correlate(row), than=1)


_OF_THE_PERSON = (
    sa.select(_same.c.id)
    .where(
        _same.c.team == inbox.c.team,
        _same.c.person == inbox.c.person,
        sa.or_(
            _same.c.state == "begun",
            sa.and_(
                _same.c.state == "waiting",
                _same.c.due <= _NOW,
                _same.c.id < inbox.c.id,
                _is_next(_in_its_way, _same),
            ),
        ),
    )
    .correlate(inbox)
)
"""What the same person has under way, or could have and came first."""
_MAY_BEGIN = (
    sa.select(inbox.c.id)
    .where(
        inbox.c.state == _WAITING,
        inbox.c.team == sa.func.coalesce(sa.bindparam("own", type_=sa.Text), inbox.c.team),
        inbox.c.due <= _NOW,
        _is_next(_other, inbox),
        _fewer(_OF_THE_PERSON, than=OF_ONE_PERSON),
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

    def postpone(self, event: str, due: datetime, why: str = "", *, fault: bool = False) -> None:
        """Waiting again, as another attempt; only what is begun, so that it is safe to repeat."""
        again = {"state": "waiting", "due": due, "attempt": inbox.c.attempt + 1, "begun_at": None, "why": why}
        again["faults"] = inbox.c.faults + int(fault)
        self._change(event, ("begun",), again)

    def erase_text(self, channel: str, message: str) -> None:
        """Forget the text of a message and of its edits; what is still to be done keeps it."""
        over = inbox.c.state.not_in(_UNFINISHED)
        of_message = (inbox.c.channel == channel, inbox.c.message == message)
        with writing(self._engine) as connection:
            connection.execute(sa.update(inbox).where(over, *of_message).values(ERASED))

    def counts(self, states: Sequence[State] = STATES) -> dict[str, int]:
        """How many rows are in each of those states: every one is a key."""
        by_state = sa.select(inbox.c.state, sa.func.count()).group_by(inbox.c.state)
        by_state = by_state.where(inbox.c.state.in_(states))
        with reading(self._engine) as connection:
            counted = {str(state): int(rows) for state, rows in connection.execute(by_state)}
        return {state: counted.get(state, 0) for state in states}

    def oldest(self, at: datetime) -> float:
        """Seconds since the first of those that wait, or are begun, came or was asked for again; 0 where
        none is. However often it was put back: what waits for a server is seen to wait."""
        since = sa.func.coalesce(inbox.c.asked_again_at, inbox.c.received_at, type_=inbox.c.received_at.type)
        first = sa.select(sa.func.min(since)).where(inbox.c.state.in_(_UNFINISHED), self._own())
        with reading(self._engine) as connection:
            came = connection.execute(first).scalar()
        return max(0.0, (at - came).total_seconds()) if came else 0.0

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

_OF_A_JOB = ("attempt", "received_at", "faults", "asked_again_at", "why")


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
    return Job(received, **{name: row[name] for name in _OF_A_JOB})
