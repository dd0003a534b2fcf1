"""The policy library and the archive."""

import sqlalchemy as sa
from alembic import op

from bot.adapters.migrations import archive_guards
from bot.adapters.sqlalchemy_tables import UtcTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_STATE = "state IN ('draft', 'published', 'retired')"
_PUBLISHED = sa.text("state = 'published'")


def upgrade() -> None:
    """From an empty database."""
    _create_documents()
    _create_clauses()
    _create_rule_packs()
    _create_libraries()
    _create_pointer()
    _create_archive()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in archive_guards.SQLITE if on_sqlite else archive_guards.POSTGRESQL:
        op.execute(statement)


def _who_and_when() -> list[sa.Column[object]]:
    return [
        sa.Column("created_at", UtcTime, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.Column("published_at", UtcTime),
        sa.Column("published_by", sa.Text),
    ]


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.UniqueConstraint("key", "language"),
        sa.CheckConstraint("language IN ('fr', 'en')", name="language"),
    )
    op.create_table(
        "document_versions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.id"), nullable=False),
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
        *_who_and_when(),
        sa.UniqueConstraint("document", "number"),
        sa.CheckConstraint(_STATE, name="state"),
        sa.CheckConstraint("number > 0", name="number"),
    )
    _one_published("document_versions", "document")


def _one_published(table: str, column: str) -> None:
    op.create_index(
        f"uq_{table}_one_published",
        table,
        [column],
        unique=True,
        sqlite_where=_PUBLISHED,
        postgresql_where=_PUBLISHED,
    )


def _create_clauses() -> None:
    op.create_table(
        "clauses",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("document_version", sa.Integer, sa.ForeignKey("document_versions.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("language", sa.String(2), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.UniqueConstraint("document_version", "key"),
    )
    op.create_table(
        "vectors",
        sa.Column("embedder", sa.Text, primary_key=True),
        sa.Column("fingerprint", sa.String(64), primary_key=True),
        sa.Column("vector", sa.LargeBinary, nullable=False),
    )


def _create_rule_packs() -> None:
    op.create_table(
        "rule_packs",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("state", sa.String(9), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        *_who_and_when(),
        sa.CheckConstraint(_STATE, name="state"),
        sa.CheckConstraint("number > 0", name="number"),
    )
    _one_published("rule_packs", "state")


def _create_libraries() -> None:
    op.create_table(
        "library_versions",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("content_sha256", sa.String(64), nullable=False),
        sa.Column("rule_pack", sa.Integer, sa.ForeignKey("rule_packs.number"), nullable=False),
        sa.Column("embedder", sa.Text, nullable=False),
        sa.Column("created_at", UtcTime, nullable=False),
        sa.Column("created_by", sa.Text, nullable=False),
        sa.UniqueConstraint("name"),
    )
    op.create_table(
        "library_documents",
        sa.Column("library_version", sa.Integer, sa.ForeignKey("library_versions.number"), primary_key=True),
        sa.Column("document_version", sa.Integer, sa.ForeignKey("document_versions.id"), primary_key=True),
    )
    op.create_table(
        "rule_clause_links",
        sa.Column("library_version", sa.Integer, sa.ForeignKey("library_versions.number"), primary_key=True),
        sa.Column("rule_id", sa.Text, primary_key=True),
        sa.Column("clause", sa.Integer, sa.ForeignKey("clauses.id"), primary_key=True),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("score", sa.Double, nullable=False),
        sa.Column("pinned", sa.Boolean, nullable=False),
    )


def _create_pointer() -> None:
    pointer = op.create_table(
        "in_force",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("library_version", sa.Integer, sa.ForeignKey("library_versions.number")),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("changed_at", UtcTime),
        sa.Column("changed_by", sa.Text),
        sa.CheckConstraint("id = 1", name="single_row"),
    )
    op.execute(sa.insert(pointer).values(id=1, revision=0))


def _create_archive() -> None:
    op.create_table(
        "archive_records",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("record_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.UniqueConstraint("record_id"),
    )
    op.create_table(
        "archive_bodies",
        sa.Column("record_id", sa.Text, sa.ForeignKey("archive_records.record_id"), primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "archive_anchors",
        sa.Column("stream", sa.Text, primary_key=True),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
