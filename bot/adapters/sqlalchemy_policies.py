"""The policy library in the database: what is in force, what was, and the vectors of its clauses."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from bot.adapters.database import reading, writing
from bot.adapters.packed_vectors import packed, unpacked
from bot.adapters.sqlalchemy_documents import clauses_where, described_versions, in_library
from bot.adapters.sqlalchemy_packs import read_pack
from bot.adapters.sqlalchemy_publication import NO_SUCH_LIBRARY, NOTHING_IN_FORCE, publish, relink
from bot.adapters.sqlalchemy_tables import (
    clauses,
    document_versions,
    documents,
    in_force,
    library_versions,
    rule_clause_links,
    rule_packs,
    vectors,
)
from bot.domain.clauses import Clause
from bot.domain.findings import Citation
from bot.domain.library import LinkedClause, PublishedPolicies
from bot.usecases.ports import (
    ClauseLink,
    DocumentVersion,
    NothingPublished,
    Publication,
    Vector,
)

_IN_FORCE = sa.select(in_force.c.library_version).scalar_subquery()
_MOST_AT_ONCE = 5000
"""Values a statement may carry: fewer than SQLite (32,766) and PostgreSQL (65,535) allow."""

_KEEP_VECTOR = sa.text(
    "INSERT INTO vectors (embedder, fingerprint, vector) VALUES (:embedder, :fingerprint, :vector) "
    "ON CONFLICT DO NOTHING"
)


class SqlAlchemyPolicyStore:
    """`PolicyStore` on a database that `upgrade` has prepared."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def published(self) -> PublishedPolicies:
        """The snapshot in force. Raises `NothingPublished`."""
        found = self._snapshot(library_versions.c.number == _IN_FORCE)
        if found is None:
            raise NothingPublished(NOTHING_IN_FORCE)
        return found

    def library_in_force(self) -> str:
        """Its name alone, to see whether it is still the same. Raises `NothingPublished`."""
        with reading(self._engine) as connection:
            name = connection.execute(
                sa.select(library_versions.c.name).where(library_versions.c.number == _IN_FORCE)
            ).scalar()
        if name is None:
            raise NothingPublished(NOTHING_IN_FORCE)
        return str(name)

    def published_version(self, library: str) -> PublishedPolicies:
        """The snapshot that was in force under that library version. Raises `NothingPublished`."""
        found = self._snapshot(library_versions.c.name == library)
        if found is None:
            raise NothingPublished(NO_SUCH_LIBRARY)
        return found

    def publish(self, publication: Publication) -> str:
        """Make it visible in one transaction; the new library version ("3-9f2c1ab0").

        The same content and embedder as what is in force changes nothing but what was seen. Raises
        `PublishedMeanwhile`, `NoSuchVersion` and `StorageError`, and then what was in force still is.
        """
        with writing(self._engine) as connection:
            return publish(connection, publication)

    def relink(self, embedder: str, links: Mapping[str, Sequence[ClauseLink]], by: str, at: datetime) -> str:
        """The documents and rules in force with other links, as a new library version in force: its name.

        The same links and embedder change nothing. Raises `NothingPublished`.
        """
        with writing(self._engine) as connection:
            return relink(connection, embedder, links, by, at)

    def documents(self) -> list[DocumentVersion]:
        """Every version of every document, newest first."""
        with reading(self._engine) as connection:
            return described_versions(connection, sa.true())

    def clauses_in_force(self) -> list[Clause]:
        """The clauses of the library in force. Raises `NothingPublished`."""
        with reading(self._engine) as connection:
            if connection.execute(sa.select(in_force.c.library_version)).scalar() is None:
                raise NothingPublished(NOTHING_IN_FORCE)
            return clauses_where(connection, in_library(_IN_FORCE))

    def vectors(self, embedder: str, fingerprints: Sequence[str]) -> dict[str, Vector]:
        """The cached vectors among those asked for."""
        found: dict[str, Vector] = {}
        with reading(self._engine) as connection:
            for some in _portions(list(dict.fromkeys(fingerprints))):
                query = sa.select(vectors.c.fingerprint, vectors.c.vector).where(
                    vectors.c.embedder == embedder, vectors.c.fingerprint.in_(some)
                )
                found |= {row.fingerprint: unpacked(row.vector) for row in connection.execute(query)}
        return found

    def keep_vectors(self, embedder: str, vectors: Mapping[str, Vector]) -> None:
        """Cache vectors by the fingerprint of their text, as float32; safe to repeat."""
        rows = [
            {"embedder": embedder, "fingerprint": fingerprint, "vector": packed(vector)}
            # In one order everywhere: two processes that keep the same vectors cannot block each other.
            for fingerprint, vector in sorted(vectors.items(), key=lambda each: each[0])
        ]
        if rows:
            with writing(self._engine) as connection:
                connection.execute(_KEEP_VECTOR, rows)

    def _snapshot(self, which: sa.ColumnElement[bool]) -> PublishedPolicies | None:
        query = (
            sa.select(library_versions.c.number, library_versions.c.name, library_versions.c.embedder)
            .add_columns(rule_packs.c.number.label("pack"), rule_packs.c.sha256, rule_packs.c.content)
            .join(rule_packs)
            .where(which)
        )
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
            if row is None:
                return None
            links = _links(connection, row.number)
        pack = read_pack(row.content)
        return PublishedPolicies(
            library=row.name,
            rules_version=f"{row.pack}-{row.sha256[:8]}",
            embedder=row.embedder,
            firm=pack.firm,
            rules=pack.rules,
            topics=pack.topics,
            links=links,
            prepared=pack.prepared,
            learned=pack.learned,
            severities=pack.severities,
        )


def _links(connection: Connection, library: int) -> dict[str, list[LinkedClause]]:
    link = rule_clause_links.c
    shown = sa.func.coalesce(sa.func.nullif(clauses.c.number, ""), clauses.c.key)
    query = (
        sa.select(link.rule_id, document_versions.c.title, shown, clauses.c.title, clauses.c.text)
        .add_columns(document_versions.c.number, clauses.c.language, link.rank, link.score, link.pinned)
        .select_from(rule_clause_links)
        .join(clauses)
        .join(document_versions)
        .join(documents)
        .where(link.library_version == library)
        .order_by(link.rule_id, link.rank, clauses.c.language, documents.c.key, clauses.c.position)
    )
    links: dict[str, list[LinkedClause]] = {}
    for rule, *citation, rank, score, pinned in connection.execute(query):
        links.setdefault(rule, []).append(LinkedClause(Citation(*citation), rank, score, pinned))
    return links


def _portions(values: list[str]) -> Iterator[list[str]]:
    return (values[start : start + _MOST_AT_ONCE] for start in range(0, len(values), _MOST_AT_ONCE))
