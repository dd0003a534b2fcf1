"""The clause index: embedded, persistent Chroma through LangChain, one collection for each set of clauses.

Two processes on one folder lose clauses silently, so the folder is locked for as long as it is open. What is
in it is derived: a damaged folder is set aside and everything is built again from the database. Nothing heavy
is imported before the first call.
"""

import hashlib
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.adapters.file_lock import FileLocked
from bot.adapters.folder_lock import FolderLock
from bot.domain.clauses import Clause
from bot.usecases.ports import IndexBusy, StorageError, Vector

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.config import Settings
    from langchain_chroma import Chroma

_PREFIX = "clauses-"
_BATCH = 500
_PROBED = 50
"""How many clauses a collection must be able to find before it counts as readable."""
_COSINE: Any = {"hnsw": {"space": "cosine"}}

_FULL = "The disk of the clause index is full: nothing was changed. Free some space and try again."
_NO_ACCESS = "The clause index cannot be read or written: check the permissions of {folder}."
_BUSY = "Another process has the clause index open ({folder}): use that one, or stop it first."
_NOT_BUILT = "The clause index does not hold this library: publish the policies to build it."
_DAMAGED = "The clause index is damaged: publish the policies to build it again."


class _Damaged(StorageError):
    """What is in the folder cannot be used; it can be built again."""


class ChromaIndex:
    """The port `ClauseIndex` in a folder of this machine; opened at the first call, closed by `close`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FolderLock(folder)
        self._client: ClientAPI | None = None
        self._opening = threading.RLock()

    def build(
        self, contents: str, embedder: str, clauses: Sequence[Clause], vectors: Sequence[Vector]
    ) -> None:
        """Write a complete collection, unless there is one. A damaged folder is set aside first."""
        name = _name(contents, embedder)
        complete = self.is_complete(contents, embedder, len(clauses))
        try:
            self._mark_newest(name) if complete else self._write(name, embedder, clauses, vectors)
        except _Damaged:
            self._set_aside()
            self._write(name, embedder, clauses, vectors)

    def search(self, contents: str, embedder: str, vector: Vector, most: int) -> list[tuple[str, float]]:
        """(clause reference, cosine), best first. Raises `StorageError` when not built."""
        with self._open() as client:
            name = _name(contents, embedder)
            if not _metadata(client, name).get("complete"):
                raise StorageError(_NOT_BUILT)
            return _nearest(_collection(client, name), vector, most)

    def is_complete(self, contents: str, embedder: str, count: int) -> bool:
        """Whether it is there, was made with that embedder, holds that many clauses, and answers."""
        try:
            with self._open() as client:
                name = _name(contents, embedder)
                said = _metadata(client, name)
                if not said.get("complete") or said.get("embedder") != embedder or said.get("count") != count:
                    return False
                with self._lock.trying():  # damaged vectors can end the process: then the next one knows
                    return _answers(client, name, count)
        except _Damaged:
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
        with self._opening:
            client, self._client = self._client, None
            if client is not None:
                client.close()  # type: ignore[attr-defined]
            self._lock.release()

    @contextmanager
    def _open(self) -> Iterator["ClientAPI"]:
        with self._opening, self._speaking_plainly():
            if self._client is None:
                try:
                    self._take_folder()
                    self._client = self._connected()
                finally:
                    if self._client is None:
                        self._lock.release()
            try:
                yield self._client
            except StorageError:
                raise
            except BaseException:
                # After a failure (a full disk) Chroma may wait for ever: the next call opens it anew.
                self.close()
                raise

    def _connected(self) -> "ClientAPI":
        try:
            with self._speaking_plainly():
                return _connect(self._folder)
        except _Damaged:
            self._move_away()
            return _connect(self._folder)

    def _take_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            if self._lock.take():
                self._move_away()
        except FileLocked:
            raise IndexBusy(_BUSY.format(folder=self._folder)) from None

    def _set_aside(self) -> None:
        with self._opening, self._speaking_plainly():
            self.close()
            self._take_folder()
            self._move_away()
            self.close()

    def _move_away(self) -> None:
        """Rename the folder: were it not ours, whoever owns it would still have everything."""
        number = 1
        while (aside := self._folder.with_name(f"{self._folder.name}.damaged-{number}")).exists():
            number += 1
        self._folder.rename(aside)
        self._folder.mkdir(mode=0o700)

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

    @contextmanager
    def _speaking_plainly(self) -> Iterator[None]:
        try:
            yield
        except StorageError:
            raise
        except Exception as error:
            raise self._plain(error) from None
        except BaseException as error:
            # Chroma's core is Rust: a panic there is no Exception.
            if type(error).__name__ == "PanicException":
                raise _Damaged(_DAMAGED) from None
            raise

    def _plain(self, error: Exception) -> StorageError:
        """One sentence for an error of Chroma, SQLite (https://www.sqlite.org/rescode.html) or the system."""
        said = str(error).lower()
        if "disk is full" in said or "no space left" in said or "(code: 13)" in said:
            return StorageError(_FULL)
        barred = ("(code: 8)", "(code: 10)", "(code: 14)", "permission denied", "read-only", "os error")
        if isinstance(error, OSError) or any(each in said for each in barred):
            return StorageError(_NO_ACCESS.format(folder=self._folder))
        return _Damaged(_DAMAGED)


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
    client: "ClientAPI",
    name: str,
    said: Mapping[str, Any] | None = None,
    given: Mapping[str, Vector] | None = None,
) -> "Chroma":
    """LangChain's view of a collection; `given` has the vectors of the texts that will be added."""
    from langchain_chroma import Chroma
    from langchain_core.embeddings import Embeddings

    class Given(Embeddings):
        """Vectors that were made before."""

        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            return [list((given or {})[text]) for text in texts]

        def embed_query(self, text: str) -> list[float]:
            return self.embed_documents([text])[0]

    return Chroma(
        client=client,
        client_settings=_settings(),  # else it would read some
        collection_name=name,
        embedding_function=Given(),
        collection_configuration=_COSINE,
        collection_metadata=dict(said) if said else None,
        create_collection_if_not_exists=said is not None,
    )


def _nearest(collection: "Chroma", vector: Vector, most: int) -> list[tuple[str, float]]:
    found = collection.similarity_search_by_vector_with_relevance_scores(list(vector), k=most)
    return [(document.id or "", 1.0 - distance) for document, distance in found]


def _answers(client: "ClientAPI", name: str, count: int) -> bool:
    """Whether what the collection says of itself is so: all clauses are there, and can be found by vector."""
    stored = client.get_collection(name)
    if stored.count() != count:
        return False
    if count == 0:
        return True
    first: Any = stored.get(limit=1, include=["embeddings"])["embeddings"]
    found = _nearest(_collection(client, name), first[0].tolist(), _PROBED)
    return len(found) == min(count, _PROBED)
