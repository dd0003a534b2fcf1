"""The table of meanings, as the newest migration leaves it; `metadata` has every other one too."""

from typing import get_args

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.adapters.sqlalchemy_tables import metadata as metadata
from bot.usecases.meanings_ports import MeaningShelf

_SHELVES = ", ".join(f"'{shelf}'" for shelf in get_args(MeaningShelf))

meanings = sa.Table(
    "meanings",
    metadata,
    sa.Column("shelf", sa.String(10), primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("embedder", sa.Text, nullable=False),
    sa.Column("vector", sa.LargeBinary, nullable=False),
    sa.CheckConstraint(f"shelf IN ({_SHELVES})", name="shelf"),
    sa.Index(None, "shelf", "team", "at"),
    sa.Index(None, "author"),
)
"""What a text means, as numbers; `key` is another after every change, so that nobody searches an old one."""
