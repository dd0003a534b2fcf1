"""The library that stays ready to be searched: its clauses read once, and again when another is in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from threading import RLock

from bot.domain.clauses import Clause, clauses_fingerprint
from bot.domain.findings import Citation
from bot.usecases.ensure_index import ensure_index
from bot.usecases.link_clauses import LibraryPorts, silently
from bot.usecases.ports import IndexBusy, PolicyStore, Progress, Scored, StorageError, Vector


@dataclass(frozen=True)
class Library:
    """What a search needs of one library version: a name stands for one content, so none of it changes."""

    name: str
    clauses: Sequence[Clause]
    contents: str
    """`clauses_fingerprint` of them: what the index knows them by."""
    places: Mapping[str, int]
    """`Clause.reference` → its place among the clauses."""
    texts: Mapping[str, Sequence[int]]
    """`Clause.fingerprint` → the places of the clauses that say so."""
    citations: Mapping[str, Citation]
    """`Clause.reference` → the clause as it is quoted, with document and version."""
    words: Scored
    """The clauses, a score each."""


class LibraryInForce:
    """Any thread may search; one at a time reads the library, and asks the index whether it is complete."""

    def __init__(self, ports: LibraryPorts) -> None:
        self.ports = ports
        self._library: Library | None = None
        self._lock = RLock()

    def __call__(self, progress: Progress = silently) -> Library:
        """The library in force, its index complete when it was first asked for; made again where it must be.

        Raises `NothingPublished`, `IndexBusy`, `StorageError`.
        """
        with self._lock:
            while self._library is None or self._library.name != self.ports.policies.library_in_force():
                self._library = _read(self.ports, progress)
            return self._library

    def nearest(
        self, vector: Vector, most: int, progress: Progress = silently
    ) -> tuple[Library, dict[int, float]]:
        """The library, and cosine by place of the clauses that say what is nearest to a vector.

        At most that many texts: two clauses may say the same.

        An index that was lost or damaged since it was found complete is made again once.
        """
        library = self(progress)
        try:
            return library, self._search(library, vector, most)
        except IndexBusy:
            raise
        except StorageError:
            with self._lock:
                self._library = None
            library = self(progress)
            return library, self._search(library, vector, most)

    def _search(self, library: Library, vector: Vector, most: int) -> dict[int, float]:
        """What other libraries say is passed over, and more asked for instead."""
        index, embedder = self.ports.index, self.ports.embedder.fingerprint
        wanted = min(len(library.texts), most)
        asked = wanted + wanted // 3
        while True:
            found = index.search(library.contents, embedder, vector, asked)
            ours = [(text, cosine) for text, cosine in found if text in library.texts][:wanted]
            if len(ours) == wanted or len(found) < asked:
                return {place: cosine for text, cosine in ours for place in library.texts[text]}
            asked *= 2


def _read(ports: LibraryPorts, progress: Progress) -> Library:
    """What was in force when this began; where it changed meanwhile, its name tells."""
    name = ports.policies.library_in_force()
    clauses = ensure_index(ports, progress)
    texts: dict[str, list[int]] = {}
    for place, clause in enumerate(clauses):
        texts.setdefault(clause.fingerprint, []).append(place)
    return Library(
        name,
        clauses,
        clauses_fingerprint(clauses),
        {clause.reference: place for place, clause in enumerate(clauses)},
        texts,
        cited_clauses(clauses, ports.policies),
        ports.words([(clause.searchable, clause.language) for clause in clauses]),
    )


def cited_clauses(clauses: Sequence[Clause], policies: PolicyStore) -> dict[str, Citation]:
    """`Clause.reference` → the clause as it is quoted: to the letter, with document and version."""
    in_force = {
        (each.document, each.language): each for each in policies.documents() if each.state == "published"
    }
    return {
        each.reference: Citation(
            document.title, each.key, each.title, each.text, document.number, each.language
        )
        for each in clauses
        # A publication in between may have taken it out: what is no longer in force is not quoted.
        if (document := in_force.get((each.document, each.language)))
    }
