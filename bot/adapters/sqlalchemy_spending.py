"""What the language model took, in the database: one row for each call."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import insert_new, lock, reading, writing
from bot.adapters.sqlalchemy_tables import model_calls
from bot.domain.budgets import Budgets, Spent, believable, may_ask, tokens_left
from bot.usecases.spending import ModelCall, Summary

_columns = model_calls.c
_TOKENS_IN = sa.func.coalesce(sa.func.sum(_columns.tokens_in), 0)
_TOKENS_OUT = sa.func.coalesce(sa.func.sum(_columns.tokens_out), 0)


class SqlAlchemySpending:
    """`Spending` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, call: ModelCall, budgets: Budgets, spent_review: Spent) -> bool:
        """Keep a call that is about to be made, unless a budget has no room for it."""
        with writing(self._engine) as connection:
            lock(connection, "model_calls")
            if connection.execute(sa.select(_columns.id).where(_columns.id == call.id)).first():
                return True
            of_person = _spent(connection, call.day, call.person) if call.person else Spent()
            of_all = _spent(connection, call.day, None)
            if not may_ask(call.spent.tokens, tokens_left(budgets, spent_review, of_person, of_all)):
                return False
            return insert_new(connection, model_calls, _as_values(call))

    def record(self, call: ModelCall) -> None:
        """Keep how a call ended; safe to repeat, the first end stays."""
        values = _as_values(call)
        ended = {name: values[name] for name in ("tokens_in", "tokens_out", "seconds", "outcome")}
        under_way = (_columns.id == call.id, _columns.outcome == "asked")
        with writing(self._engine) as connection:
            if not insert_new(connection, model_calls, values):
                connection.execute(sa.update(model_calls).where(*under_way).values(ended))

    def spent(self, day: date, person: str | None = None) -> Spent:
        """What went on a day, for everybody or for one person."""
        with reading(self._engine) as connection:
            return _spent(connection, day, person)

    def summary(self, since: date) -> Summary:
        """All calls from that day on."""
        totals = sa.select(
            _columns.outcome,
            sa.func.count().label("calls"),
            _TOKENS_IN.label("tokens_in"),
            _TOKENS_OUT.label("tokens_out"),
            sa.func.sum(_columns.seconds).label("seconds"),
        )
        by_outcome = totals.where(_columns.day >= since).group_by(_columns.outcome)
        with reading(self._engine) as connection:
            rows = connection.execute(by_outcome).all()
        return Summary(
            {row.outcome: row.calls for row in rows},
            sum((Spent(int(row.tokens_in), int(row.tokens_out)) for row in rows), Spent()),
            sum(row.seconds for row in rows),
        )


def _spent(connection: Connection, day: date, person: str | None) -> Spent:
    asked = sa.select(_TOKENS_IN, _TOKENS_OUT).where(_columns.day == day)
    if person is not None:
        asked = asked.where(_columns.person == person)
    tokens_in, tokens_out = connection.execute(asked).one()
    # PostgreSQL adds up whole numbers of eight bytes as decimal ones.
    return Spent(int(tokens_in), int(tokens_out))


def _as_values(call: ModelCall) -> dict[str, Any]:
    spent = believable(call.spent)
    return {
        "id": call.id,
        "at": call.at,
        "day": call.day,
        "person": call.person,
        "review": call.review,
        "purpose": call.purpose,
        "model": call.model,
        "tokens_in": spent.tokens_in,
        "tokens_out": spent.tokens_out,
        "seconds": call.seconds,
        "outcome": call.outcome,
    }
