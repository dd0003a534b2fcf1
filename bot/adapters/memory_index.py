"""The clause index in this process's memory: exact, made in milliseconds from the vectors of the database.

For a review while another process has the folder of `chroma_index` open: nobody waits for the other. The
cosines are those of Chroma.
"""

from collections.abc import Sequence
from threading import Lock
from typing import Any

from bot.domain.clauses import Clause
from bot.domain.retrieval import best_places
from bot.usecases.link_clauses import silently
from bot.usecases.ports import Progress, StorageError, Vector

_KEPT = 4
"""Collections: one is searched, the others are of libraries that were in force before."""
_NOT_BUILT = "The clause index does not hold this library: it was not read yet."


class MemoryIndex:
    """The port `ClauseIndex` without a folder; any thread may search."""

    def __init__(self) -> None:
        self._collections: dict[tuple[str, str], tuple[list[str], int, Any]] = {}
        """(contents, embedder) → text fingerprints, how many clauses, and a unit vector a row; the one built
        last comes last."""
        self._writing = Lock()

    def build(
        self,
        contents: str,
        embedder: str,
        clauses: Sequence[Clause],
        vectors: Sequence[Vector],
        progress: Progress = silently,
    ) -> None:
        """Keep a complete collection; safe to repeat."""
        texts = {clause.fingerprint: vector for clause, vector in zip(clauses, vectors, strict=True)}
        built = list(texts), len(clauses), _unit(list(texts.values()))
        with self._writing:
            others = {name: each for name, each in self._collections.items() if name != (contents, embedder)}
            self._collections = {**others, (contents, embedder): built}
        self.keep_last(_KEPT)

    def search(self, contents: str, embedder: str, vector: Vector, most: int) -> list[tuple[str, float]]:
        """(text fingerprint, cosine), best first. Raises `StorageError` when not built."""
        kept = self._collections.get((contents, embedder))
        if kept is None:
            raise StorageError(_NOT_BUILT)
        texts, _, rows = kept
        if not texts:
            return []
        cosines = rows @ _unit([vector])[0]
        return [(texts[place], float(cosines[place])) for place in best_places(cosines, most)]

    def is_complete(self, contents: str, embedder: str, count: int) -> bool:
        """Whether it was built, and holds that many clauses."""
        kept = self._collections.get((contents, embedder))
        return kept is not None and kept[1] == count

    def keep_last(self, most: int) -> None:
        """Forget all collections but the ones built last."""
        with self._writing:
            newest = list(self._collections)[max(0, len(self._collections) - most) :]
            self._collections = {name: self._collections[name] for name in newest}


def _unit(vectors: Sequence[Vector]) -> Any:
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float32)
    return rows / np.maximum(np.linalg.norm(rows, axis=-1, keepdims=True), np.finfo(np.float32).tiny)
