"""Versions of documents and rule packs in the database, what libraries were made of, and who did what."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import reading, writing
from bot.adapters.sqlalchemy_acts import acts_after, add_act, take_turn
from bot.adapters.sqlalchemy_documents import (
    clauses_where,
    described_versions,
    in_library,
    is_version,
    no_such_version,
    refuse_clauses_twice,
    store_document,
    stored_documents,
)
from bot.adapters.sqlalchemy_packs import described_pack, described_packs, pack_content, store_pack
from bot.adapters.sqlalchemy_publication import NO_SUCH_LIBRARY, NOTHING_IN_FORCE, restore
from bot.adapters.sqlalchemy_tables import (
    document_versions,
    documents,
    in_force,
    library_versions,
    rule_packs,
    seen_files,
)
from bot.domain.clauses import Clause
from bot.domain.library import PackContent
from bot.domain.versions import RULES, VersionRef
from bot.usecases.library_ports import (
    GivenFile,
    LibraryContents,
    Origin,
    PackVersion,
    PolicyAct,
    StoredDocument,
)
from bot.usecases.ports import NewDocument, NothingPublished


class SqlAlchemyVersionStore:
    """`VersionStore` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add_document(self, new: NewDocument, origin: Origin, by: str, at: datetime) -> StoredDocument:
        """Keep a draft version, and the act. The same bytes and clauses as a version there is: that one,
        whatever its state, and nothing is kept."""
        refuse_clauses_twice(new)
        with writing(self._engine) as connection:
            pointer = take_turn(connection)
            stored = store_document(connection, new, by, at, origin)
            if stored.is_new:
                add_act(connection, "added", by, at, pointer, version=stored.ref)
            return _document(connection, stored.ref)

    def add_pack(self, rules_json: str, sha256: str, origin: Origin, by: str, at: datetime) -> PackVersion:
        """Keep a draft pack, and the act; one with the same content is given back as it is.

        Raises `StorageError` for one that cannot be read.
        """
        with writing(self._engine) as connection:
            pointer = take_turn(connection)
            stored = store_pack(connection, rules_json, sha256, by, at, origin)
            if stored.is_new:
                add_act(connection, "added", by, at, pointer, version=VersionRef(RULES, None, stored.number))
            return described_pack(connection, stored.number)

    def document(self, ref: VersionRef) -> StoredDocument:
        """A version of a document. Raises `NoSuchVersion`."""
        with reading(self._engine) as connection:
            return _document(connection, ref)

    def original(self, ref: VersionRef) -> GivenFile:
        """The very bytes of a version of a document. Raises `NoSuchVersion`."""
        version = document_versions.c
        query = sa.select(version.file_name, version.content, version.media_type).join(documents)
        with reading(self._engine) as connection:
            row = connection.execute(query.where(is_version(ref))).first()
        if row is None:
            raise no_such_version(ref)
        return GivenFile(*row)

    def packs(self) -> list[PackVersion]:
        """Every version of the rule pack, newest first."""
        with reading(self._engine) as connection:
            return described_packs(connection)

    def pack(self, number: int) -> PackContent:
        """The records of a pack. Raises `NoSuchVersion`, `StorageError`."""
        with reading(self._engine) as connection:
            return pack_content(connection, number)

    def contents(self, library: str | None = None) -> LibraryContents:
        """What a library is made of; the one in force by default. Raises `NothingPublished`."""
        with reading(self._engine) as connection:
            number = _number_of(connection, library)
            made = connection.execute(
                sa.select(library_versions).where(library_versions.c.number == number)
            ).one()
            versions = tuple(each.ref for each in stored_documents(connection, number))
        return LibraryContents(
            made.name, number, versions, made.rule_pack, made.embedder, made.created_at, made.created_by
        )

    def clauses_of(self, library: str) -> list[Clause]:
        """The clauses of a past library, ordered as `PolicyStore.clauses_in_force`. Raises
        `NothingPublished`."""
        with reading(self._engine) as connection:
            return clauses_where(connection, in_library(_number_of(connection, library)))

    def restore(self, library: str, expected: str, by: str, at: datetime) -> None:
        """Put an earlier library back in force, in one transaction, with the act.

        Raises `NothingPublished` for a name that no library has, `PublishedMeanwhile` where another than
        `expected` is in force, `StorageError` where its rules cannot be read by this version of the program.
        """
        with writing(self._engine) as connection:
            restore(connection, library, expected, by, at)

    def withdraw(self, ref: VersionRef, by: str, at: datetime) -> None:
        """Put a draft away: it is retired without ever having been in force. Anything else is left alone."""
        with writing(self._engine) as connection:
            pointer = take_turn(connection)
            if _retire_draft(connection, ref):
                add_act(connection, "withdrawn", by, at, pointer, version=ref)

    def refused(self, by: str, at: datetime, what: str, version: VersionRef | None = None) -> None:
        """Record that somebody was refused `what` (a word of ours)."""
        with writing(self._engine) as connection:
            add_act(connection, "refused", by, at, take_turn(connection), version=version, detail=what)

    def acts(self, after: int = 0, most: int = 1_000) -> list[PolicyAct]:
        """What was done after the act with that id, oldest first."""
        with reading(self._engine) as connection:
            return acts_after(connection, after, most)

    def seen_files(self) -> Mapping[str, str]:
        """What the policy folder held when it was last published: `PMS/fr` or `rules` → SHA-256."""
        with reading(self._engine) as connection:
            return {name: sha256 for name, sha256 in connection.execute(sa.select(seen_files))}


def _document(connection: Connection, ref: VersionRef) -> StoredDocument:
    found = described_versions(connection, is_version(ref))
    if not found:
        raise no_such_version(ref)
    return StoredDocument(found[0], tuple(clauses_where(connection, is_version(ref))))


def _number_of(connection: Connection, library: str | None) -> int:
    """The number of the library of that name, or of the one in force. Raises `NothingPublished`."""
    if library is None:
        found = connection.execute(sa.select(in_force.c.library_version)).scalar()
    else:
        named = sa.select(library_versions.c.number).where(library_versions.c.name == library)
        found = connection.execute(named).scalar()
    if found is None:
        raise NothingPublished(NOTHING_IN_FORCE if library is None else NO_SUCH_LIBRARY)
    return int(found)


def _retire_draft(connection: Connection, ref: VersionRef) -> bool:
    """Whether it was a draft."""
    table, which = (
        (rule_packs, rule_packs.c.number == ref.number)
        if ref.is_pack
        else (
            document_versions,
            document_versions.c.id.in_(
                sa.select(document_versions.c.id).join(documents).where(is_version(ref))
            ),
        )
    )
    retire = sa.update(table).where(table.c.state == "draft", which).values(state="retired")
    return connection.execute(retire).rowcount > 0
