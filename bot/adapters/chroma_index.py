"""The clause index: embedded, persistent Chroma through LangChain, one collection for each set of clauses.

What is in its folder (`index_folder`) is derived: a damaged one is set aside and everything is built again
from the database. Nothing heavy is imported before the first call.
"""

import hashlib
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from copy import copy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.adapters.chroma_errors import IndexDamaged
from bot.adapters.index_folder import LOOK_EVERY, IndexFolder
from bot.domain.clauses import Clause
from bot.usecases.ports import StorageError, Vector

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings
    from langchain_chroma import Chroma

_PREFIX = "clauses-"
_BATCH = 500
_PROBED = 50
"""How many clauses a collection must be able to find before it counts as readable."""
_COSINE: Any = {"hnsw": {"space": "cosine"}}

_NOT_BUILT = "The clause index does not hold this library: publish the policies to build it."


class ChromaIndex:
    """The port `ClauseIndex` in a folder of this machine.

    Opened at the first call and kept open until `close`, or until another process waits for it. While another
    has it, every method raises `IndexBusy` at once; of `patient`, in a while.
    """

    def __init__(self, folder: Path, look_every: float = LOOK_EVERY) -> None:
        self._folder = IndexFolder(folder, _connect, look_every)
        self._patience = 0.0

    def patient(self, seconds: float) -> "ChromaIndex":
        """The same index, for who waits that long while another process has it."""
        waiting = copy(self)
        waiting._patience = seconds
        return waiting

    def build(
        self, contents: str, embedder: str, clauses: Sequence[Clause], vectors: Sequence[Vector]
    ) -> None:
        """Write a complete collection, unless there is one. A damaged folder is set aside first."""
        name = _name(contents, embedder)
        try:
            with self._open():  # nobody else comes in between
                complete = self.is_complete(contents, embedder, len(clauses))
                self._mark_newest(name) if complete else self._write(name, embedder, clauses, vectors)
        except IndexDamaged:
            self._folder.set_aside(self._patience)
            self._write(name, embedder, clauses, vectors)

    def search(self, contents: str, embedder: str, vector: Vector, most: int) -> list[tuple[str, float]]:
        """(clause reference, cosine), best first. Raises `StorageError` when not built."""
        with self._open() as client:
            name = _name(contents, embedder)
            if not _metadata(client, name).get("complete"):
                raise StorageError(_NOT_BUILT)
            return _nearest(client, name, vector, most)

    def is_complete(self, contents: str, embedder: str, count: int) -> bool:
        """Whether it is there, was made with that embedder, holds that many clauses, and answers."""
        try:
            with self._open() as client:
                name = _name(contents, embedder)
                said = _metadata(client, name)
                if not said.get("complete") or said.get("embedder") != embedder or said.get("count") != count:
                    return False
                with self._folder.trying():  # damaged vectors can end the process: then the next one knows
                    return _answers(client, name, count)
        except IndexDamaged:
            return False

    def keep_last(self, most: int) -> None:
        """Drop all collections but the ones built, or asked to be built, last; half-written ones too."""
        with self._open() as client:
            ours = _ours(client)
            complete = [name for name, said in ours.items() if said.get("complete")]
            complete.sort(key=lambda name: _age(ours[name]), reverse=True)
            for name in set(ours) - set(complete[:most]):
                client.delete_collection(name)

    def close(self) -> None:
        """Let go of the folder; the next call opens it again."""
        self._folder.close()

    def _open(self) -> AbstractContextManager["ClientAPI"]:
        return self._folder.opened(self._patience)

    def _write(self, name: str, embedder: str, clauses: Sequence[Clause], vectors: Sequence[Vector]) -> None:
        with self._open() as client:
            ours = _ours(client)
            if name in ours:
                client.delete_collection(name)
            said = {"embedder": embedder, "count": len(clauses), "built": _next_age(ours), "complete": False}
            given = {clause.searchable: vector for clause, vector in zip(clauses, vectors, strict=True)}
            collection = _collection(client, name, said, given)
            for start in range(0, len(clauses), _BATCH):
                batch = clauses[start : start + _BATCH]
                collection.add_texts(
                    [clause.searchable for clause in batch],
                    [
                        {"document": each.document, "language": each.language, "key": each.key}
                        for each in batch
                    ],
                    ids=[clause.reference for clause in batch],
                )
            client.get_collection(name).modify(metadata={**said, "complete": True})

    def _mark_newest(self, name: str) -> None:
        with self._open() as client:
            ours = _ours(client)
            if _age(ours[name]) + 1 < _next_age(ours):
                client.get_collection(name).modify(metadata={**ours[name], "built": _next_age(ours)})


def _connect(folder: Path) -> "ClientAPI":
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient

    try:
        return chromadb.PersistentClient(folder, _settings().model_copy())
    except BaseException:
        # It remembers what could not be opened by its path, and would never try again.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


@cache
def _settings() -> "Settings":
    """Read once, which takes longer than a search."""
    from chromadb.config import Settings

    # Chroma would read the settings file of whatever folder the program was started in.
    return Settings(_env_file=None, anonymized_telemetry=False)


def _name(contents: str, embedder: str) -> str:
    return _PREFIX + hashlib.sha256(f"{contents}\n{embedder}".encode()).hexdigest()[:24]


def _ours(client: "ClientAPI") -> dict[str, Mapping[str, Any]]:
    there = client.list_collections()
    return {each.name: each.metadata or {} for each in there if each.name.startswith(_PREFIX)}


def _metadata(client: "ClientAPI", name: str) -> Mapping[str, Any]:
    return _ours(client).get(name, {})


def _age(said: Mapping[str, Any]) -> int:
    return int(said.get("built", 0))


def _next_age(ours: Mapping[str, Mapping[str, Any]]) -> int:
    return 1 + max((_age(said) for said in ours.values()), default=0)


def _collection(
    client: "ClientAPI", name: str, said: Mapping[str, Any], given: Mapping[str, Vector]
) -> "Chroma":
    """A new collection, to LangChain; `given` has the vectors of the texts that will be added."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Given(Embeddings):
        """Vectors that were made before."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list(given[text]) for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Chroma(
        client=client,
        client_settings=_settings(),  # else it would read some
        collection_name=name,
        embedding_function=Given(),
        collection_configuration=_COSINE,
        collection_metadata=dict(said),
    )


def _nearest(client: "ClientAPI", name: str, vector: Vector, most: int) -> list[tuple[str, float]]:
    """Asked of Chroma itself: LangChain's search reads every text and label, too, which takes far longer."""
    stored = client.get_collection(name)
    asked: list[Sequence[float]] = [vector]
    found: Any = stored.query(query_embeddings=asked, n_results=most, include=["distances"])
    references, distances = found["ids"][0], found["distances"][0]
    return [(each, 1.0 - distance) for each, distance in zip(references, distances, strict=True)]


def _answers(client: "ClientAPI", name: str, count: int) -> bool:
    """Whether what the collection says of itself is so: all clauses are there, and can be found by vector."""
    stored = client.get_collection(name)
    if stored.count() != count:
        return False
    if count == 0:
        return True
    first: Any = stored.get(limit=1, include=["embeddings"])["embeddings"]
    found = _nearest(client, name, first[0].tolist(), _PROBED)
    return len(found) == min(count, _PROBED)
