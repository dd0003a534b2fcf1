"""Reminders of drafts that were written in anger."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that offered a rewrite to whoever was angry."""
    op.create_table(
        "reminders",
        sa.Column("card", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("due", UtcTime),
        sa.Column("moved_at", UtcTime, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.CheckConstraint("state IN ('waiting', 'told', 'opened', 'dropped', 'over')", name="state"),
    )
    op.create_index("ix_reminders_team_state_due", "reminders", ["team", "state", "due"])
    op.create_index("ix_reminders_person", "reminders", ["person"])
