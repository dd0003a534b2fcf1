"""Whether a column begins or ends with a text, letter for letter.

LIKE ignores case on SQLite; what a hold covers is decided by the database's own guard, which does not
(`migrations/hold_guards.py`).
"""

from typing import Any

import sqlalchemy as sa


def begins_with(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """The same on both databases."""
    return sa.func.substr(column, 1, len(text)) == text


def ends_with(column: sa.ColumnElement[Any], text: str) -> sa.ColumnElement[bool]:
    """The same on both databases. Nothing shorter than the text ends with it, wherever `substr` begins."""
    return sa.func.substr(column, sa.func.length(column) - len(text) + 1) == text


def in_chain_of(stream: sa.ColumnElement[Any], person: str) -> sa.ColumnElement[bool]:
    """Whether that is the name of one of a person's chains: `team:person`."""
    return sa.or_(stream == person, ends_with(stream, f":{person}"))


def numbered_under(record_id: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """Whether that is the id itself, or one that is numbered under it: `card`, `card.0`, `card.0.1`."""
    return sa.or_(record_id == name, begins_with(record_id, f"{name}."))
