"""Attempts at exercises and certifications in the database; those at a certification are archived with it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine, RowMapping

from bot.adapters.database import insert_new, reading, writing
from bot.adapters.sealing import Sealing
from bot.adapters.sqlalchemy_archive import append
from bot.adapters.sqlalchemy_learning_tables import attempts
from bot.domain.clauses import text_fingerprint
from bot.usecases.learning_ports import Attempt

_NAMES = [field.name for field in fields(Attempt)]


class SqlAlchemyLearning:
    """`Learning` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine, sealing: Sealing | None = None) -> None:
        """`sealing`: how the record of a certification is encrypted; by default it is not."""
        self._engine = engine
        self._sealing = sealing or Sealing()

    def of_person(self, team: str, person: str) -> Sequence[Attempt]:
        """All of theirs, newest first."""
        theirs = attempts.c.team == team, attempts.c.person == person
        return self._all(sa.select(attempts).where(*theirs).order_by(attempts.c.at.desc(), attempts.c.number))

    def settle(self, attempt: Attempt) -> bool:
        """Keep it, archived where it is of a certification, in one transaction."""
        with writing(self._engine) as connection:
            if insert_new(connection, attempts, asdict(attempt)):
                if attempt.kind == "certification":
                    self._archive(connection, attempt)
                return True
            same = sa.select(attempts.c.event).where(attempts.c.event == attempt.event)
            return connection.execute(same).first() is not None

    def certificates(self, team: str) -> Sequence[Attempt]:
        """The newest of every person and role, those that run out first."""
        later = attempts.alias("later")
        same = [later.c[name] == attempts.c[name] for name in ("team", "person", "kind", "subject")]
        newer = sa.exists().where(*same, later.c.passed.is_(True), later.c.number > attempts.c.number)
        passed = attempts.c.team == team, attempts.c.kind == "certification", attempts.c.passed.is_(True)
        order = attempts.c.until, attempts.c.person, attempts.c.subject
        return self._all(sa.select(attempts).where(*passed, ~newer).order_by(*order))

    def _archive(self, connection: Connection, attempt: Attempt) -> None:
        append(
            connection, "certificate", record_id(attempt), f"{attempt.team}:{attempt.person}", attempt.at,
            record_body(attempt), self._sealing,
        )  # fmt: skip

    def _all(self, query: sa.Select[Any]) -> list[Attempt]:
        with reading(self._engine) as connection:
            return [_as_attempt(row) for row in connection.execute(query).mappings()]


def record_id(attempt: Attempt) -> str:
    """Of its record in the archive."""
    return f"certificate.{text_fingerprint(attempt.event)[:16]}"


def record_body(attempt: Attempt) -> str:
    """What its record says: no word that anybody wrote."""
    said = {
        "role": attempt.subject, "number": attempt.number, "score": attempt.score, "of": attempt.asked,
        "passed": attempt.passed, "library": attempt.library,
        "until": attempt.until.isoformat() if attempt.until else None,
    }  # fmt: skip
    return json.dumps(said, sort_keys=True)


def _as_attempt(row: RowMapping) -> Attempt:
    return Attempt(**{name: row[name] for name in _NAMES})
