"""One publication, inside the caller's transaction: new versions first, the pointer last.

Publications take turns on the pointer's row, so each sees what the one before it left.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_documents import StoredVersion, store_document, stored_documents
from bot.adapters.sqlalchemy_tables import (
    UtcTime,
    clauses,
    document_versions,
    in_force,
    library_documents,
    library_versions,
    rule_clause_links,
    rule_packs,
)
from bot.domain.clauses import text_fingerprint
from bot.usecases.ports import ClauseLink, NothingPublished, Publication, StorageError

NOTHING_IN_FORCE = "No policies are in force yet: run `vigie policies publish`."


@dataclass(frozen=True, slots=True)
class _Pointer:
    """What is in force when it is this publication's turn; no library when nothing is."""

    revision: int
    library: int | None
    name: str
    content_sha256: str


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a library version is made of, and who puts it in force when."""

    versions: Sequence[StoredVersion]
    pack: int
    pack_sha256: str
    embedder: str
    links: Mapping[str, Sequence[ClauseLink]]
    by: str
    at: datetime


def publish(connection: Connection, publication: Publication) -> str:
    """Everything the publication holds, visible when the transaction is committed: the library version.

    Raises `StorageError` for a publication that contradicts itself.
    """
    _refuse_contradictions(publication)
    pointer = _take_turn(connection)
    by, at = publication.by, publication.at
    contents = _Contents(
        [store_document(connection, each, by, at) for each in publication.documents],
        _pack_of(connection, publication),
        publication.rules_sha256,
        publication.embedder,
        publication.links,
        by,
        at,
    )
    return _put_in_force(connection, pointer, contents)


def relink(
    connection: Connection, embedder: str, links: Mapping[str, Sequence[ClauseLink]], by: str, at: datetime
) -> str:
    """What is in force, with other links: the library version. Raises `NothingPublished`."""
    pointer = _take_turn(connection)
    if pointer.library is None:
        raise NothingPublished(NOTHING_IN_FORCE)
    pack, sha256 = connection.execute(
        sa.select(rule_packs.c.number, rule_packs.c.sha256)
        .join(library_versions)
        .where(library_versions.c.number == pointer.library)
    ).one()
    versions = stored_documents(connection, pointer.library)
    return _put_in_force(connection, pointer, _Contents(versions, pack, sha256, embedder, links, by, at))


def _put_in_force(connection: Connection, pointer: _Pointer, contents: _Contents) -> str:
    content_sha256 = _content_sha256(contents)
    if pointer.content_sha256 == content_sha256:
        return pointer.name
    number, name = _add_library(connection, contents, content_sha256)
    _add_contents(connection, contents, number)
    _change_states(connection, contents)
    _switch(connection, contents, pointer, number)
    return name


def _refuse_contradictions(publication: Publication) -> None:
    given = Counter(
        (each.source.document.id, each.source.document.language) for each in publication.documents
    )
    for (document, language), times in given.items():
        if times > 1:
            raise StorageError(f"The document {document} ({language}) is given twice: nothing was published.")
    for each in publication.documents:
        for key, times in Counter(clause.key for clause in each.clauses).items():
            if times > 1:
                raise StorageError(
                    f"The document {each.source.document.id} ({each.source.document.language}) "
                    f"has the clause {key} twice: nothing was published."
                )


def _take_turn(connection: Connection) -> _Pointer:
    """The pointer, held until the transaction ends (SQLite: the transaction holds everything already)."""
    held = connection.execute(sa.select(in_force).with_for_update()).one()
    library = connection.execute(
        sa.select(library_versions.c.name, library_versions.c.content_sha256).where(
            library_versions.c.number == held.library_version
        )
    ).first()
    name, content_sha256 = library or ("", "")
    return _Pointer(held.revision, held.library_version, name, content_sha256)


def _pack_of(connection: Connection, publication: Publication) -> int:
    """The number of the stored pack with the same content, or of a new one."""
    column = rule_packs.c
    same = sa.select(column.number).where(
        column.sha256 == publication.rules_sha256, column.content == publication.rules_json
    )
    found = connection.execute(
        same.order_by((column.state == "published").desc(), column.number.desc())
    ).scalar()
    if found is not None:
        return int(found)
    number = int(connection.execute(sa.select(sa.func.max(column.number))).scalar() or 0) + 1
    connection.execute(
        sa.insert(rule_packs).values(
            number=number,
            state="draft",
            sha256=publication.rules_sha256,
            content=publication.rules_json,
            created_at=publication.at,
            created_by=publication.by,
        )
    )
    return number


def _add_library(connection: Connection, contents: _Contents, content_sha256: str) -> tuple[int, str]:
    last = connection.execute(sa.select(sa.func.max(library_versions.c.number))).scalar()
    number = int(last or 0) + 1
    name = f"{number}-{content_sha256[:8]}"
    connection.execute(
        sa.insert(library_versions).values(
            number=number,
            name=name,
            content_sha256=content_sha256,
            rule_pack=contents.pack,
            embedder=contents.embedder,
            created_at=contents.at,
            created_by=contents.by,
        )
    )
    return number, name


def _add_contents(connection: Connection, contents: _Contents, library: int) -> None:
    rows = [{"library_version": library, "document_version": each.id} for each in contents.versions]
    if rows:
        connection.execute(sa.insert(library_documents), rows)
    links = _link_rows(connection, contents, library)
    if links:
        connection.execute(sa.insert(rule_clause_links), links)


def _link_rows(connection: Connection, contents: _Contents, library: int) -> list[dict[str, object]]:
    by_id = {version.id: (version.document, version.language) for version in contents.versions}
    wanted = sorted({link.key for links in contents.links.values() for link in links})
    query = sa.select(clauses.c.id, clauses.c.document_version, clauses.c.key).where(
        clauses.c.document_version.in_(by_id), clauses.c.key.in_(wanted)
    )
    places = {(*by_id[row.document_version], row.key): row.id for row in connection.execute(query)}
    rows: list[dict[str, object]] = []
    for rule, links in contents.links.items():
        for link in links:
            clause = places.get((link.document, link.language, link.key))
            if clause is None:
                raise StorageError(
                    f"The rule {rule} is linked to {link.key} ({link.language}), "
                    "which is in no document given: nothing was published."
                )
            rows.append(
                {
                    "library_version": library,
                    "rule_id": rule,
                    "clause": clause,
                    "rank": link.rank,
                    "score": link.score,
                    "pinned": link.pinned,
                }
            )
    return rows


def _change_states(connection: Connection, contents: _Contents) -> None:
    """What is in the library is published, what no longer is, is retired; the first time is kept."""
    for table, key, chosen in (
        (document_versions, document_versions.c.id, [each.id for each in contents.versions]),
        (rule_packs, rule_packs.c.number, [contents.pack]),
    ):
        connection.execute(
            sa.update(table).where(table.c.state == "published", key.not_in(chosen)).values(state="retired")
        )
        connection.execute(
            sa.update(table)
            .where(key.in_(chosen))
            .values(
                state="published",
                published_at=sa.func.coalesce(table.c.published_at, sa.literal(contents.at, UtcTime)),
                published_by=sa.func.coalesce(table.c.published_by, contents.by),
            )
        )


def _switch(connection: Connection, contents: _Contents, pointer: _Pointer, library: int) -> None:
    moved = connection.execute(
        sa.update(in_force)
        .where(in_force.c.revision == pointer.revision)
        .values(
            library_version=library,
            revision=pointer.revision + 1,
            changed_at=contents.at,
            changed_by=contents.by,
        )
    )
    if moved.rowcount != 1:
        raise StorageError("Other policies were published meanwhile: nothing was published.")


def _content_sha256(contents: _Contents) -> str:
    """What a review can see of a library. Scores are left out: their last digit differs between machines."""
    visible = {
        "documents": sorted(
            [each.document, each.language, each.number, each.sha256, each.clauses_sha256]
            for each in contents.versions
        ),
        "rules": [contents.pack, contents.pack_sha256],
        "embedder": contents.embedder,
        "links": sorted(
            [rule, link.document, link.language, link.key, link.rank, link.pinned]
            for rule, links in contents.links.items()
            for link in links
        ),
    }
    return text_fingerprint(json.dumps(visible, sort_keys=True))
