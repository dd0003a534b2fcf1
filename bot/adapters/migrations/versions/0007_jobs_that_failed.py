"""Why a job waits or failed, for whoever looks after the bot; and how many of one person's are under way."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that said in its journal alone why it did not answer."""
    op.add_column("inbox", sa.Column("why", sa.Text, nullable=False, server_default=sa.text("''")))
    op.create_index("ix_inbox_team_person_state", "inbox", ["team", "person", "state"])
