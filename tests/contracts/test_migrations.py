"""The migrations lead to the tables that the code uses, on both databases."""

import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
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
from bot.adapters.sqlalchemy_archive import SqlAlchemyArchive
from bot.adapters.sqlalchemy_chat_tables import metadata
from bot.usecases.ports import StorageError

Opened = Callable[[str], Engine]

_PARTS = re.compile(r",?\s*\n|, (?=\w+ [A-Z])")
"""Between two columns or constraints: a line each, but a column that was added stands behind another."""


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
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "bot.adapters:migrations")
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
    archive = SqlAlchemyArchive(engine)
    kept = archive.add_review("r1", "T1:U1", datetime(2026, 11, 16, tzinfo=UTC), "{}")

    upgrade(engine)

    assert set(sa.inspect(engine).get_table_names()) == {*metadata.tables, "alembic_version"}
    assert archive.review("r1") == kept


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


def _statements(engine: Engine) -> dict[str, list[str]]:
    """What each table and index is made of, in no order: what SQLite keeps of the statements."""
    with sqlite3.connect(str(engine.url.database)) as connection:
        kept = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql > ''"
        )
        made = {name: sorted(filter(None, map(str.strip, _PARTS.split(sql)))) for name, sql in kept}
    connection.close()
    return {name: lines for name, lines in made.items() if name != "alembic_version"}
