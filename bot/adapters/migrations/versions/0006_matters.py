"""What people look after in Slack: matters, the list of reviews, forms of every kind, more of each card."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.migrations import earlier_reviews
from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """From a bot that reviewed drafts in direct messages, and took policies by a form."""
    _create_matters()
    _create_review_notes()
    _widen_cards()
    inbox = sa.table("inbox", sa.column("kind"), sa.column("choice"))
    op.execute(sa.update(inbox).where(inbox.c.kind == "upload").values(kind="form", choice="policy"))
    earlier_reviews.note_all(op.get_bind())


def _create_matters() -> None:
    op.create_table(
        "matters",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("state", sa.String(11), nullable=False),
        sa.Column("opened_at", UtcTime, nullable=False),
        sa.Column("opened_by", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.Column("text_of", sa.String(7), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("due", UtcTime),
        sa.Column("taken_by", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("closed_by", sa.Text, nullable=False),
        sa.Column("closed_at", UtcTime),
        sa.Column("good_until", UtcTime),
        sa.UniqueConstraint("id"),
        sa.CheckConstraint(
            "kind IN ('request', 'sample', 'incident', 'disagreement', 'posting')", name="kind"
        ),
        sa.CheckConstraint(
            "state IN ('open', 'asked', 'approved', 'changed', 'rejected', 'void', 'fine', 'missed', "
            "'unclear', 'handled', 'agreed', 'kept', 'as-approved', 'as-reviewed', 'differs')",
            name="state",
        ),
        sa.CheckConstraint("text_of IN ('', 'draft', 'rewrite', 'own')", name="text_of"),
        sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
    )
    _index_matters()


def _index_matters() -> None:
    op.create_index("ix_matters_team_kind_state_due", "matters", ["team", "kind", "state", "due"])
    op.create_index("ix_matters_team_author", "matters", ["team", "author"])
    op.create_index("ix_matters_card", "matters", ["card"])
    op.create_index("ix_matters_review", "matters", ["review"])


def _create_review_notes() -> None:
    op.create_table(
        "review_notes",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("language", sa.String(5), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("rules", sa.Text, nullable=False),
        sa.UniqueConstraint("review"),
        sa.CheckConstraint("verdict IN ('ok', 'approval', 'revise', 'block')", name="verdict"),
    )
    op.create_index("ix_review_notes_team_author_at", "review_notes", ["team", "author", "at"])
    op.create_index("ix_review_notes_team_at", "review_notes", ["team", "at"])
    op.create_index("ix_review_notes_card_at", "review_notes", ["card", "at"])


def _widen_cards() -> None:
    op.add_column("cards", sa.Column("role", sa.Text, nullable=False, server_default="employee"))
    op.add_column("cards", sa.Column("genre", sa.Text, nullable=False, server_default="post"))
    op.add_column("cards", sa.Column("draft_language", sa.String(2)))
    op.add_column("cards", sa.Column("aside", sa.Boolean, nullable=False, server_default=sa.false()))
    op.add_column("cards", sa.Column("planned", UtcTime))
