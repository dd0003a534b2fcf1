"""Erasing from the database what has had its time: bodies of the archive, and what was kept beside them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_chat_tables import cards, inbox
from bot.adapters.sqlalchemy_holds import holds_in, keep_what_is_held
from bot.adapters.sqlalchemy_matter_tables import matters, review_notes
from bot.adapters.sqlalchemy_meaning_tables import meanings
from bot.adapters.sqlalchemy_people_tables import speakers
from bot.adapters.sqlalchemy_posted_tables import posted_texts
from bot.adapters.sqlalchemy_reminder_tables import reminders
from bot.adapters.sqlalchemy_tables import archive_bodies, archive_records, model_calls
from bot.domain.chain import moment_text
from bot.domain.keeping import KeptBody, Spared, held_by, names_of
from bot.domain.matters import WAITING
from bot.usecases.keeping_ports import ERASURES, Gone, Past

_OVER = ("done", "dropped", "open", "failed")
_AT_ONCE = 500
"""Values of one statement; each database has its own most."""


class SqlAlchemyPurging:
    """`Purging` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how the record of an erasure is encrypted; by default it is not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def past(self, ends: Mapping[str, datetime], at: datetime, most: int) -> Past:
        """What would be erased now, that many bodies at most, oldest first."""
        with reading(self._engine) as connection:
            held = _held(connection)
            spared = _spared(connection, held, at)
            old = connection.execution_options(yield_per=_AT_ONCE).execute(_older_than(ends)) if ends else ()
            bodies = (KeptBody(*row) for row in old)
            going = list(islice((each for each in bodies if not spared.covers(each)), most))
            rows = {
                name: connection.execute(
                    sa.select(sa.func.count()).select_from(table).where(*conditions)
                ).scalar_one()
                for name, table, conditions in _rows_before(ends.get("review"), held)
            }
        return Past(going, _some(rows))

    def forget(self, past: Past, ends: Mapping[str, datetime], by: str, at: datetime) -> Gone:
        """Erase it, but for what is held or needed since, in one transaction with the one record that says
        so."""
        with writing(self._engine) as connection:
            keep_what_is_held(connection)
            held = _held(connection)
            spared = _spared(connection, held, at)
            going = [each for each in past.bodies if not spared.covers(each)]
            went = Counter[str]()
            for kind in sorted({each.kind for each in going}):
                ids = [each.record_id for each in going if each.kind == kind]
                went[kind] = delete_in(connection, archive_bodies.c.record_id, ids)
            ids = [each.record_id for each in going]
            notes = {"review_notes": delete_in(connection, review_notes.c.review, ids)}
            _forget_fingerprints(connection, ids, at)
            rows = {}
            for name, table, conditions in _rows_before(ends.get("review"), held):
                rows[name] = connection.execute(sa.delete(table).where(*conditions)).rowcount
            gone = Gone(_some(went), _some(rows))
            self._archive(connection, gone, _some(notes), ends, by, at)
        return gone

    def _archive(
        self,
        connection: Connection,
        gone: Gone,
        with_them: Mapping[str, int],
        ends: Mapping[str, datetime],
        by: str,
        at: datetime,
    ) -> None:
        if not gone.bodies and not gone.rows:
            return
        said: dict[str, Any] = {"by": by, "erased": gone.bodies, "rows": {**with_them, **gone.rows}}
        said["before"] = {kind: moment_text(end) for kind, end in ends.items()}
        body = json.dumps(said, sort_keys=True)
        append(connection, "erasure", f"erasure.{uuid4().hex[:16]}", ERASURES, at, body, self._sealing)


def _some(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if count}


def delete_in(connection: Connection, column: sa.Column[Any], values: Iterable[str]) -> int:
    """Delete the rows of the column's table that have one of those values; how many there were."""
    deleted = 0
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        deleted += connection.execute(sa.delete(column.table).where(column.in_(some))).rowcount
    return deleted


