"""What must be kept although its time is over, and what owners did, in the chain."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.migrations import earlier_acts, hold_guards
from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From an archive that kept everything for good."""
    op.create_table(
        "legal_holds",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("placed_by", sa.Text, nullable=False),
        sa.Column("placed_at", UtcTime, nullable=False),
        sa.Column("released_by", sa.Text),
        sa.Column("released_at", UtcTime),
        sa.Column("release_reason", sa.Text),
        sa.CheckConstraint("(person = '') <> (record = '')", name="one_subject"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in hold_guards.SQLITE if on_sqlite else hold_guards.POSTGRESQL:
        op.execute(statement)
    earlier_acts.chain_all(op.get_bind())
