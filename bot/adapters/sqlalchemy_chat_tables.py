"""The tables of talking with people, as the newest migration leaves them; `metadata` has every other one too.

What people wrote is in `inbox` alone: its `text`, the names of its `files`, its `form` (`inbox_words`). All
else here is ids, moments, states and closed words.
"""

import json

import sqlalchemy as sa

from bot.adapters.sqlalchemy_tables import UtcTime
from bot.adapters.sqlalchemy_tables import metadata as metadata


class Words(sa.types.TypeDecorator[tuple[str, ...]]):
    """Some words of a closed set, in order, as a JSON list."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: sa.Dialect) -> str | None:
        """The words as stored."""
        return None if value is None else json.dumps(value)

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> tuple[str, ...] | None:
        """The words back."""
        return None if value is None else tuple(json.loads(value))


_BEGUN = sa.text("state = 'begun'")
_WAITING = sa.text("state = 'waiting'")

inbox = sa.Table(
    "inbox",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("event", sa.Text, nullable=False, unique=True),
    sa.Column("subject", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("lane", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("text", sa.LargeBinary),
    sa.Column("attachments", Words, nullable=False),
    sa.Column("card", sa.Text, nullable=False),
    sa.Column("button", sa.Text, nullable=False),
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
    sa.Column("why", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.Column("faults", sa.Integer, nullable=False, server_default=sa.text("0")),
    sa.Column("asked_again_at", UtcTime),
    sa.CheckConstraint("state IN ('waiting', 'begun', 'done', 'dropped', 'open', 'failed')", name="state"),
    sa.Index(None, "state", "due"),
    sa.Index(None, "lane", "state"),
    sa.Index(None, "channel", "message"),
    sa.Index(None, "team", "person", "state"),
    sa.Index("ix_inbox_waiting", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index(
        "uq_inbox_one_begun_a_lane",
        "lane",
        unique=True,
        sqlite_where=_BEGUN,
        postgresql_where=_BEGUN,
    ),
)
"""`id` is the order of arrival; `text`, `files` and `form` are null once they were erased, `reply_to` once
the row is over: whoever has that address can answer there. `why` is a word of ours or of the chat service's:
what it waits for, or failed of."""

outbox = sa.Table(
    "outbox",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("ts", sa.Text),
    sa.Column("intended_at", UtcTime, nullable=False),
    sa.Column("posted_at", UtcTime),
)

cards = sa.Table(
    "cards",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("team", sa.Text, nullable=False),
    sa.Column("channel", sa.Text, nullable=False),
    sa.Column("thread", sa.Text, nullable=False),
    sa.Column("message", sa.Text, nullable=False),
    sa.Column("author", sa.Text, nullable=False),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("platform", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("attachments", Words, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("review", sa.Text, nullable=False),
    sa.Column("state", sa.String(9), nullable=False),
    sa.Column("role", sa.Text, nullable=False, server_default="employee"),
    sa.Column("genre", sa.Text, nullable=False, server_default="post"),
    sa.Column("draft_language", sa.String(2)),
    sa.Column("aside", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("planned", UtcTime),
    sa.UniqueConstraint("team", "channel", "message"),
    sa.CheckConstraint(
        "state IN ('reading', 'shown', 'refused', 'failed', 'withdrawn', 'question')", name="state"
    ),
    sa.Index(None, "team", "channel", "thread"),
)
"""`number` is the order in which cards were begun."""
