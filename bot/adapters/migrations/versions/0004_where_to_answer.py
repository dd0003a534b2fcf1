"""Where a command is answered: an address that came with it, forgotten with its text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From direct messages alone."""
    op.add_column("inbox", sa.Column("reply_to", sa.Text))
