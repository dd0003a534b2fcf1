"""A hold on a matter keeps the card and the review that it is about."""

from alembic import op

from bot.adapters.migrations import hold_guards

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a hold that kept the words of the matter alone."""
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in hold_guards.SQLITE_WITH_MATTERS if on_sqlite else hold_guards.POSTGRESQL_WITH_MATTERS:
        op.execute(statement)
