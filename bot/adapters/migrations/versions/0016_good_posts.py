"""Texts that authors offer for colleagues to learn from: another kind of matter, and what becomes of one."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.migrations import hold_guards
from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_KIND = "kind IN ('request', 'sample', 'incident', 'disagreement', 'posting', 'good-post')"
_STATE = (
    "state IN ('open', 'asked', 'approved', 'changed', 'rejected', 'void', 'fine', 'missed', 'unclear', "
    "'handled', 'agreed', 'kept', 'as-approved', 'as-reviewed', 'differs', 'accepted', 'declined', "
    "'taken-back')"
)


def upgrade() -> None:
    """From a bot of which nobody learned by example."""
    if op.get_bind().dialect.name != "sqlite":
        for name, condition in (("kind", _KIND), ("state", _STATE)):
            op.drop_constraint(op.f(f"ck_matters_{name}"), "matters", type_="check")
            op.create_check_constraint(name, "matters", condition)
        return
    # SQLite cannot change a constraint: the table is made again, from what is written below. It does not let
    # a table be renamed while a trigger speaks of one that is not there.
    op.execute("DROP TRIGGER archive_bodies_held")
    with op.batch_alter_table("matters", copy_from=_matters(), recreate="always"):
        pass
    op.execute(hold_guards.SQLITE_WITH_MATTERS[1])


def _matters() -> sa.Table:
    """The table as it stands from now on."""
    return sa.Table(
        "matters",
        sa.MetaData(naming_convention=dict(op.get_context().opts["target_metadata"].naming_convention)),
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
        sa.CheckConstraint(_KIND, name="kind"),
        sa.CheckConstraint(_STATE, name="state"),
        sa.CheckConstraint("text_of IN ('', 'draft', 'rewrite', 'own')", name="text_of"),
        sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
        sa.Index("ix_matters_team_kind_state_due", "team", "kind", "state", "due"),
        sa.Index("ix_matters_team_author", "team", "author"),
        sa.Index("ix_matters_card", "card"),
        sa.Index("ix_matters_review", "review"),
    )
