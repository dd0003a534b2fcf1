"""What was posted, as the balance of its author needs it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that kept what was posted in the archive alone: what was posted before is not counted."""
    op.create_table(
        "posted_texts",
        sa.Column("card", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("nature", sa.String(9), nullable=False),
        sa.CheckConstraint("nature IN ('promotion', 'resource', 'neither')", name="nature"),
    )
    op.create_index("ix_posted_texts_team_author_day", "posted_texts", ["team", "author", "day"])
