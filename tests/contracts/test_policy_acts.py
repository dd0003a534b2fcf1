"""The database itself refuses to change what was noted of the owners' acts, whoever asks; and the archive
has each of them."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError

from bot.adapters.database import upgrade, writing
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_tables import policy_acts
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.usecases.library_ports import PolicyAct
from tests.contracts.test_migrations import upgrade_to

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


def test_every_act_is_in_the_archive_in_the_order_in_which_they_were_done(database: Engine) -> None:
    acts = _two(database)
    archive = SqlAlchemyArchive(database)

    records = [archive.record(f"policies.{act.id}") for act in acts]

    assert [(each.stream, each.sequence, each.at) for each in records] == [
        ("policies", number, act.at) for number, act in enumerate(acts, 1)
    ]
    assert [json.loads(each.body or "")["detail"] for each in records] == ["publish", "rollback"]
    assert {"by": "U9", "kind": "refused", "document": None}.items() <= json.loads(
        records[0].body or ""
    ).items()
    assert archive.verify("policies") is None


def test_acts_from_before_they_were_chained_are_chained_as_they_were(
    empty_address: str, opened: Opened
) -> None:
    engine = opened(empty_address)
    upgrade_to("0007", engine)
    with writing(engine) as connection:
        for number, at in enumerate((MONDAY, MONDAY - timedelta(days=1)), 1):
            act = {"at": at, "by": "claire", "kind": "added", "library": "1-a", "before": "", "detail": ""}
            version = {"document": "PMS", "language": "fr", "number": number}
            connection.execute(sa.insert(policy_acts).values(act | version))

    upgrade(engine)

    versions, archive = SqlAlchemyVersionStore(engine), SqlAlchemyArchive(engine)
    versions.refused("U9", MONDAY, "publish")
    acts = versions.acts()
    records = [archive.record(f"policies.{act.id}") for act in acts]
    assert [each.sequence for each in records] == [1, 2, 3]
    assert [each.at for each in records] == [act.at for act in acts]
    bodies = [json.loads(each.body or "") for each in records]
    assert [(body["by"], body["number"], body["kind"]) for body in bodies] == [
        ("claire", 1, "added"),
        ("claire", 2, "added"),
        ("U9", None, "refused"),
    ]
    assert bodies[0].keys() == bodies[2].keys()
    assert archive.verify("policies") is None
