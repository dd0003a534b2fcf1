"""Attempts at exercises and certifications."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that taught nobody."""
    op.create_table(
        "attempts",
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
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("until", UtcTime),
        sa.UniqueConstraint("event"),
        sa.CheckConstraint("kind IN ('exercise', 'certification')", name="kind"),
    )
