"""What is kept in Chroma: texts on shelves, and which library versions are complete on them.

A shelf is a collection that holds every text of an embedder once, under its fingerprint: its vector, no word
of it. A library version is a note that names the shelf on which all of its texts are. So a version that
changes one clause adds one text, and nothing is ever taken off a shelf that somebody may be searching. When
more than a quarter of a shelf would be texts of other versions, the next one begins a new shelf.

Every function here is given a client of Chroma; each can be cut off at any point and done again.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from bot.usecases.ports import StorageError, Vector

MOST_OF_OTHERS = 0.25
"""The share of a shelf that may be texts of other library versions than the one being written."""

_SHELF, _LIBRARY = "clauses-", "library-"
_COSINE: Any = {"hnsw": {"space": "cosine"}}
_PROBED = 50
"""How many texts a shelf must be able to find before it counts as readable."""
_NOT_BUILT = "The clause index does not hold this library: publish the policies to build it."


def nearest_texts(
    client: Any, contents: str, embedder: str, vector: Vector, most: int
) -> list[tuple[str, float]]:
    """(text fingerprint, cosine), best first, among all on the library's shelf. Raises `StorageError`."""
    there = _collections(client)
    noted = there.get(_library(contents, embedder))
    shelf = there.get(str(noted.metadata["shelf"])) if noted else None
    if shelf is None:
        raise StorageError(_NOT_BUILT)
    return _nearest(shelf, vector, most)


def is_noted(client: Any, contents: str, embedder: str, count: int) -> bool:
    """Whether a library of that many clauses was noted as complete."""
    noted = _collections(client).get(_library(contents, embedder))
    return bool(noted and int(noted.metadata["count"]) == count)


def answers(client: Any, contents: str, embedder: str) -> bool:
    """Whether the shelf of a noted library has as many texts as it should, and finds them by vector."""
    there = _collections(client)
    noted = there[_library(contents, embedder)].metadata
    shelf = there.get(str(noted["shelf"]))
    if shelf is None or shelf.count() < noted["texts"]:
        return False
    if noted["texts"] == 0:
        return True
    first = shelf.get(limit=1, include=["embeddings"])["embeddings"]
    return len(_nearest(shelf, first[0].tolist(), _PROBED)) == min(int(shelf.count()), _PROBED)


def choose_shelf(client: Any, contents: str, embedder: str, texts: Collection[str]) -> tuple[str, list[str]]:
    """The shelf for a library of those text fingerprints, made where needed, and those it does not have yet.

    A shelf on which the library was noted already, and yet asked for again, has something wrong with it.
    """
    there = _collections(client)
    shelves = [each for each in _with(_SHELF, there) if each.metadata.get("embedder") == embedder]
    newest = max(shelves, key=_number, default=None)
    noted = there.get(_library(contents, embedder))
    if newest and not (noted and noted.metadata["shelf"] == newest.name):
        known = set(newest.get(include=[])["ids"])
        both = known.union(texts)
        if len(both) - len(texts) <= MOST_OF_OTHERS * len(both):
            return newest.name, [each for each in texts if each not in known]
    number = 1 + max(map(_number, _with(_SHELF, there)), default=0)
    name = f"{_SHELF}{_hashed(embedder)}-{number}"
    said = {"embedder": embedder, "number": number}
    client.get_or_create_collection(name, metadata=said, embedding_function=None, configuration=_COSINE)
    return name, list(texts)


def put_on_shelf(client: Any, shelf: str, texts: Mapping[str, Vector]) -> None:
    """Add texts, by fingerprint, with their vectors; those that are there already are left as they are."""
    vectors = [list(each) for each in texts.values()]
    client.get_collection(shelf, embedding_function=None).upsert(list(texts), embeddings=vectors)


def note_library(client: Any, contents: str, embedder: str, shelf: str, counts: tuple[int, int]) -> None:
    """Note that a library is complete on a shelf, and asked for last; `counts`: its clauses, its texts."""
    said = {"embedder": embedder, "shelf": shelf, "count": counts[0], "texts": counts[1]}
    _note(client, _library(contents, embedder), said)


def mark_newest(client: Any, contents: str, embedder: str) -> None:
    """Note that a library, noted before, is asked for again."""
    name = _library(contents, embedder)
    _note(client, name, _collections(client)[name].metadata)


def forget_all_but(client: Any, most: int) -> None:
    """Forget all libraries but those asked for last, then the shelves that none of them is on.

    A shelf that is newer than all of theirs is being filled by somebody, and stays.
    """
    there = _collections(client)
    noted = sorted(_with(_LIBRARY, there), key=_built, reverse=True)
    for library in noted[most:]:
        client.delete_collection(library.name)
    used = {library.metadata["shelf"] for library in noted[:most]}
    shelves = _with(_SHELF, there)
    newest = max((_number(each) for each in shelves if each.name in used), default=None)
    for shelf in shelves:
        if shelf.name not in used and (newest is None or _number(shelf) < newest):
            client.delete_collection(shelf.name)


def _collections(client: Any) -> dict[str, Any]:
    """One call: the libraries and the shelves with what they say of themselves."""
    return {each.name: each for each in client.list_collections() if each.name.startswith((_SHELF, _LIBRARY))}


def _with(prefix: str, there: Mapping[str, Any]) -> list[Any]:
    return [each for name, each in there.items() if name.startswith(prefix)]


def _note(client: Any, name: str, said: Mapping[str, Any]) -> None:
    others = [each for each in _with(_LIBRARY, _collections(client)) if each.name != name]
    said = {**said, "built": 1 + max(map(_built, others), default=0)}
    client.get_or_create_collection(name, metadata=said, embedding_function=None).modify(metadata=said)


def _number(shelf: Any) -> int:
    return int((shelf.metadata or {}).get("number", 0))  # 0: made by an earlier version of Vigie


def _built(library: Any) -> int:
    return int(library.metadata["built"])


def _library(contents: str, embedder: str) -> str:
    return _LIBRARY + _hashed(f"{contents}\n{embedder}")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _nearest(shelf: Any, vector: Vector, most: int) -> list[tuple[str, float]]:
    asked: Iterable[Sequence[float]] = [list(vector)]
    found = shelf.query(query_embeddings=asked, n_results=most, include=["distances"])
    texts, distances = found["ids"][0], found["distances"][0]
    return [(each, 1.0 - distance) for each, distance in zip(texts, distances, strict=True)]
