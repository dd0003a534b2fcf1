"""All that is kept, as bytes: to look for what must not be there."""

from pathlib import Path

import sqlalchemy as sa

from bot.adapters.database import open_database


def everything_kept(address: str, folder: Path) -> bytes:
    """Every byte of the files of a folder (SQLite's log among them) and, on PostgreSQL, every column of every
    row of every schema."""
    files = b"\n".join(each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file())
    return files + _in_postgresql(address) if address.startswith("postgresql") else files


def _in_postgresql(address: str) -> bytes:
    engine = open_database(address)
    with engine.connect() as connection:
        inspector = sa.inspect(connection)
        named = [
            f'"{schema}"."{table}"'
            for schema in inspector.get_schema_names()
            if schema != "information_schema"
            for table in inspector.get_table_names(schema=schema)
        ]
        rows = [
            value
            for table in named
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")  # noqa: S608 - its own name
            for value in row
        ]
    engine.dispose()
    return b"\n".join(
        each if isinstance(each, bytes) else str(each).encode("utf-8", "replace") for each in rows
    )
