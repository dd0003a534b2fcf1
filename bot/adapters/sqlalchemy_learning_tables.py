"""The table of attempts at exercises and certifications, as the newest migration leaves it."""

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.adapters.sqlalchemy_tables import metadata as metadata

attempts = sa.Table(
    "attempts",
    metadata,
    sa.Column("team", sa.Text, primary_key=True),
    sa.Column("person", sa.Text, primary_key=True),
    sa.Column("kind", sa.String(13), primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("score", sa.Integer, nullable=False),
    sa.Column("asked", sa.Integer, nullable=False),
    sa.Column("passed", sa.Boolean, nullable=False),
    sa.Column("library", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False, unique=True),
    sa.Column("until", UtcTime),
    sa.CheckConstraint("kind IN ('exercise', 'certification')", name="kind"),
)
"""Scores alone: what was asked follows from the rest, what was answered is kept nowhere."""
