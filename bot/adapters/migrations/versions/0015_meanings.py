"""What drafts and good posts mean, as numbers."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that compared no two drafts."""
    op.create_table(
        "meanings",
        sa.Column("shelf", sa.String(10), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, nullable=False, unique=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("embedder", sa.Text, nullable=False),
        sa.Column("vector", sa.LargeBinary, nullable=False),
        sa.CheckConstraint("shelf IN ('drafts', 'good-posts')", name="shelf"),
    )
    op.create_index("ix_meanings_shelf_team_at", "meanings", ["shelf", "team", "at"])
    op.create_index("ix_meanings_author", "meanings", ["author"])