def _older_than(ends: Mapping[str, datetime]) -> sa.Select[Any]:
    old = sa.or_(
        *(
            sa.and_(archive_records.c.kind == kind, archive_records.c.at < moment_text(end))
            for kind, end in ends.items()
        )
    )
    return (
        sa.select(archive_records.c.record_id, archive_records.c.stream, archive_records.c.kind)
        .join(archive_bodies, archive_bodies.c.record_id == archive_records.c.record_id)
        .where(old)
        .order_by(archive_records.c.at, archive_records.c.stream, archive_records.c.sequence)
    )


def _held(connection: Connection) -> Spared:
    """What is on hold: with a card the matters about it, with a matter the card and review it is about."""
    held = held_by(holds_in(connection))
    named = sorted(held.records)
    return _with_matters(connection, held, sa.or_(matters.c.card.in_(named), matters.c.id.in_(named)))


def _spared(connection: Connection, held: Spared, at: datetime) -> Spared:
    """What is on hold; what somebody still has to settle, approvals that still count, and the reviews of
    their cards; what colleagues may read, for as long as they may."""
    spared = _with_matters(connection, held, sa.or_(matters.c.state.in_(WAITING), matters.c.good_until > at))
    to_read = connection.execute(sa.select(matters.c.id).where(matters.c.state == "accepted")).scalars()
    return Spared(spared.people, spared.records.union(to_read))


def _with_matters(connection: Connection, spared: Spared, those: sa.ColumnElement[bool]) -> Spared:
    rows = connection.execute(sa.select(matters.c.id, matters.c.card, matters.c.review).where(those))
    return Spared(spared.people, spared.records.union(*(row for row in rows)) - {""})


def _rows_before(
    end: datetime | None, held: Spared
) -> Iterator[tuple[str, sa.Table, tuple[sa.ColumnElement[bool], ...]]]:
    """What else is as old as a review: what was received, what it means,
    of what its author was to be reminded, what a language model took, who spoke."""
    if end is None:
        return
    over = inbox.c.state.in_(_OVER), inbox.c.finished_at < end
    yield "inbox", inbox, (*over, inbox.c.person.not_in(sorted(held.people)), ~_of_card(held))
    held_not = reminders.c.person.not_in(sorted(held.people)), reminders.c.card.not_in(sorted(held.records))
    kept_of = (
        posted_texts.c.author.not_in(sorted(held.people)),
        posted_texts.c.card.not_in(sorted(held.records)),
    )
    yield "posted_texts", posted_texts, (posted_texts.c.day < end.date(), *kept_of)
    yield "reminders", reminders, (reminders.c.moved_at < end, *held_not)
    drafts = meanings.c.shelf == "drafts", meanings.c.at < end
    held_not = meanings.c.author.not_in(sorted(held.people)), meanings.c.id.not_in(sorted(held.records))
    yield "meanings", meanings, (*drafts, *held_not)
    yield "model_calls", model_calls, (model_calls.c.at < end,)
    # Who has not said for so long as whom they speak is asked again.
    yield "speakers", speakers, (speakers.c.answered_at < end, speakers.c.person.not_in(sorted(held.people)))


def _of_card(held: Spared) -> sa.ColumnElement[bool]:
    """Whether what was received is about a card that is held: its draft, or an edit of it, or a button."""
    names = sorted({name for each in held.records for name in names_of(each)})
    same_message = sa.and_(*(cards.c[name] == inbox.c[name] for name in ("team", "channel", "message")))
    its_own = sa.or_(cards.c.event == inbox.c.event, same_message)
    return sa.or_(inbox.c.card.in_(names), sa.exists().where(cards.c.id.in_(names), its_own))


def _forget_fingerprints(connection: Connection, record_ids: Iterable[str], at: datetime) -> None:
    """Of matters whose words went: a digest of a short text can be guessed."""
    names = iter({name for each in record_ids for name in names_of(each)})
    over = (
        matters.c.state.not_in(WAITING),
        sa.or_(matters.c.good_until.is_(None), matters.c.good_until <= at),
    )
    while some := list(islice(names, _AT_ONCE)):
        emptied = sa.update(matters).where(matters.c.id.in_(some), *over).values(fingerprint="")
        connection.execute(emptied)
