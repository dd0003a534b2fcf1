"""What people sent, what the bot posts, and where every card stands."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_STATE = "state IN ('waiting', 'begun', 'done', 'dropped', 'open', 'failed')"
_BEGUN = sa.text("state = 'begun'")


def upgrade() -> None:
    """From the policy library and the archive alone."""
    _create_inbox()
    _create_outbox()
    _create_cards()


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("kind", sa.String(8), nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("text", sa.LargeBinary),
        sa.Column("attachments", sa.Text, nullable=False),
        sa.Column("card", sa.Text, nullable=False),
        sa.Column("button", sa.String(8), nullable=False),
        sa.Column("choice", sa.Text, nullable=False),
        sa.Column("state", sa.String(7), nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("due", UtcTime, nullable=False),
        sa.Column("received_at", UtcTime, nullable=False),
        sa.Column("begun_at", UtcTime),
        sa.Column("finished_at", UtcTime),
        sa.UniqueConstraint("event"),
        sa.UniqueConstraint("subject"),
        sa.CheckConstraint(_STATE, name="state"),
    )
    op.create_index("ix_inbox_state_due", "inbox", ["state", "due"])
    op.create_index("ix_inbox_lane_state", "inbox", ["lane", "state"])
    op.create_index("ix_inbox_channel_message", "inbox", ["channel", "message"])
    op.create_index(
        "uq_inbox_one_begun_a_lane",
        "inbox",
        ["lane"],
        unique=True,
        sqlite_where=_BEGUN,
        postgresql_where=_BEGUN,
    )


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("ts", sa.Text),
        sa.Column("intended_at", UtcTime, nullable=False),
        sa.Column("posted_at", UtcTime),
    )


def _create_cards() -> None:
    op.create_table(
        "cards",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("team", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("thread", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("attachments", sa.Text, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("review", sa.Text, nullable=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.UniqueConstraint("id"),
        sa.UniqueConstraint("team", "channel", "message"),
        sa.CheckConstraint(
            "state IN ('reading', 'shown', 'refused', 'failed', 'withdrawn', 'question')", name="state"
        ),
    )
    op.create_index("ix_cards_team_channel_thread", "cards", ["team", "channel", "thread"])
