"""Documents with their clauses as stored versions, inside the caller's transaction."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_tables import clauses, document_versions, documents, library_documents
from bot.domain.clauses import Clause, text_fingerprint
from bot.domain.draft import Language
from bot.domain.versions import VersionRef
from bot.usecases.library_ports import NoSuchVersion, Origin
from bot.usecases.ports import DocumentVersion, NewDocument, StorageError

_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


_STORED = (
    sa.select(document_versions.c.id, documents.c.key, documents.c.language, document_versions.c.number)
    .add_columns(document_versions.c.sha256, document_versions.c.clauses_sha256)
    .select_from(document_versions)
    .join(documents)
)


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A stored version of a document: its row, and what identifies its content."""

    id: int
    document: str
    language: Language
    number: int
    sha256: str
    clauses_sha256: str
    is_new: bool = False
    """It was not there before."""

    @property
    def ref(self) -> VersionRef:
        """Its name."""
        return VersionRef(self.document, self.language, self.number)


def store_document(
    connection: Connection, new: NewDocument, by: str, at: datetime, origin: Origin = "folder"
) -> StoredVersion:
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
    version, number = found or _add_version(connection, new, document, sums, by, at, origin)
    return StoredVersion(version, source.id, source.language, number, *sums, is_new=not found)


def stored_documents(connection: Connection, library: int) -> list[StoredVersion]:
    """The document versions of a library version, by document and language."""
    query = (
        _STORED.join(library_documents)
        .where(library_documents.c.library_version == library)
        .order_by(documents.c.key, documents.c.language)
    )
    return [StoredVersion(*row) for row in connection.execute(query)]


def stored_version(connection: Connection, ref: VersionRef) -> StoredVersion:
    """The version of a document that has that name. Raises `NoSuchVersion`."""
    row = connection.execute(_STORED.where(is_version(ref))).first()
    if row is None:
        raise no_such_version(ref)
    return StoredVersion(*row)


def no_such_version(ref: VersionRef) -> NoSuchVersion:
    """What to raise where there is none."""
    return NoSuchVersion(f"No version has the name {ref}.")


def is_version(ref: VersionRef) -> sa.ColumnElement[bool]:
    """Where versions are joined to their documents: that one alone."""
    return sa.and_(
        documents.c.key == ref.document,
        documents.c.language == ref.language,
        document_versions.c.number == ref.number,
    )


def described_versions(connection: Connection, where: sa.ColumnElement[bool]) -> list[DocumentVersion]:
    """Versions of documents, newest first."""
    count = (
        sa.select(sa.func.count())
        .where(clauses.c.document_version == document_versions.c.id)
        .scalar_subquery()
    )
    version = document_versions.c
    query = (
        sa.select(documents.c.key.label("document"), documents.c.language, version.number, version.title)
        .add_columns(version.owner, version.effective, version.state, version.sha256)
        .add_columns(count.label("clauses"), version.created_at, version.created_by, version.origin)
        .join(documents)
        .where(where)
        .order_by(version.created_at.desc(), version.number.desc(), documents.c.key, documents.c.language)
    )
    rows = [dict(row) for row in connection.execute(query).mappings()]
    return [DocumentVersion(**(row | {"effective": row["effective"].isoformat()})) for row in rows]


def clauses_where(connection: Connection, where: sa.ColumnElement[bool]) -> list[Clause]:
    """The clauses of versions of documents, in the order of their documents and places."""
    query = (
        sa.select(documents.c.key, clauses.c.language, clauses.c.key)
        .add_columns(clauses.c.title, clauses.c.text, clauses.c.position, clauses.c.number)
        .select_from(document_versions)
        .join(documents)
        .join(clauses, clauses.c.document_version == document_versions.c.id)
        .where(where)
        .order_by(documents.c.key, clauses.c.language, clauses.c.position, clauses.c.id)
    )
    return [Clause(*row) for row in connection.execute(query)]


def in_library(library: sa.ColumnElement[int] | sa.ScalarSelect[int] | int) -> sa.ColumnElement[bool]:
    """Of versions of documents: those of that library version, by its number."""
    return document_versions.c.id.in_(
        sa.select(library_documents.c.document_version).where(library_documents.c.library_version == library)
    )


def refuse_clauses_twice(new: NewDocument) -> None:
    """Raises `StorageError` where two clauses have one id."""
    for key, times in Counter(clause.key for clause in new.clauses).items():
        if times > 1:
            source = new.source.document
            raise StorageError(
                f"The document {source.id} ({source.language}) has the clause {key} twice: "
                "nothing was changed."
            )


def _document_of(connection: Connection, key: str, language: str) -> int:
    query = sa.select(documents.c.id).where(documents.c.key == key, documents.c.language == language)
    found = connection.execute(query).scalar()
    if found is None:
        found = connection.execute(
            sa.insert(documents).values(key=key, language=language).returning(documents.c.id)
        ).scalar_one()
    return int(found)


def _add_version(
    connection: Connection,
    new: NewDocument,
    document: int,
    sums: tuple[str, str],
    by: str,
    at: datetime,
    origin: Origin,
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
        origin=origin,
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
            "number": clause.number,
        }
        for clause in given
    ]
    if rows:
        connection.execute(sa.insert(clauses), rows)


def _clauses_sha256(given: Sequence[Clause]) -> str:
    """A number counts where it is not the id: the sums of versions that have none stay what they were."""
    return text_fingerprint(
        json.dumps(
            [
                [clause.key, clause.title, clause.text, clause.position, *filter(None, [clause.number])]
                for clause in given
            ]
        )
    )


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
