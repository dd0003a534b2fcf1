"""The tables, as the newest migration leaves them (a test compares the two on both databases).

What was published stays: versions, clauses, packs, libraries and links are written once and kept, so that any
review can be made again. What changes is a state, the pointer `in_force`, what is noted of the policy folder
in `seen_files`, and what is erased from `archive_bodies`.
"""

from datetime import UTC, datetime

import sqlalchemy as sa


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment to the microsecond, always given and returned in UTC, whatever the database keeps."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment as stored. Raises ValueError without a zone: local time would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        stored = value.astimezone(UTC)
        return stored.replace(tzinfo=None) if dialect.name == "sqlite" else stored

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_STATE = "state IN ('draft', 'published', 'retired')"
_PUBLISHED = sa.text("state = 'published'")

documents = sa.Table(
    "documents",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.UniqueConstraint("key", "language"),
    sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
)

document_versions = sa.Table(
    "document_versions",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document", sa.ForeignKey("documents.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("state", sa.String(9), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("effective", sa.Date, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("clauses_sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
    sa.Column("media_type", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("published_at", UtcTime),
    sa.Column("published_by", sa.Text),
    sa.Column("origin", sa.Text, nullable=False, server_default="folder"),
    sa.UniqueConstraint("document", "number"),
    sa.CheckConstraint(_STATE, name="state"),
    sa.CheckConstraint("number > 0", name="number"),
)
sa.Index(
    "uq_document_versions_one_published",
    document_versions.c.document,
    unique=True,
    sqlite_where=_PUBLISHED,
    postgresql_where=_PUBLISHED,
)

clauses = sa.Table(
    "clauses",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("document_version", sa.ForeignKey("document_versions.id"), nullable=False),
    sa.Column("key", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("language", sa.String(2), nullable=False),
    sa.Column("fingerprint", sa.String(64), nullable=False),
    sa.Column("number", sa.Text, nullable=False, server_default=sa.text("''")),
    sa.UniqueConstraint("document_version", "key"),
)

vectors = sa.Table(
    "vectors",
    metadata,
    sa.Column("embedder", sa.Text, primary_key=True),
    sa.Column("fingerprint", sa.String(64), primary_key=True),
    sa.Column("vector", sa.LargeBinary, nullable=False),
)

rule_packs = sa.Table(
    "rule_packs",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("state", sa.String(9), nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
    sa.Column("published_at", UtcTime),
    sa.Column("published_by", sa.Text),
    sa.Column("origin", sa.Text, nullable=False, server_default="folder"),
    sa.Column("rules", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint(_STATE, name="state"),
    sa.CheckConstraint("number > 0", name="number"),
)
sa.Index(
    "uq_rule_packs_one_published",
    rule_packs.c.state,
    unique=True,
    sqlite_where=_PUBLISHED,
    postgresql_where=_PUBLISHED,
)

library_versions = sa.Table(
    "library_versions",
    metadata,
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("content_sha256", sa.String(64), nullable=False),
    sa.Column("rule_pack", sa.ForeignKey("rule_packs.number"), nullable=False),
    sa.Column("embedder", sa.Text, nullable=False),
    sa.Column("created_at", UtcTime, nullable=False),
    sa.Column("created_by", sa.Text, nullable=False),
)

library_documents = sa.Table(
    "library_documents",
    metadata,
    sa.Column("library_version", sa.ForeignKey("library_versions.number"), primary_key=True),
    sa.Column("document_version", sa.ForeignKey("document_versions.id"), primary_key=True),
)

rule_clause_links = sa.Table(
    "rule_clause_links",
    metadata,
    sa.Column("library_version", sa.ForeignKey("library_versions.number"), primary_key=True),
    sa.Column("rule_id", sa.Text, primary_key=True),
    sa.Column("clause", sa.ForeignKey("clauses.id"), primary_key=True),
    sa.Column("rank", sa.Integer, nullable=False),
    sa.Column("score", sa.Double, nullable=False),
    sa.Column("pinned", sa.Boolean, nullable=False),
)

in_force = sa.Table(
    "in_force",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("library_version", sa.ForeignKey("library_versions.number")),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("changed_at", UtcTime),
    sa.Column("changed_by", sa.Text),
    sa.CheckConstraint("id = 1", name="single_row"),
)
"""One row, made by the migration: the pointer. `revision` counts its switches, for compare-and-set."""

policy_acts = sa.Table(
    "policy_acts",
    metadata,
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
"""What was done to the library, only ever added to. Document, language and number are the version that was
meant: of a pack, whose document is `rules`, no language; all null where none was."""

seen_files = sa.Table(
    "seen_files",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("sha256", sa.String(64), nullable=False),
)
"""What the policy folder held when it was last published."""

archive_records = sa.Table(
    "archive_records",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("record_id", sa.Text, nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Index(None, "at"),
)
"""`at` is the text that was hashed (ISO 8601, UTC, microseconds: it sorts), so no driver can alter it."""

archive_bodies = sa.Table(
    "archive_bodies",
    metadata,
    sa.Column("record_id", sa.ForeignKey("archive_records.record_id"), primary_key=True),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
"""UTF-8 bytes, because a text column refuses NUL and half surrogate pairs on one database or the other."""

archive_anchors = sa.Table(
    "archive_anchors",
    metadata,
    sa.Column("stream", sa.Text, primary_key=True),
    sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("hash", sa.String(64), nullable=False),
    sa.Column("at", sa.String(32), nullable=False),
)
"""The head of a stream at a moment: a chain whose end was cut off no longer reaches its anchor."""

model_calls = sa.Table(
    "model_calls",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("at", UtcTime, nullable=False),
    sa.Column("day", sa.Date, nullable=False),
    sa.Column("person", sa.Text, nullable=False),
    sa.Column("review", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("tokens_in", sa.BigInteger, nullable=False),
    sa.Column("tokens_out", sa.BigInteger, nullable=False),
    sa.Column("seconds", sa.Float, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),
    sa.Index(None, "day", "person"),
)
"""What calls of the language model took, without a text; `day` is that of `at` in UTC. The index serves a day
as well as a person's day."""
