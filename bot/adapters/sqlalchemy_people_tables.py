"""The table of who speaks, as the newest migration leaves it; `metadata` has every other one too."""

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.adapters.sqlalchemy_tables import metadata as metadata

speakers = sa.Table(
    "speakers",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("shows_affiliation", sa.Boolean, nullable=False),
    sa.Column("territory", sa.Text, nullable=False),
    sa.Column("unit", sa.Text, nullable=False),
    sa.Column("address", sa.String(4), nullable=False),
    sa.Column("tone", sa.String(5), nullable=False),
    sa.Column("words", sa.Text),
    sa.Column("answered_at", UtcTime),
    sa.Column("declined", sa.Boolean, nullable=False),
    sa.Index(None, "person"),
)
"""One row for each person of a workspace who was asked; `words` (purpose, audience) are what they wrote."""
