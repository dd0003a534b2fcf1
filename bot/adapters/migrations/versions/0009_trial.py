"""Reviews that only a pilot group sees."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot whose authors all saw their reviews."""
    op.add_column("review_notes", sa.Column("shown", sa.Boolean, nullable=False, server_default=sa.true()))
