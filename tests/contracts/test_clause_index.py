"""What a clause index promises: in memory, in a folder, and on a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.index_server import ServerAddress
from bot.adapters.memory_index import MemoryIndex
from bot.domain.clauses import Clause
from bot.usecases.ports import ClauseIndex, StorageError
from tests.chroma_server import throwaway_chroma
from tests.clause_indexes import ANOTHER, CLAUSES, EMBEDDER, PRINTS, VECTORS, build, clause, vector


@pytest.fixture(scope="session")
def chroma_server() -> Iterator[str]:
    """The address of a Chroma server."""
    with throwaway_chroma() as address:
        yield address


@pytest.fixture(params=["memory", "folder", "server"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ClauseIndex]:
    if request.param == "memory":
        yield MemoryIndex()
        return
    on_server = request.param == "server"
    place = ServerAddress(request.getfixturevalue("chroma_server")) if on_server else tmp_path / "index"
    chroma = ChromaIndex(place)
    chroma.keep_last(0)
    yield chroma
    chroma.close()


def test_the_nearest_clauses_come_first_with_their_cosine(index: ClauseIndex) -> None:
    build(index)

    found = index.search("a", EMBEDDER, VECTORS[1], 3)

    assert [text for text, _ in found] == [PRINTS[1], PRINTS[0], PRINTS[2]]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, VECTORS[1][0], vector(0.5)[0]], abs=1e-5)


def test_asking_for_more_than_there_is_gives_what_there_is(index: ClauseIndex) -> None:
    build(index)

    assert len(index.search("a", EMBEDDER, VECTORS[0], 1_000)) == len(CLAUSES)


def test_a_collection_is_complete_only_for_what_wasbuild(index: ClauseIndex) -> None:
    assert not index.is_complete("a", EMBEDDER, 4)
    build(index)

    assert index.is_complete("a", EMBEDDER, 4)
    assert not index.is_complete("a", EMBEDDER, 5)
    assert not index.is_complete("a", ANOTHER, 4)
    assert not index.is_complete("b", EMBEDDER, 4)


def test_what_was_not_built_cannot_be_searched(index: ClauseIndex) -> None:
    build(index)

    for contents, embedder in (("b", EMBEDDER), ("a", ANOTHER)):
        with pytest.raises(StorageError, match="does not hold this library"):
            index.search(contents, embedder, VECTORS[0], 1)


def test_building_again_changes_nothing(index: ClauseIndex) -> None:
    build(index)
    before = index.search("a", EMBEDDER, VECTORS[0], 4)
    build(index)

    assert index.search("a", EMBEDDER, VECTORS[0], 4) == before
    assert index.is_complete("a", EMBEDDER, 4)


def test_collections_of_two_embedders_are_never_mixed(index: ClauseIndex) -> None:
    build(index)
    index.build("a", ANOTHER, CLAUSES, list(reversed(VECTORS)))

    assert index.search("a", EMBEDDER, VECTORS[0], 1)[0][0] == PRINTS[0]
    assert index.search("a", ANOTHER, VECTORS[0], 1)[0][0] == PRINTS[3]


def test_none_is_kept_when_none_is_to_be(index: ClauseIndex) -> None:
    build(index)
    index.keep_last(0)

    assert not index.is_complete("a", EMBEDDER, 4)


def test_the_last_collections_are_kept(index: ClauseIndex) -> None:
    for contents in ("a", "b", "c", "d"):
        build(index, contents)
    build(index, "a")
    index.keep_last(3)

    assert [index.is_complete(contents, EMBEDDER, 4) for contents in ("a", "b", "c", "d")] == [
        True,
        False,
        True,
        True,
    ]


def test_two_clauses_may_say_the_same(index: ClauseIndex) -> None:
    twins = [Clause("PMS", language, "PMS-1", "Titre", "Texte.", 0) for language in ("fr", "en")]
    index.build("twins", EMBEDDER, twins, VECTORS[:2])

    assert index.is_complete("twins", EMBEDDER, 2)
    assert index.search("twins", EMBEDDER, VECTORS[0], 5) == [
        (twins[0].fingerprint, pytest.approx(vector(0.4)[0]))
    ]


def test_a_library_without_clauses_is_complete_and_finds_nothing(index: ClauseIndex) -> None:
    index.build("none", EMBEDDER, [], [])

    assert index.is_complete("none", EMBEDDER, 0)
    assert index.search("none", EMBEDDER, VECTORS[0], 3) == []


def test_a_library_finds_all_its_clauses_after_others_were_built(index: ClauseIndex) -> None:
    build(index)
    index.build("b", EMBEDDER, [*CLAUSES, clause(9)], [*VECTORS, vector(0.5)])
    index.build("c", EMBEDDER, [clause(8, "Autre")], [vector(0.6)])

    assert set(PRINTS) <= {text for text, _ in index.search("a", EMBEDDER, VECTORS[0], 100)}
    assert clause(9).fingerprint in {text for text, _ in index.search("b", EMBEDDER, VECTORS[0], 100)}


def test_what_is_written_is_told(index: ClauseIndex) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(step: str, done: int = 0, of: int = 0) -> None:
        told.append((step, done, of))

    index.build("a", EMBEDDER, CLAUSES, VECTORS, tell)

    assert told == ([] if isinstance(index, MemoryIndex) else [("indexing", 0, 4)])


@pytest.mark.parametrize("length", [0.25, 1.0, 40.0])
def test_cosines_are_those_of_the_directions_whatever_the_lengths(length: float, index: ClauseIndex) -> None:
    longer = [[length * each for each in one] for one in VECTORS]
    index.build("a", EMBEDDER, CLAUSES, longer)

    found = index.search("a", EMBEDDER, [each * 3.0 for each in VECTORS[0]], 4)

    assert [text for text, _ in found] == PRINTS
    assert [cosine for _, cosine in found] == pytest.approx([each[0] for each in VECTORS], abs=1e-5)


def test_memory_forgets_libraries_that_are_long_out_of_force() -> None:
    memory = MemoryIndex()
    for number in range(20):
        build(memory, f"library {number}")

    kept = [number for number in range(20) if memory.is_complete(f"library {number}", EMBEDDER, 4)]
    assert kept[-1] == 19
    assert len(kept) <= 4
