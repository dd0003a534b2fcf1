"""Rows as lines of JSON, the same from SQLite and from PostgreSQL, and back.

A value is what JSON has; bytes are `{"base64": "…"}`; a moment or a day is ISO 8601, as its column says.
Types of ours that only read a column (lists of words) are left out: a row is moved as it is stored.
"""

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import UtcTime


def plain(table: sa.Table) -> sa.TableClause:
    """The table with its columns as they are stored; moments are still read in UTC."""
    return sa.table(table.name, *(sa.column(each.name, _stored(each.type)) for each in table.columns))


def _stored(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    own = isinstance(kind, sa.types.TypeDecorator) and not isinstance(kind, UtcTime)
    return kind.impl_instance if own and isinstance(kind, sa.types.TypeDecorator) else kind


def line_of(row: Mapping[str, Any]) -> bytes:
    """A row as a line."""
    said = {name: _told(value) for name, value in row.items()}
    return json.dumps(said, separators=(",", ":")).encode("ascii") + b"\n"


def row_of(line: bytes, table: sa.TableClause) -> dict[str, Any]:
    """The row of a line. Raises ValueError for what is no row of that table."""
    said = json.loads(line)
    if not isinstance(said, dict) or set(said) != set(table.columns.keys()):
        raise ValueError("not a row of the table")
    return {name: _value(said[name], column.type) for name, column in table.columns.items()}


def _told(value: Any) -> Any:
    if isinstance(value, bytes):
        return {"base64": base64.b64encode(value).decode("ascii")}
    return value.isoformat() if isinstance(value, date) else value


def _value(said: Any, kind: sa.types.TypeEngine[Any]) -> Any:
    if said is None:
        return None
    if isinstance(kind, sa.LargeBinary):
        return base64.b64decode(said["base64"], validate=True)
    if isinstance(kind, UtcTime):
        return datetime.fromisoformat(said)
    return date.fromisoformat(said) if isinstance(kind, sa.Date) else said
