"""Tries that count apart: faults, and those since a job was asked for again; and what waits, in order."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_WAITING = sa.text("state = 'waiting'")


def upgrade() -> None:
    """From a bot that counted a wait for a server as it counted a fault of its own, from the first day on."""
    op.add_column("inbox", sa.Column("faults", sa.Integer, nullable=False, server_default=sa.text("0")))
    op.add_column("inbox", sa.Column("asked_again_at", UtcTime))
    op.create_index("ix_inbox_waiting", "inbox", ["id"], sqlite_where=_WAITING, postgresql_where=_WAITING)
