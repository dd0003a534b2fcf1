"""What a clause index promises, in memory and in Chroma; then what each of them adds."""

import math
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from bot.adapters.chroma_index import ChromaIndex
from bot.adapters.memory_index import MemoryIndex
from bot.domain.clauses import Clause
from bot.usecases.ports import ClauseIndex, IndexBusy, StorageError, Vector

EMBEDDER, ANOTHER = "bag-1-4d", "bag-2-4d"
CLAUSES = [Clause("PMS", "fr", f"PMS-{number}", "Titre", f"Texte {number}.", number) for number in range(4)]
VECTORS: list[Vector] = [[math.cos(angle), math.sin(angle), 0.0, 0.0] for angle in (0.0, 0.4, 0.9, 1.5)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "index"


@pytest.fixture
def opened() -> Iterator[Callable[[Path], ChromaIndex]]:
    """`opened(folder)`: an index, closed after the test."""
    indexes: list[ChromaIndex] = []

    def open_and_remember(folder: Path) -> ChromaIndex:
        indexes.append(ChromaIndex(folder))
        return indexes[-1]

    yield open_and_remember
    for index in indexes:
        index.close()


@pytest.fixture
def chroma(folder: Path, opened: Callable[[Path], ChromaIndex]) -> ChromaIndex:
    return opened(folder)


@pytest.fixture(params=["memory", "chroma"])
def index(request: pytest.FixtureRequest) -> ClauseIndex:
    if request.param == "chroma":
        found: ClauseIndex = request.getfixturevalue("chroma")
        return found
    return MemoryIndex()


def _built(index: ClauseIndex, contents: str = "a", clauses: Sequence[Clause] = CLAUSES) -> None:
    index.build(contents, EMBEDDER, clauses, VECTORS[: len(clauses)])


def test_the_nearest_clauses_come_first_with_their_cosine(index: ClauseIndex) -> None:
    _built(index)

    found = index.search("a", EMBEDDER, VECTORS[1], 3)

    assert [reference for reference, _ in found] == ["PMS/fr/PMS-1", "PMS/fr/PMS-0", "PMS/fr/PMS-2"]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, math.cos(0.4), math.cos(0.5)], abs=1e-5)


def test_asking_for_more_than_there_is_gives_what_there_is(index: ClauseIndex) -> None:
    _built(index)

    assert len(index.search("a", EMBEDDER, VECTORS[0], 1_000)) == len(CLAUSES)


def test_a_collection_is_complete_only_for_what_was_built(index: ClauseIndex) -> None:
    assert not index.is_complete("a", EMBEDDER, 4)
    _built(index)

    assert index.is_complete("a", EMBEDDER, 4)
    assert not index.is_complete("a", EMBEDDER, 5)
    assert not index.is_complete("a", ANOTHER, 4)
    assert not index.is_complete("b", EMBEDDER, 4)


def test_what_was_not_built_cannot_be_searched(index: ClauseIndex) -> None:
    _built(index)

    for contents, embedder in (("b", EMBEDDER), ("a", ANOTHER)):
        with pytest.raises(StorageError, match="does not hold this library"):
            index.search(contents, embedder, VECTORS[0], 1)


def test_building_again_changes_nothing(index: ClauseIndex) -> None:
    _built(index)
    before = index.search("a", EMBEDDER, VECTORS[0], 4)
    _built(index)

    assert index.search("a", EMBEDDER, VECTORS[0], 4) == before
    assert index.is_complete("a", EMBEDDER, 4)


def test_collections_of_two_embedders_are_never_mixed(index: ClauseIndex) -> None:
    _built(index)
    index.build("a", ANOTHER, CLAUSES, list(reversed(VECTORS)))

    assert index.search("a", EMBEDDER, VECTORS[0], 1)[0][0] == "PMS/fr/PMS-0"
    assert index.search("a", ANOTHER, VECTORS[0], 1)[0][0] == "PMS/fr/PMS-3"


def test_none_is_kept_when_none_is_to_be(index: ClauseIndex) -> None:
    _built(index)
    index.keep_last(0)

    assert not index.is_complete("a", EMBEDDER, 4)


def test_the_last_collections_are_kept(index: ClauseIndex) -> None:
    for contents in ("a", "b", "c", "d"):
        _built(index, contents)
    _built(index, "a")
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


