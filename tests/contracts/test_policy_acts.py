"""The database itself refuses to change what was noted of the owners' acts, whoever asks."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.adapters.sqlalchemy_tables import policy_acts
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.usecases.library_ports import PolicyAct

MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
Opened = Callable[[str], Engine]

COLUMNS = "id, at, by, kind, document, language, number, library, before, detail"
CHANGES = [
    "UPDATE policy_acts SET detail = 'other'",
    "UPDATE policy_acts SET by = by WHERE detail = 'publish'",
    "DELETE FROM policy_acts WHERE detail = 'publish'",
    "DELETE FROM policy_acts",
]
ON_SQLITE = [
    "INSERT OR REPLACE INTO policy_acts SELECT * FROM policy_acts",
    "UPDATE OR REPLACE policy_acts SET id = id + 1",
    f"INSERT INTO policy_acts ({COLUMNS}) SELECT {COLUMNS} FROM policy_acts WHERE true "  # noqa: S608
    "ON CONFLICT DO UPDATE SET detail = 'x'",
]
ON_POSTGRESQL = [
    "TRUNCATE policy_acts",
    f"INSERT INTO policy_acts ({COLUMNS}) SELECT {COLUMNS} FROM policy_acts "  # noqa: S608
    "ON CONFLICT (id) DO UPDATE SET detail = 'x'",
]


@pytest.mark.parametrize("change", CHANGES)
def test_an_act_is_never_changed_or_removed(change: str, database: Engine) -> None:
    before = _two(database)

    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.exec_driver_sql(change)

    assert _acts(database) == before


@pytest.mark.parametrize("change", ON_POSTGRESQL)
@pytest.mark.parametrize("address", ["postgresql"], indirect=True)
def test_postgresql_refuses_its_own_ways_to_change_one(change: str, database: Engine) -> None:
    before = _two(database)

    with pytest.raises(DBAPIError, match="append-only"), database.begin() as connection:
        connection.exec_driver_sql(change)

    assert _acts(database) == before


@pytest.mark.parametrize("change", [*CHANGES, *ON_SQLITE])
def test_sqlite_refuses_it_to_a_connection_that_is_not_ours_too(
    change: str, sqlite_file: Path, opened: Opened
) -> None:
    """Without `recursive_triggers`, which is a setting of the connection."""
    engine = opened(f"sqlite:///{sqlite_file}")
    before = _two(engine)

    with (
        closing(sqlite3.connect(sqlite_file)) as foreign,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        foreign.execute(change)

    assert _acts(engine) == before


@pytest.mark.parametrize("column", ["kind", "language"])
def test_only_known_kinds_and_languages_are_noted(column: str, database: Engine) -> None:
    act = {"at": MONDAY, "by": "U1", "kind": "added", "library": "", "before": "", "detail": ""}

    with pytest.raises(IntegrityError), database.begin() as connection:
        connection.execute(sa.insert(policy_acts).values({**act, column: "xx"}))


def _two(engine: Engine) -> list[PolicyAct]:
    versions = SqlAlchemyVersionStore(engine)
    versions.refused("U9", MONDAY, "publish")
    versions.refused("U9", MONDAY, "rollback")
    return _acts(engine)


def _acts(engine: Engine) -> list[PolicyAct]:
    return SqlAlchemyVersionStore(engine).acts()
