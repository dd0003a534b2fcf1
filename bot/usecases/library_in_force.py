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
    """`clauses_fingerprint` of them: the collection of the index."""
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
    ) -> tuple[Library, dict[str, float]]:
        """The library, and cosine by `Clause.reference` of the clauses nearest to a vector.

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

    def _search(self, library: Library, vector: Vector, most: int) -> dict[str, float]:
        ports, most = self.ports, min(len(library.clauses), most)
        return dict(ports.index.search(library.contents, ports.embedder.fingerprint, vector, most))


def _read(ports: LibraryPorts, progress: Progress) -> Library:
    """What was in force when this began; where it changed meanwhile, its name tells."""
    name = ports.policies.library_in_force()
    clauses = ensure_index(ports, progress)
    return Library(
        name,
        clauses,
        clauses_fingerprint(clauses),
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
