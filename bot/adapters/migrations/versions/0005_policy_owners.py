"""What owners of the policies do: acts, where versions came from, numbers as printed, files and forms."""

import json

import sqlalchemy as sa
from alembic import op

from bot.adapters.migrations import policy_act_guards
from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_STATE = "state IN ('waiting', 'begun', 'done', 'dropped', 'open', 'failed')"
_BEGUN = sa.text("state = 'begun'")


def upgrade() -> None:
    """From policies that the program alone publishes, out of a folder."""
    op.add_column("clauses", sa.Column("number", sa.Text, nullable=False, server_default=sa.text("''")))
    op.add_column("document_versions", _origin())
    op.add_column("rule_packs", _origin())
    _count_rules()
    _create_acts()
    op.create_table(
        "seen_files",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("sha256", sa.String(64), nullable=False),
    )
    op.create_index("ix_archive_records_at", "archive_records", ["at"])
    op.add_column("inbox", sa.Column("files", sa.Text))
    op.add_column("inbox", sa.Column("form", sa.Text))
    # SQLite cannot change a column: the table is made again there, from what is written below.
    with op.batch_alter_table("inbox", copy_from=_inbox()) as inbox:
        inbox.alter_column("button", existing_type=sa.String(8), type_=sa.Text, existing_nullable=False)


def _origin() -> sa.Column[str]:
    return sa.Column("origin", sa.Text, nullable=False, server_default="folder")


def _count_rules() -> None:
    op.add_column("rule_packs", sa.Column("rules", sa.Integer, nullable=False, server_default="0"))
    packs = sa.table("rule_packs", sa.column("number"), sa.column("content"), sa.column("rules"))
    connection = op.get_bind()
    for number, content in connection.execute(sa.select(packs.c.number, packs.c.content)).all():
        rules = len(json.loads(content)["rules"])
        connection.execute(sa.update(packs).where(packs.c.number == number).values(rules=rules))


def _create_acts() -> None:
    op.create_table(
        "policy_acts",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("document", sa.Text),
        sa.Column("language", sa.String(2)),
        sa.Column("number", sa.Integer),
        sa.Column("library", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.CheckConstraint(
            "kind IN ('added', 'published', 'retired', 'rolled-back', 'withdrawn', 'refused', 'linked')",
            name="kind",
        ),
        sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in policy_act_guards.SQLITE if on_sqlite else policy_act_guards.POSTGRESQL:
        op.execute(statement)


def _inbox() -> sa.Table:
    """The table as it stands before its column is changed."""
    return sa.Table(
        "inbox",
        sa.MetaData(naming_convention=dict(op.get_context().opts["target_metadata"].naming_convention)),
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
        sa.Column("reply_to", sa.Text),
        sa.Column("files", sa.Text),
        sa.Column("form", sa.Text),
        sa.UniqueConstraint("event"),
        sa.UniqueConstraint("subject"),
        sa.CheckConstraint(_STATE, name="state"),
        sa.Index("ix_inbox_state_due", "state", "due"),
        sa.Index("ix_inbox_lane_state", "lane", "state"),
        sa.Index("ix_inbox_channel_message", "channel", "message"),
        sa.Index(
            "uq_inbox_one_begun_a_lane", "lane", unique=True, sqlite_where=_BEGUN, postgresql_where=_BEGUN
        ),
    )
