"""The policy library without a database: `PolicyStore`, and `VersionStore` over the same shelves."""

from array import array
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from threading import Lock
from typing import TypeVar

from bot.domain.clauses import Clause
from bot.domain.library import PackContent, PublishedPolicies
from bot.domain.versions import RULES, VersionRef
from bot.usecases.library_ports import (
    GivenFile,
    LibraryContents,
    Origin,
    PackVersion,
    PolicyAct,
    StoredDocument,
)
from bot.usecases.ports import ClauseLink, DocumentVersion, NewDocument, Publication, Vector
from tests.fakes_shelves import Shelves, add_library, add_pack, add_version, publish, read_pack

Result = TypeVar("Result")
_MEDIA_TYPES = {
    ".md": "text/markdown",
    ".txt": "text/plain",
    ".html": "text/html",
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class InMemoryPolicyStore:
    """`PolicyStore` without a database; `versions` is the `VersionStore` beside it."""

    def __init__(self) -> None:
        self.shelves = Shelves()
        self.versions = InMemoryVersionStore(self)
        self._vectors: dict[tuple[str, str], Vector] = {}
        self._one_at_a_time = Lock()

    def change(self, act: Callable[[Shelves], Result]) -> Result:
        """Do something to the shelves, wholly or not at all."""
        with self._one_at_a_time:
            shelves = self.shelves.copied()
            result = act(shelves)
            self.shelves = shelves
            return result

    def published(self) -> PublishedPolicies:
        return self.shelves.library().policies

    def library_in_force(self) -> str:
        return self.published().library

    def published_version(self, library: str) -> PublishedPolicies:
        return self.shelves.library(library).policies

    def publish(self, publication: Publication) -> str:
        return self.change(lambda shelves: publish(shelves, publication))

    def relink(self, embedder: str, links: Mapping[str, Sequence[ClauseLink]], by: str, at: datetime) -> str:
        def linked(shelves: Shelves) -> str:
            same = shelves.library()
            return add_library(shelves, same.documents, same.pack, embedder, links, ("linked", by, at, None))

        return self.change(linked)

    def documents(self) -> list[DocumentVersion]:
        listed = [each.version for each in self.shelves.versions.values()]
        listed.sort(key=lambda each: (each.document, each.language))
        return sorted(listed, key=lambda each: (each.created_at, each.number), reverse=True)

    def clauses_in_force(self) -> list[Clause]:
        shelves = self.shelves
        return shelves.clauses_of(shelves.library())

    def vectors(self, embedder: str, fingerprints: Sequence[str]) -> dict[str, Vector]:
        return {
            each: self._vectors[embedder, each] for each in fingerprints if (embedder, each) in self._vectors
        }

    def keep_vectors(self, embedder: str, vectors: Mapping[str, Vector]) -> None:
        for fingerprint, vector in vectors.items():
            self._vectors.setdefault((embedder, fingerprint), array("f", vector))


class InMemoryVersionStore:
    """`VersionStore` over the shelves of a policy store."""

    def __init__(self, store: InMemoryPolicyStore) -> None:
        self._store = store

    def add_document(self, new: NewDocument, origin: Origin, by: str, at: datetime) -> StoredDocument:
        def added(shelves: Shelves) -> StoredDocument:
            ref, is_new = add_version(shelves, new, by, at, origin)
            if is_new:
                shelves.note("added", by, at, version=ref)
            return _plain(shelves.version(ref))

        return self._store.change(added)

    def add_pack(self, rules_json: str, sha256: str, origin: Origin, by: str, at: datetime) -> PackVersion:
        def added(shelves: Shelves) -> PackVersion:
            number, is_new = add_pack(shelves, rules_json, sha256, by, at, origin)
            if is_new:
                shelves.note("added", by, at, version=VersionRef(RULES, None, number))
            return shelves.pack(number).described

        return self._store.change(added)

    def document(self, ref: VersionRef) -> StoredDocument:
        return _plain(self._store.shelves.version(ref))

    def original(self, ref: VersionRef) -> GivenFile:
        kept = self._store.shelves.version(ref)
        name = PurePath(kept.file).name
        media_type = _MEDIA_TYPES.get(PurePath(name).suffix.lower(), "application/octet-stream")
        return GivenFile(name, kept.content, media_type)

    def packs(self) -> list[PackVersion]:
        return [pack.described for _, pack in sorted(self._store.shelves.packs.items(), reverse=True)]

    def pack(self, number: int) -> PackContent:
        return read_pack(self._store.shelves.pack(number).content)

    def contents(self, library: str | None = None) -> LibraryContents:
        found = self._store.shelves.library(library)
        name, embedder = found.policies.library, found.policies.embedder
        return LibraryContents(
            name, int(name.split("-")[0]), found.documents, found.pack, embedder, found.at, found.by
        )

    def clauses_of(self, library: str) -> list[Clause]:
        shelves = self._store.shelves
        return shelves.clauses_of(shelves.library(library))

    def restore(self, library: str, expected: str, by: str, at: datetime) -> None:
        def restored(shelves: Shelves) -> None:
            pack = shelves.pack(shelves.library(library).pack)
            shelves.refuse_other_than(expected)
            if library != shelves.in_force:
                read_pack(pack.content)
                shelves.put_in_force(library, "rolled-back", by, at, None)

        self._store.change(restored)

    def withdraw(self, ref: VersionRef, by: str, at: datetime) -> None:
        def withdrawn(shelves: Shelves) -> None:
            if shelves.state_of(ref) == "draft":
                shelves.set_state(ref, "retired")
                shelves.note("withdrawn", by, at, version=ref)

        self._store.change(withdrawn)

    def refused(self, by: str, at: datetime, what: str, version: VersionRef | None = None) -> None:
        self._store.change(lambda shelves: shelves.note("refused", by, at, version=version, detail=what))

    def acts(self, after: int = 0, most: int = 1_000) -> list[PolicyAct]:
        return self._store.shelves.acts[after : after + most]

    def seen_files(self) -> Mapping[str, str]:
        return dict(self._store.shelves.seen)


def _plain(kept: StoredDocument) -> StoredDocument:
    return StoredDocument(kept.version, kept.clauses)
