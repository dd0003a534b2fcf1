"""The list of reviews in the database: one row for each of a draft given in chat."""

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sqlalchemy_matter_tables import review_notes
from bot.domain.findings import Verdict
from bot.usecases.matter_ports import ReviewNote

_NAMES = [field.name for field in fields(ReviewNote)]

_later = review_notes.alias("later")
_NEWEST_OF_ITS_CARD = ~sa.exists().where(
    _later.c.card == review_notes.c.card,
    sa.or_(
        _later.c.at > review_notes.c.at,
        sa.and_(_later.c.at == review_notes.c.at, _later.c.number > review_notes.c.number),
    ),
)
_SHOWN_LAST = (_NEWEST_OF_ITS_CARD, review_notes.c.shown.is_(True))


class SqlAlchemyReviews:
    """`Reviews` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def note(self, review: ReviewNote) -> None:
        """Note one; safe to repeat. What changes of one that is noted: that it was shown after all."""
        unseen = review_notes.c.review == review.review, review_notes.c.shown.is_(False)
        with writing(self._engine) as connection:
            if not insert_new(connection, review_notes, asdict(review)) and review.shown:
                connection.execute(sa.update(review_notes).where(*unseen).values(shown=True))

    def of_author(self, team: str, author: str, most: int, skip: int = 0) -> list[ReviewNote]:
        """The newest review of each of the author's cards, newest first; none where they did not see it."""
        return self._all(
            sa.select(review_notes)
            .where(review_notes.c.team == team, review_notes.c.author == author, *_SHOWN_LAST)
            .order_by(review_notes.c.at.desc(), review_notes.c.number.desc())
            .limit(most)
            .offset(skip)
        )

    def between(
        self, team: str, start: datetime, end: datetime, verdict: Verdict | None = None
    ) -> list[ReviewNote]:
        """The newest review of every card, of those made from `start` until before `end`, oldest first; none
        that its author did not see."""
        made = (review_notes.c.at >= start, review_notes.c.at < end)
        such = () if verdict is None else (review_notes.c.verdict == verdict,)
        return self._all(
            sa.select(review_notes)
            .where(review_notes.c.team == team, *made, *such, *_SHOWN_LAST)
            .order_by(review_notes.c.at, review_notes.c.number)
        )

    def teams(self) -> list[str]:
        """The workspaces in which there were reviews, by id."""
        found = sa.select(review_notes.c.team).distinct().order_by(review_notes.c.team)
        with reading(self._engine) as connection:
            return list(connection.execute(found).scalars())

    def made(self, team: str, start: datetime, end: datetime) -> list[ReviewNote]:
        """Every review made from `start` until before `end`, oldest first; none that its author did not
        see."""
        seen = review_notes.c.team == team, review_notes.c.shown.is_(True)
        during = review_notes.c.at >= start, review_notes.c.at < end
        order = review_notes.c.at, review_notes.c.number
        return self._all(sa.select(review_notes).where(*seen, *during).order_by(*order))

    def how_many(self, team: str, since: datetime) -> tuple[int, int]:
        """How many authors gave drafts since then, and how many drafts; of those that they saw reviewed."""
        authors, cards = (
            sa.func.count(each.distinct()) for each in (review_notes.c.author, review_notes.c.card)
        )
        counted = sa.select(authors, cards).where(
            review_notes.c.team == team, review_notes.c.at >= since, review_notes.c.shown.is_(True)
        )
        with reading(self._engine) as connection:
            found = connection.execute(counted).one()
        return found[0], found[1]

    def note_of(self, review: str) -> ReviewNote | None:
        """What is noted of that review."""
        found = self._all(sa.select(review_notes).where(review_notes.c.review == review))
        return found[0] if found else None

    def _all(self, query: sa.Select[Any]) -> list[ReviewNote]:
        with reading(self._engine) as connection:
            return [_as_note(row) for row in connection.execute(query).mappings()]


def _as_note(row: RowMapping) -> ReviewNote:
    return ReviewNote(**{name: row[name] for name in _NAMES})
