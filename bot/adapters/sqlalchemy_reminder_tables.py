"""The table of reminders, as the newest migration leaves it; `metadata` has every earlier one too."""

from typing import get_args

import sqlalchemy as sa

from bot.adapters.sqlalchemy_matter_tables import metadata as metadata
from bot.adapters.sqlalchemy_tables import UtcTime
from bot.usecases.cool_off_ports import ReminderState

_STATES = ", ".join(f"'{state}'" for state in get_args(ReminderState))

reminders = sa.Table(
    "reminders",
    metadata,
    sa.Column("card", sa.Text, primary_key=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("state", sa.String(8), nullable=False),
    sa.Column("due", UtcTime),
    sa.Column("moved_at", UtcTime, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.CheckConstraint(f"state IN ({_STATES})", name="state"),
    sa.Index(None, "team", "state", "due"),
    sa.Index(None, "person"),
)
"""One a draft that was written in anger: when its author is reminded of it; `revision` counts the moves."""
