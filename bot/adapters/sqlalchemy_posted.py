"""What was posted, in the database: one row for each draft."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sqlalchemy_posted_tables import posted_texts
from bot.domain.nature import Nature
from bot.usecases.balance_ports import PostedText


class SqlAlchemyPostedTexts:
    """`PostedTexts` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keep(self, posted: PostedText) -> None:
        """In the place of what was said of the same draft before; safe to repeat."""
        values = asdict(posted)
        with writing(self._engine) as connection:
            if not insert_new(connection, posted_texts, values):
                same = posted_texts.c.card == posted.card
                connection.execute(sa.update(posted_texts).where(same).values(**values))

    def natures(self, team: str, author: str, since: date, but: str = "") -> list[Nature]:
        """Of what an author posted since that day, with it; without the draft `but`."""
        theirs = posted_texts.c.team == team, posted_texts.c.author == author
        found = sa.select(posted_texts.c.nature).where(
            *theirs, posted_texts.c.day >= since, posted_texts.c.card != but
        )
        with reading(self._engine) as connection:
            return list(connection.execute(found).scalars())

    def counts(self, team: str, since: date) -> tuple[int, Mapping[Nature, int]]:
        """How many authors posted since that day, and how many texts of each nature."""
        since_then = posted_texts.c.team == team, posted_texts.c.day >= since
        authors = sa.select(sa.func.count(posted_texts.c.author.distinct())).where(*since_then)
        natures = sa.select(posted_texts.c.nature, sa.func.count()).where(*since_then)
        with reading(self._engine) as connection:
            found = connection.execute(natures.group_by(posted_texts.c.nature)).all()
            return connection.execute(authors).scalar_one(), Counter({row[0]: row[1] for row in found})
