"""One document with its clauses as a stored version, inside the caller's transaction."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_tables import clauses, document_versions, documents, library_documents
from bot.domain.clauses import Clause, text_fingerprint
from bot.usecases.ports import NewDocument

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A stored version of a document: its row, and what identifies its content."""

    id: int
    document: str
    language: str
    number: int
    sha256: str
    clauses_sha256: str


def store_document(connection: Connection, new: NewDocument, by: str, at: datetime) -> StoredVersion:
    """The stored version with the same bytes and clauses, or a new one in state draft.

    A version is its bytes as they were read: the same bytes keep their number, also when they come back.
    """
    source = new.source.document
    document = _document_of(connection, source.id, source.language)
    sha256, clauses_sha256 = _sha256(new.source.content), _clauses_sha256(new.clauses)
    column = document_versions.c
    same = (
        sa.select(column.id, column.number)
        .where(column.document == document, column.sha256 == sha256)
        .where(column.clauses_sha256 == clauses_sha256)
        .order_by((column.state == "published").desc(), column.number.desc())
        .limit(1)
    )
    found = connection.execute(same).first()
    sums = (sha256, clauses_sha256)
    version, number = found or _add_version(connection, new, document, sums, by, at)
    return StoredVersion(version, source.id, source.language, number, *sums)


def stored_documents(connection: Connection, library: int) -> list[StoredVersion]:
    """The document versions of a library version."""
    column = document_versions.c
    query = (
        sa.select(column.id, documents.c.key, documents.c.language, column.number)
        .add_columns(column.sha256, column.clauses_sha256)
        .join(documents)
        .join(library_documents)
        .where(library_documents.c.library_version == library)
    )
    return [StoredVersion(*row) for row in connection.execute(query)]


def _document_of(connection: Connection, key: str, language: str) -> int:
    query = sa.select(documents.c.id).where(documents.c.key == key, documents.c.language == language)
    found = connection.execute(query).scalar()
    if found is None:
        found = connection.execute(
            sa.insert(documents).values(key=key, language=language).returning(documents.c.id)
        ).scalar_one()
    return int(found)


def _add_version(
    connection: Connection, new: NewDocument, document: int, sums: tuple[str, str], by: str, at: datetime
) -> tuple[int, int]:
    """The id and the number: the front matter's, or the next when that one is taken or passed."""
    source = new.source.document
    column = document_versions.c
    last = connection.execute(
        sa.select(sa.func.max(column.number)).where(column.document == document)
    ).scalar()
    number = max(source.version, (last or 0) + 1)
    row = sa.insert(document_versions).values(
        document=document,
        number=number,
        state="draft",
        title=source.title,
        owner=source.owner,
        effective=source.effective,
        sha256=sums[0],
        clauses_sha256=sums[1],
        content=new.source.content,
        media_type=_MEDIA_TYPES.get(PurePath(new.source.file).suffix.lower(), "application/octet-stream"),
        file_name=PurePath(new.source.file).name,
        created_at=at,
        created_by=by,
    )
    version = int(connection.execute(row.returning(column.id)).scalar_one())
    _add_clauses(connection, version, new.clauses)
    return version, number


def _add_clauses(connection: Connection, version: int, given: Sequence[Clause]) -> None:
    rows = [
        {
            "document_version": version,
            "key": clause.key,
            "title": clause.title,
            "text": clause.text,
            "position": clause.position,
            "language": clause.language,
            "fingerprint": clause.fingerprint,
        }
        for clause in given
    ]
    if rows:
        connection.execute(sa.insert(clauses), rows)


def _clauses_sha256(given: Sequence[Clause]) -> str:
    return text_fingerprint(
        json.dumps([[clause.key, clause.title, clause.text, clause.position] for clause in given])
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