@pytest.mark.parametrize("length", [0.25, 1.0, 40.0])
def test_cosines_in_memory_are_those_of_chroma_whatever_the_lengths(
    length: float, chroma: ChromaIndex
) -> None:
    memory = MemoryIndex()
    for index in (memory, chroma):
        index.build("a", EMBEDDER, CLAUSES, [[length * each for each in vector] for vector in VECTORS])

    found, expected = (index.search("a", EMBEDDER, [3.0, 1.0, 0.5, 0.0], 4) for index in (memory, chroma))

    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [cosine for _, cosine in found] == pytest.approx([cosine for _, cosine in expected], abs=1e-6)


def test_memory_forgets_libraries_that_are_long_out_of_force() -> None:
    memory = MemoryIndex()
    for number in range(20):
        _built(memory, f"library {number}")

    kept = [number for number in range(20) if memory.is_complete(f"library {number}", EMBEDDER, 4)]
    assert kept[-1] == 19
    assert len(kept) <= 4


def test_importing_the_index_does_not_import_chroma() -> None:
    script = (
        "import sys, bot.adapters.chroma_index as module, pathlib; module.ChromaIndex(pathlib.Path('x')); "
        "print([name for name in ('chromadb', 'langchain_chroma', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_the_index_is_there_after_a_restart(folder: Path, opened: Callable[[Path], ChromaIndex]) -> None:
    first = opened(folder)
    _built(first)
    first.close()

    assert opened(folder).is_complete("a", EMBEDDER, 4)


def test_the_folder_is_for_its_owner_only(chroma: ChromaIndex, folder: Path) -> None:
    _built(chroma)

    assert folder.stat().st_mode & 0o077 == 0


def test_a_second_index_on_the_folder_is_refused_until_the_first_is_closed(
    folder: Path, opened: Callable[[Path], ChromaIndex]
) -> None:
    first, second = opened(folder), opened(folder)
    _built(first)

    for use in (
        lambda: second.is_complete("a", EMBEDDER, 4),
        lambda: second.search("a", EMBEDDER, VECTORS[0], 1),
        lambda: _built(second),
        lambda: second.keep_last(1),
    ):
        with pytest.raises(IndexBusy, match="Another process has the clause index open") as refused:
            use()
        assert "\n" not in str(refused.value)
    assert first.is_complete("a", EMBEDDER, 4)
    first.close()
    assert second.is_complete("a", EMBEDDER, 4)


HOLDS_THE_FOLDER = """
import sys, pathlib
from bot.adapters.folder_lock import FolderLock
FolderLock(pathlib.Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_and_a_killed_one_holds_nothing(
    chroma: ChromaIndex, folder: Path
) -> None:
    folder.mkdir(parents=True)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS_THE_FOLDER, str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(IndexBusy):
            _built(chroma)
        other.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    _built(chroma)

    assert chroma.is_complete("a", EMBEDDER, 4)


KILLED_WHILE_BUILDING = """
import os, sys, pathlib
from bot.adapters import chroma_index
from langchain_chroma import Chroma
from tests.contracts.test_clause_index import _built
chroma_index._BATCH = 2
added = Chroma.add_texts
def add_and_die(self, *given, **named):
    if self._collection.count():
        os.kill(os.getpid(), 9)
    return added(self, *given, **named)
Chroma.add_texts = add_and_die
_built(chroma_index.ChromaIndex(pathlib.Path(sys.argv[1])))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once")
def test_a_build_that_was_killed_is_not_complete_and_is_done_again(chroma: ChromaIndex, folder: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_BUILDING, str(folder)], capture_output=True, text=True
    )
    assert run.returncode == -signal.SIGKILL, run.stderr

    assert not chroma.is_complete("a", EMBEDDER, 4)
    with pytest.raises(StorageError, match="does not hold this library"):
        chroma.search("a", EMBEDDER, VECTORS[0], 1)
    _built(chroma)
    assert chroma.is_complete("a", EMBEDDER, 4)


