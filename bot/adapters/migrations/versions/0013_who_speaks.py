"""Who speaks when a person posts."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot to which everybody was an ordinary employee."""
    op.create_table(
        "speakers",
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
    )
    op.create_index("ix_speakers_person", "speakers", ["person"])
