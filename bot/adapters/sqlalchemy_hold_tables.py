"""The table of holds, as the newest migration leaves it; `metadata` has every other one too."""

import sqlalchemy as sa

from bot.adapters.sqlalchemy_reminder_tables import metadata as metadata
from bot.adapters.sqlalchemy_tables import UtcTime

legal_holds = sa.Table(
    "legal_holds",
    metadata,
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
"""What must not be erased: everything in the chains of a person, or a record and what is numbered under it.
Only ever added to, and released once (`migrations/hold_guards.py`)."""
