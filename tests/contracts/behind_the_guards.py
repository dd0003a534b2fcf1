"""What only somebody with the database's file, or the owner of its tables, can do."""

import sqlite3
from contextlib import closing

from sqlalchemy.engine import Engine


def tamper(engine: Engine, *changes: str) -> None:
    """Make these changes, whatever the tables refuse."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database))) as connection, connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for change in changes:
                connection.execute(change)
        return
    with engine.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        for change in changes:
            connection.exec_driver_sql(change)
        connection.exec_driver_sql("SET session_replication_role = DEFAULT")
