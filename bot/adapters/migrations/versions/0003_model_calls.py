"""What calls of the language model took."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that asked no language model."""
    op.create_table(
        "model_calls",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("purpose", sa.Text, nullable=False),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("tokens_in", sa.BigInteger, nullable=False),
        sa.Column("tokens_out", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
    )
    op.create_index("ix_model_calls_day_person", "model_calls", ["day", "person"])
