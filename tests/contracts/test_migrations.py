"""The migrations lead to the tables that the code uses, on both databases."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from bot.adapters.database import HEAD, open_database, upgrade, writing
from bot.adapters.sqlalchemy_all_tables import metadata
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_inbox import SqlAlchemyInbox
from bot.adapters.sqlalchemy_policies import SqlAlchemyPolicyStore
from bot.adapters.sqlalchemy_versions import SqlAlchemyVersionStore
from bot.domain.clauses import Clause
from bot.usecases.hold import hold
from bot.usecases.ports import StorageError
from tests.contracts.kept import Office
from tests.publications import pack, rule

Opened = Callable[[str], Engine]

_PARTS = re.compile(r",?\s*\n|, (?=\w+ [A-Z])")
"""Between two columns or constraints: a line each, but a column that was added stands behind another."""


MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
AS_OF_0004 = (
    "INSERT INTO documents VALUES (1, 'PMS', 'fr')",
    "INSERT INTO document_versions VALUES (1, 1, 3, 'published', 'Politique', 'Conformité', '2026-01-15', "
    "'aa', 'bb', 'octets', 'text/markdown', 'pms.md', '2026-11-16 00:00:00.000000', 'claire', NULL, NULL)",
    "INSERT INTO clauses VALUES (1, 1, 'PMS-1', 'Titre', 'Texte.', 0, 'fr', 'cc')",
    "INSERT INTO rule_packs VALUES "
    "(1, 'published', 'dd', :pack, '2026-11-16 00:00:00.000000', 'claire', NULL, NULL)",
    "INSERT INTO library_versions VALUES "
    "(1, '1-abcdef01', 'ee', 1, 'use-m', '2026-11-16 00:00:00.000000', 'claire')",
    "INSERT INTO library_documents VALUES (1, 1)",
    "INSERT INTO rule_clause_links VALUES (1, 'r', 1, 1, 0.5, false)",
    "UPDATE in_force SET library_version = 1, revision = 1",
    "INSERT INTO inbox VALUES "
    "(0, 'E1', 'S1', 'button', 'T1', 'D1', '1.1', 'T1:D1:1.1', '1.2', 'U1', :text, "
    """'["image"]', 'C1', 'retry', '', 'waiting', 0, '2026-11-16 00:00:00.000000', """
    "'2026-11-16 00:00:00.000000', NULL, NULL, NULL)",
)
"""A library in force and an event, as they were kept before migration 0005."""


def test_from_an_empty_database_they_lead_to_the_tables_of_the_code(
    empty_address: str, opened: Opened
) -> None:
    engine = opened(empty_address)
    upgrade(engine)

    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []


def test_they_make_the_same_constraints_as_the_code_would(tmp_path: Path, opened: Opened) -> None:
    migrated, made = opened(f"sqlite:///{tmp_path / 'migrated'}"), opened(f"sqlite:///{tmp_path / 'made'}")
    upgrade(migrated)
    metadata.create_all(made)

    assert _statements(migrated) == _statements(made)


def test_upgrading_twice_changes_nothing(empty_address: str, opened: Opened) -> None:
    engine = opened(empty_address)
    upgrade(engine)
    upgrade(engine)

    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() == HEAD
        assert connection.execute(sa.text("SELECT count(*) FROM in_force")).scalar() == 1


def test_the_database_of_the_first_version_keeps_what_it_holds(empty_address: str, opened: Opened) -> None:
    engine = opened(empty_address)
    upgrade_to("0001", engine)
    archive = SqlAlchemyArchive(engine)
    kept = archive.add("review", "r1", "T1:U1", datetime(2026, 11, 16, tzinfo=UTC), "{}")

    upgrade(engine)

    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    assert archive.record("r1") == kept


def test_a_database_from_before_owners_changed_policies_keeps_what_it_holds(
    empty_address: str, opened: Opened
) -> None:
    engine = opened(empty_address)
    upgrade_to("0004", engine)
    with writing(engine) as connection:
        given = {"pack": pack(rule(), rule("no-risk-claim")), "text": b"Bonjour"}
        for statement in AS_OF_0004:
            connection.execute(sa.text(statement), given)

    upgrade(engine)

    store, versions, inbox = (
        SqlAlchemyPolicyStore(engine),
        SqlAlchemyVersionStore(engine),
        SqlAlchemyInbox(engine),
    )
    [listed] = versions.packs()
    assert (listed.rules, listed.origin, listed.state) == (2, "folder", "published")
    [described] = store.documents()
    assert (described.origin, described.number) == ("folder", 3)
    assert store.clauses_in_force() == [Clause("PMS", "fr", "PMS-1", "Titre", "Texte.", 0)]
    assert store.published().links["r"][0].citation.clause == "PMS-1"
    assert (versions.acts(), versions.seen_files()) == ([], {})
    kept = inbox.job("E1").received
    assert (kept.text, kept.button, kept.files, kept.form) == ("Bonjour", "retry", (), {})
    assert kept.attachments == ("image",)
    again = replace(kept, event="E2", subject="S2", button="a" * 20)  # type: ignore[arg-type]
    assert inbox.accept(again, MONDAY)
    assert not inbox.accept(again, MONDAY), "an event is still kept once"
    with pytest.raises(StorageError), writing(engine) as connection:
        connection.execute(sa.text("UPDATE inbox SET state = 'begun'"))


def test_a_hold_on_a_matter_from_before_keeps_what_the_matter_is_about_from_then_on(
    empty_address: str, opened: Opened, tmp_path: Path
) -> None:
    engine = opened(empty_address)
    upgrade_to("0009", engine)
    office = Office(engine, empty_address, tmp_path)
    for person in ("U1", "U2"):
        office.draft(person, person)
    office.request("U1", "cU1")
    hold("mcU1", "litige", "claire", office.ports())

    upgrade(engine)

    with pytest.raises(StorageError):
        office.archive.erase_body("cU1.0.0")
    with pytest.raises(StorageError):
        office.archive.erase_body("mcU1.0")
    office.archive.erase_body("cU2.0.0")
    office.ports().holds.release("hold-1", "réglé", "claire", MONDAY)
    office.archive.erase_body("cU1.0.0")


def test_the_code_knows_which_migration_is_the_newest() -> None:
    config = Config()
    config.set_main_option("script_location", "bot.adapters:migrations")
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_database_that_is_up_to_date_needs_no_alembic(sqlite_file: Path) -> None:
    program = (
        "import sys\n"
        "from bot.adapters.database import open_database, upgrade\n"
        f"upgrade(open_database('sqlite:///{sqlite_file}'))\n"
        "print(sorted({'alembic', 'psycopg', 'numpy', 'sqlalchemy.orm'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_a_migration_that_fails_leaves_nothing_behind(
    empty_address: str, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = opened(empty_address)
    with monkeypatch.context() as patch:
        statement = "CREATE TRIGGER broken"
        patch.setattr("bot.adapters.migrations.archive_guards.SQLITE", (statement,))
        patch.setattr("bot.adapters.migrations.archive_guards.POSTGRESQL", (statement,))
        with pytest.raises(StorageError):
            upgrade(engine)
    assert sa.inspect(engine).get_table_names() == []

    upgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}


def test_two_processes_may_upgrade_at_once(empty_address: str) -> None:
    program = (
        f"from bot.adapters.database import open_database, upgrade\nupgrade(open_database({empty_address!r}))"
    )
    started = [subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE) for _ in range(2)]

    assert [process.communicate(timeout=30)[1] for process in started] == [b"", b""]
    engine = open_database(empty_address)
    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_a_database_of_a_newer_version_is_left_alone(database: Engine) -> None:
    with database.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(StorageError, match="newer version of Vigie"):
        upgrade(database)


def upgrade_to(revision: str, engine: Engine) -> None:
    """Bring the tables of a database to an earlier version."""
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "bot.adapters:migrations")
        config.set_main_option("path_separator", "os")
        command.upgrade(config, revision)


def _statements(engine: Engine) -> dict[str, list[str]]:
    """What each table and index is made of, in no order: what SQLite keeps of the statements."""
    with sqlite3.connect(str(engine.url.database)) as connection:
        kept = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql > ''"
        )
        made = {
            name: sorted(filter(None, map(str.strip, _PARTS.split(_unquoted(sql))))) for name, sql in kept
        }
    connection.close()
    return {name: lines for name, lines in made.items() if name != "alembic_version"}


def _unquoted(statement: str) -> str:
    """The same without the quotes that SQLite puts around the name of a table that was given another."""
    return re.sub(r'^CREATE TABLE "(\w+)"', r"CREATE TABLE \1", statement)


def test_a_database_from_before_good_posts_keeps_its_matters_and_what_is_on_hold(
    empty_address: str, opened: Opened, tmp_path: Path
) -> None:
    engine = opened(empty_address)
    upgrade_to("0015", engine)
    office = Office(engine, empty_address, tmp_path)
    office.request("U1", office.draft("U1", "a"))
    before = office.matters.matter("mca")
    hold("mca", "litige", "claire", office.ports())

    upgrade(engine)

    assert office.matters.matter("mca") == before
    assert office.good_post("U1", "ca").state == "accepted"
    with pytest.raises(StorageError, match="refused"), writing(engine) as connection:
        connection.execute(sa.text("DELETE FROM archive_bodies WHERE record_id = 'ca.0.0'"))
