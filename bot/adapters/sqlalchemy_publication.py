"""What is put in force, inside the caller's transaction: new versions first, the pointer and the act last.

Publications take turns on the pointer's row, so each sees what the one before it left.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from bot.adapters.sqlalchemy_acts import Pointer, add_act, take_turn
from bot.adapters.sqlalchemy_documents import (
    StoredVersion,
    refuse_clauses_twice,
    store_document,
    stored_documents,
    stored_version,
)
from bot.adapters.sqlalchemy_packs import StoredPack, store_pack, stored_pack
from bot.adapters.sqlalchemy_tables import (
    UtcTime,
    clauses,
    document_versions,
    in_force,
    library_documents,
    library_versions,
    rule_clause_links,
    rule_packs,
    seen_files,
)
from bot.domain.clauses import text_fingerprint
from bot.domain.versions import VersionRef
from bot.usecases.library_ports import ActKind, PublishedMeanwhile
from bot.usecases.ports import ClauseLink, NothingPublished, Publication, StorageError

NOTHING_IN_FORCE = "No policies are in force yet: run `vigie policies publish`."
NO_SUCH_LIBRARY = "No library version has that name."
_MEANWHILE = "Other policies were published meanwhile: nothing was published."


@dataclass(frozen=True, slots=True)
class _Contents:
    """What a library version is made of."""

    versions: Sequence[StoredVersion]
    pack: StoredPack
    embedder: str
    links: Mapping[str, Sequence[ClauseLink]]


@dataclass(frozen=True, slots=True)
class _Deed:
    """What is done, by whom and when."""

    kind: ActKind
    by: str
    at: datetime
    version: VersionRef | None = None


def publish(connection: Connection, publication: Publication) -> str:
    """Everything the publication holds, visible when the transaction is committed: the library version.

    Raises `NoSuchVersion`, `PublishedMeanwhile`, and `StorageError` for one that contradicts itself.
    """
    _refuse_contradictions(publication)
    pointer = take_turn(connection)
    _refuse_other_than(publication.expected, pointer)
    by, at = publication.by, publication.at
    fresh = [store_document(connection, each, by, at) for each in publication.documents]
    kept = [stored_version(connection, ref) for ref in publication.kept]
    contents = _Contents(
        [*fresh, *kept], _pack_of(connection, publication), publication.embedder, publication.links
    )
    if publication.seen:
        _note_seen(connection, publication.seen)
    kind: ActKind = "retired" if publication.retires else "published"
    return _put_in_force(connection, pointer, contents, _Deed(kind, by, at, publication.retires))


def relink(
    connection: Connection, embedder: str, links: Mapping[str, Sequence[ClauseLink]], by: str, at: datetime
) -> str:
    """What is in force, with other links: the library version. Raises `NothingPublished`."""
    pointer = take_turn(connection)
    if pointer.library is None:
        raise NothingPublished(NOTHING_IN_FORCE)
    contents = _Contents(*_made_of(connection, pointer.library), embedder, links)
    return _put_in_force(connection, pointer, contents, _Deed("linked", by, at))


def restore(connection: Connection, library: str, expected: str, by: str, at: datetime) -> None:
    """An earlier library in force again; the one in force is left alone.

    Raises `NothingPublished` for a name that no library has, `PublishedMeanwhile`, and `StorageError` where
    this version of the program cannot read its rules.
    """
    pointer = take_turn(connection)
    number = connection.execute(
        sa.select(library_versions.c.number).where(library_versions.c.name == library)
    ).scalar()
    if number is None:
        raise NothingPublished(NO_SUCH_LIBRARY)
    _refuse_other_than(expected, pointer)
    if number == pointer.library:
        return
    versions, pack = _made_of(connection, number)
    deed = _Deed("rolled-back", by, at)
    _change_states(connection, versions, pack, deed)
    _switch(connection, pointer, number, library, deed)


def _put_in_force(connection: Connection, pointer: Pointer, contents: _Contents, deed: _Deed) -> str:
    content_sha256 = _content_sha256(contents)
    if pointer.content_sha256 == content_sha256:
        return pointer.name
    number, name = _add_library(connection, contents, content_sha256, deed)
    _add_contents(connection, contents, number)
    _change_states(connection, contents.versions, contents.pack, deed)
    _switch(connection, pointer, number, name, deed)
    return name


def _refuse_contradictions(publication: Publication) -> None:
    given = Counter(
        [(each.source.document.id, each.source.document.language) for each in publication.documents]
        + [(ref.document, ref.language) for ref in publication.kept]
    )
    for (document, language), times in given.items():
        if times > 1:
            raise StorageError(f"The document {document} ({language}) is given twice: nothing was published.")
    for each in publication.documents:
        refuse_clauses_twice(each)


def _refuse_other_than(expected: str | None, pointer: Pointer) -> None:
    if expected not in (None, pointer.name):
        raise PublishedMeanwhile(_MEANWHILE)


def _made_of(connection: Connection, library: int) -> tuple[list[StoredVersion], StoredPack]:
    """Raises `StorageError` where this version of the program cannot read its rules."""
    pack = connection.execute(
        sa.select(library_versions.c.rule_pack).where(library_versions.c.number == library)
    ).scalar_one()
    return stored_documents(connection, library), stored_pack(connection, pack)


def _pack_of(connection: Connection, publication: Publication) -> StoredPack:
    if publication.pack is not None:
        return stored_pack(connection, publication.pack)
    return store_pack(
        connection, publication.rules_json, publication.rules_sha256, publication.by, publication.at
    )


def _note_seen(connection: Connection, seen: Mapping[str, str]) -> None:
    connection.execute(sa.delete(seen_files))
    connection.execute(
        sa.insert(seen_files), [{"name": name, "sha256": sha256} for name, sha256 in seen.items()]
    )


def _add_library(
    connection: Connection, contents: _Contents, content_sha256: str, deed: _Deed
) -> tuple[int, str]:
    last = connection.execute(sa.select(sa.func.max(library_versions.c.number))).scalar()
    number = int(last or 0) + 1
    name = f"{number}-{content_sha256[:8]}"
    connection.execute(
        sa.insert(library_versions).values(
            number=number,
            name=name,
            content_sha256=content_sha256,
            rule_pack=contents.pack.number,
            embedder=contents.embedder,
            created_at=deed.at,
            created_by=deed.by,
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
    if not wanted:
        return []
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


def _change_states(
    connection: Connection, versions: Sequence[StoredVersion], pack: StoredPack, deed: _Deed
) -> None:
    """What is in the library is published, what no longer is, is retired; the first time is kept."""
    for table, key, chosen in (
        (document_versions, document_versions.c.id, [each.id for each in versions]),
        (rule_packs, rule_packs.c.number, [pack.number]),
    ):
        connection.execute(
            sa.update(table).where(table.c.state == "published", key.not_in(chosen)).values(state="retired")
        )
        connection.execute(
            sa.update(table)
            .where(key.in_(chosen))
            .values(
                state="published",
                published_at=sa.func.coalesce(table.c.published_at, sa.literal(deed.at, UtcTime)),
                published_by=sa.func.coalesce(table.c.published_by, deed.by),
            )
        )


def _switch(connection: Connection, pointer: Pointer, library: int, name: str, deed: _Deed) -> None:
    """Move the pointer, and note who did; nothing else moves it."""
    moved = connection.execute(
        sa.update(in_force)
        .where(in_force.c.revision == pointer.revision)
        .values(
            library_version=library,
            revision=pointer.revision + 1,
            changed_at=deed.at,
            changed_by=deed.by,
        )
    )
    if moved.rowcount != 1:
        raise PublishedMeanwhile(_MEANWHILE)
    add_act(connection, deed.kind, deed.by, deed.at, pointer, name, deed.version)


def _content_sha256(contents: _Contents) -> str:
    """What a review can see of a library. Scores are left out: their last digit differs between machines."""
    visible = {
        "documents": sorted(
            [each.document, each.language, each.number, each.sha256, each.clauses_sha256]
            for each in contents.versions
        ),
        "rules": [contents.pack.number, contents.pack.sha256],
        "embedder": contents.embedder,
        "links": sorted(
            [rule, link.document, link.language, link.key, link.rank, link.pinned]
            for rule, links in contents.links.items()
            for link in links
        ),
    }
    return text_fingerprint(json.dumps(visible, sort_keys=True))