DIES_WHILE_TRYING = """
import os, sys, pathlib
from bot.adapters import chroma_index
from tests.contracts.test_clause_index import _built
index = chroma_index.ChromaIndex(pathlib.Path(sys.argv[1]))
_built(index)
chroma_index._answers = lambda *given: os.kill(os.getpid(), 11)
index.is_complete("a", "bag-1-4d", 4)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no such signals")
def test_vectors_that_end_the_process_are_set_aside_by_the_next_one(
    chroma: ChromaIndex, folder: Path
) -> None:
    run = subprocess.run(
        [sys.executable, "-c", DIES_WHILE_TRYING, str(folder)], capture_output=True, text=True
    )
    assert run.returncode == -signal.SIGSEGV, run.stderr

    assert not chroma.is_complete("a", EMBEDDER, 4)
    _built(chroma)
    chroma.close()
    assert chroma.is_complete("a", EMBEDDER, 4)


def _truncate(file: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _scribble(file: Path) -> None:
    file.write_bytes(bytes(range(256)) * 300)


@pytest.mark.parametrize("damage", [_truncate, _scribble, Path.unlink, lambda file: file.write_bytes(b"")])
def test_a_damaged_folder_is_not_complete_and_is_built_again(
    damage: Callable[[Path], object], folder: Path, opened: Callable[[Path], ChromaIndex]
) -> None:
    first = opened(folder)
    _built(first)
    first.close()
    damage(folder / "chroma.sqlite3")
    second = opened(folder)

    assert not second.is_complete("a", EMBEDDER, 4)
    _built(second)
    assert second.is_complete("a", EMBEDDER, 4)
    assert [reference for reference, _ in second.search("a", EMBEDDER, VECTORS[3], 1)] == ["PMS/fr/PMS-3"]


def test_what_was_damaged_is_set_aside_not_deleted(
    folder: Path, opened: Callable[[Path], ChromaIndex]
) -> None:
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"somebody's own file, in the wrong place")

    _built(opened(folder))

    [aside] = [each for each in folder.parent.iterdir() if "damaged" in each.name]
    assert (aside / "chroma.sqlite3").read_bytes() == b"somebody's own file, in the wrong place"


def test_damage_found_while_building_is_set_aside_too(
    chroma: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    import chromadb.api.client

    created, failures = chromadb.api.client.Client.get_or_create_collection, iter([True])

    def fail_once(*given: object, **named: object) -> object:
        if next(failures, False):
            raise RuntimeError("error returned from database: (code: 11) database disk image is malformed")
        return created(*given, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(chromadb.api.client.Client, "get_or_create_collection", fail_once)
    _built(chroma)

    assert chroma.is_complete("a", EMBEDDER, 4)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "error returned from database: (code: 13) database or disk is full",
            "disk of the clause index is full",
        ),
        ("No space left on device (os error 28)", "disk of the clause index is full"),
        (
            "error returned from database: (code: 8) attempt to write a readonly database",
            "check the permissions",
        ),
    ],
)
def test_a_disk_that_refuses_is_one_sentence_and_nothing_is_set_aside(
    said: str, told: str, chroma: ChromaIndex, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import langchain_chroma

    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError(said)

    _built(chroma, "before")
    monkeypatch.setattr(langchain_chroma.Chroma, "add_texts", refuse)

    with pytest.raises(StorageError, match=told) as refused:
        _built(chroma)

    assert refused.value.__cause__ is None
    assert "\n" not in str(refused.value)
    assert [each.name for each in folder.parent.iterdir() if "damaged" in each.name] == []
    monkeypatch.undo()
    assert chroma.is_complete("before", EMBEDDER, 4)
    assert not chroma.is_complete("a", EMBEDDER, 4)


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError, match="check the permissions"):
        ChromaIndex(tmp_path / "file" / "index").is_complete("a", EMBEDDER, 4)


def test_the_settings_file_of_the_folder_one_happens_to_be_in_is_not_chroma_s(
    chroma: ChromaIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text(
        "CHROMA_SERVER_HOST=elsewhere\nCHROMA_API_IMPL=chromadb.api.fastapi.FastAPI\n"
    )
    monkeypatch.chdir(tmp_path)

    _built(chroma)

    assert chroma.is_complete("a", EMBEDDER, 4)


@pytest.mark.slow
def test_ten_thousand_clauses_are_found(chroma: ChromaIndex) -> None:
    angles = [number / 10_000 for number in range(10_000)]
    clauses = [
        Clause("PMS", "fr", str(number), "Titre", f"Texte {number}.", number) for number in range(10_000)
    ]
    chroma.build(
        "many", EMBEDDER, clauses, [[math.cos(angle), math.sin(angle), 0.0, 0.0] for angle in angles]
    )

    assert chroma.is_complete("many", EMBEDDER, 10_000)
    assert len(chroma.search("many", EMBEDDER, VECTORS[0], 1_000)) == 1_000
