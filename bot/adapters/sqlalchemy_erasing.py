"""Erasing from the database what there is of one person as an author."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import lock, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_chat_tables import cards, inbox, outbox
from bot.adapters.sqlalchemy_exact_text import begins_with, in_chain_of
from bot.adapters.sqlalchemy_holds import holds_in, keep_what_is_held
from bot.adapters.sqlalchemy_learning_tables import attempts
from bot.adapters.sqlalchemy_matter_tables import matters, review_notes
from bot.adapters.sqlalchemy_meaning_tables import meanings
from bot.adapters.sqlalchemy_people_tables import speakers
from bot.adapters.sqlalchemy_posted_tables import posted_texts
from bot.adapters.sqlalchemy_purging import delete_in
from bot.adapters.sqlalchemy_reminder_tables import reminders
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records, model_calls
from bot.domain.chain import body_text
from bot.domain.keeping import Hold, KeptBody, held_by
from bot.domain.matters import WAITING
from bot.usecases.failures import Unreadable
from bot.usecases.keeping_ports import StillNeeded, Traces

_UNFINISHED = ("waiting", "begun")
_NAMES = re.compile(r"[^:.]+")
"""The ids in a key of the outbox."""
_TO_THE_BOT = "D"
"""Begins the id of a conversation between one person and the bot."""


class SqlAlchemyErasing:
    """`Erasing` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: what opens refusals, to see whose they are; by default they are not encrypted."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def traces(self, person: str) -> Traces:
        """What there is of them. Raises `StorageError`."""
        with reading(self._engine) as connection:
            return _Found(connection, person, self._sealing).traces()

    def erase(self, person: str, reason: str, by: str, at: datetime) -> Traces:
        """Erase all of it, in one transaction with the record, in each of their chains, that says so; what
        was erased. Raises `StillNeeded`, `StorageError`."""
        with writing(self._engine) as connection:
            lock(connection, "inbox")  # nothing of theirs is begun meanwhile
            keep_what_is_held(connection)
            found = _Found(connection, person, self._sealing)
            traces = found.traces()
            if traces.holds or traces.under_way or traces.waiting:
                raise StillNeeded(traces)
            found.delete()
            erased = {"bodies": dict(traces.bodies), "rows": dict(traces.rows)}
            body = json.dumps({"by": by, "reason": reason, "erased": erased}, sort_keys=True)
            for stream in traces.streams:
                record = f"erasure.{uuid4().hex[:16]}"
                append(connection, "erasure", record, stream, at, body, self._sealing)
        return traces

    def clear_journal(self) -> bool:
        """Bring SQLite's log into its file, which overwrites what was erased, and empty the log; False where
        a process that reads in it is in the way. On PostgreSQL there is none."""
        if self._engine.dialect.name != "sqlite":
            return True
        connection = self._engine.raw_connection()
        try:
            [(busy, _, _)] = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            connection.close()
        return not busy


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one table, by the values of one column."""

    column: sa.Column[Any]
    values: Sequence[Any]


class _Found:
    """All that is the person's, read within one transaction."""

    def __init__(self, connection: Connection, person: str, sealing: Sealing) -> None:
        self._connection = connection
        self._person = person
        self._sealing = sealing
        self._closed = 0
        self._bodies = [*self._own_bodies(), *self._refusals()]
        self._of_inbox = self._all(sa.select(inbox.c.event, inbox.c.state).where(inbox.c.person == person))
        self._cards = self._column(cards.c.id, cards.c.author)
        self._matters = self._column(matters.c.id, matters.c.author)

    def traces(self) -> Traces:
        """The same as counts and ids."""
        rows = {each.column.table.name: len(each.values) for each in self._rows()}
        # What somebody offers to their colleagues goes with them, decided or not.
        waiting = sa.select(matters.c.id).where(
            matters.c.author == self._person, matters.c.state.in_(WAITING), matters.c.kind != "good-post"
        )
        return Traces(
            self._person,
            Counter(each.kind for each in self._bodies),
            {name: count for name, count in rows.items() if count},
            [str(stream) for (stream,) in self._all(self._streams())],
            [event for event, _ in self._of_inbox],
            len([state for _, state in self._of_inbox if state in _UNFINISHED]),
            [str(matter) for (matter,) in self._all(waiting)],
            self._holds(),
            self._closed,
        )

    def delete(self) -> None:
        """Delete all of it; the records of the archive stay."""
        rows = self._rows()
        delete_in(self._connection, archive_bodies.c.record_id, [each.record_id for each in self._bodies])
        for each in rows:
            delete_in(self._connection, each.column, each.values)

    def _rows(self) -> list[_Rows]:
        return [
            _Rows(inbox.c.event, [event for event, _ in self._of_inbox]),
            _Rows(outbox.c.key, self._posted()),
            _Rows(cards.c.id, self._cards),
            _Rows(review_notes.c.review, self._column(review_notes.c.review, review_notes.c.author)),
            _Rows(matters.c.id, self._matters),
            _Rows(posted_texts.c.card, self._column(posted_texts.c.card, posted_texts.c.author)),
            _Rows(attempts.c.event, self._column(attempts.c.event, attempts.c.person)),
            _Rows(reminders.c.card, self._column(reminders.c.card, reminders.c.person)),
            _Rows(meanings.c.key, self._column(meanings.c.key, meanings.c.author)),
            _Rows(speakers.c.person, self._column(speakers.c.person, speakers.c.person)),
            _Rows(model_calls.c.id, self._column(model_calls.c.id, model_calls.c.person)),
        ]

    def _holds(self) -> list[Hold]:
        """Those that keep something of theirs: a body, or a card or matter whose bodies went already."""
        known = {*self._cards, *self._matters}
        standing = [hold for hold in holds_in(self._connection) if hold.stands]
        return [
            hold
            for hold in standing
            if hold.person == self._person
            or hold.record in known
            or any(held_by([hold]).covers(each) for each in self._bodies)
        ]

    def _streams(self) -> sa.Select[Any]:
        stream = archive_records.c.stream
        return sa.select(stream).where(in_chain_of(stream, self._person)).distinct().order_by(stream)

    def _own_bodies(self) -> list[KeptBody]:
        """Those in their chains, but for what says why something was erased."""
        in_chains = archive_records.c.stream.in_(self._streams())
        own = _bodies().where(in_chains, archive_records.c.kind != "erasure")
        return [KeptBody(*row[:3]) for row in self._all(own)]

    def _refusals(self) -> list[KeptBody]:
        """What they tried that is not theirs to do; it is in a chain of everybody's. What cannot be opened is
        passed over and counted: nobody's erasure waits for somebody else's key."""
        kept = self._all(_bodies().where(archive_records.c.kind == "refusal"))
        return [KeptBody(*row[:3]) for row in kept if self._is_by_them(row[3])]

    def _is_by_them(self, kept: bytes) -> bool:
        try:
            said: Mapping[str, Any] = json.loads(body_text(self._sealing.open(kept)))
            by = str(said.get("by", ""))
        except (Unreadable, ValueError, AttributeError):
            self._closed += 1
            return False
        return by == self._person or by.endswith(f"({self._person})")

    def _posted(self) -> list[str]:
        """Messages of the bot's to them, and about what is theirs."""
        theirs = {self._person, *self._cards, *self._matters, *(event for event, _ in self._of_inbox)}
        channels = sa.select(inbox.c.channel).where(
            inbox.c.person == self._person, begins_with(inbox.c.channel, _TO_THE_BOT)
        )
        known = {channel for (channel,) in self._all(channels)}
        return [
            str(key)
            for key, channel in self._all(sa.select(outbox.c.key, outbox.c.channel))
            if channel in known or not theirs.isdisjoint(_NAMES.findall(key))
        ]

    def _column(self, wanted: sa.Column[Any], of_person: sa.Column[Any]) -> list[str]:
        return [str(each) for (each,) in self._all(sa.select(wanted).where(of_person == self._person))]

    def _all(self, query: sa.Select[Any]) -> Sequence[Any]:
        return self._connection.execute(query).all()


def _bodies() -> sa.Select[Any]:
    return sa.select(
        archive_records.c.record_id, archive_records.c.stream, archive_records.c.kind, archive_bodies.c.body
    ).join(archive_bodies, archive_bodies.c.record_id == archive_records.c.record_id)
