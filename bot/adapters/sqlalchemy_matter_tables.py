"""The tables of looking after drafts: matters, and the list of reviews; `metadata` has every other one too.

Ids, moments, fingerprints and closed words: what people wrote of a matter is in the archive alone.
"""

from collections.abc import Iterable
from typing import get_args

import sqlalchemy as sa

from bot.adapters.sqlalchemy_chat_tables import Words
from bot.adapters.sqlalchemy_chat_tables import metadata as metadata
from bot.adapters.sqlalchemy_tables import UtcTime
from bot.domain.findings import Verdict
from bot.domain.matters import MATTER_STATES, MatterKind, TextOf


def _one_of(column: str, words: Iterable[str]) -> sa.CheckConstraint:
    """Another word of the domain's needs a migration: a test compares the two."""
    quoted = ", ".join(f"'{word}'" for word in words)
    return sa.CheckConstraint(f"{column} IN ({quoted})", name=column)


matters = sa.Table(
    "matters",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("card", sa.Text, nullable=False),
    sa.Column("review", sa.Text, nullable=False),
    sa.Column("state", sa.String(11), nullable=False),
    sa.Column("opened_at", UtcTime, nullable=False),
    sa.Column("opened_by", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("rules", Words, nullable=False),
    sa.Column("text_of", sa.String(7), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("due", UtcTime),
    sa.Column("taken_by", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("closed_by", sa.Text, nullable=False),
    sa.Column("closed_at", UtcTime),
    sa.Column("good_until", UtcTime),
    _one_of("kind", get_args(MatterKind)),
    _one_of("state", MATTER_STATES),
    _one_of("text_of", get_args(TextOf)),
    sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
    sa.Index(None, "team", "kind", "state", "due"),
    sa.Index(None, "team", "author"),
    sa.Index(None, "card"),
    sa.Index(None, "review"),
)
"""`number` is the order in which matters were opened; `revision` counts the moves, for compare-and-set."""

review_notes = sa.Table(
    "review_notes",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("review", sa.Text, nullable=False, unique=True),
    sa.Column("card", sa.Text, nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("verdict", sa.String(8), nullable=False),
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("language", sa.String(5), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("rules", Words, nullable=False),
    sa.Column("shown", sa.Boolean, nullable=False, server_default=sa.true()),
    _one_of("verdict", get_args(Verdict)),
    sa.Index(None, "team", "author", "at"),
    sa.Index(None, "team", "at"),
    sa.Index(None, "card", "at"),
)
"""One row for each review of a draft given in chat; `number` is the order in which they were noted; `shown`
is whether its author saw it, which all did until Vigie could be tried out."""
