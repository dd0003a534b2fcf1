"""The table of posted texts, as the newest migration leaves it; `metadata` has every earlier one too."""

from typing import get_args

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import metadata as metadata
from bot.domain.nature import Nature

_NATURES = ", ".join(f"'{nature}'" for nature in get_args(Nature))

posted_texts = sa.Table(
    "posted_texts",
    metadata,
    sa.Column("card", sa.Text, primary_key=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("nature", sa.String(9), nullable=False),
    sa.CheckConstraint(f"nature IN ({_NATURES})", name="nature"),
    sa.Index(None, "team", "author", "day"),
)
"""One a draft: what its author said was posted. No text: that is in the archive."""
