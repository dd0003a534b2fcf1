"""What the clause index adds in a folder: one process at a time, damage, full disks, kills."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.adapters import chroma_shelves
from bot.adapters.chroma_index import ChromaIndex
from bot.usecases.ports import IndexBusy, StorageError
from tests.clause_indexes import CLAUSES, EMBEDDER, PRINTS, VECTORS, build, clause, vector


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


def test_importing_the_index_does_not_import_chroma() -> None:
    script = (
        "import sys, bot.adapters.chroma_index as module, pathlib; module.ChromaIndex(pathlib.Path('x')); "
        "print([name for name in ('chromadb', 'httpx', 'numpy') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "[]"


def test_the_index_is_there_after_a_restart(folder: Path, opened: Callable[[Path], ChromaIndex]) -> None:
    first = opened(folder)
    build(first)
    first.close()

    assert opened(folder).is_complete("a", EMBEDDER, 4)


def test_the_folder_is_for_its_owner_only(chroma: ChromaIndex, folder: Path) -> None:
    build(chroma)

    assert folder.stat().st_mode & 0o077 == 0


def test_a_second_index_on_the_folder_is_refused_until_the_first_is_closed(
    folder: Path, opened: Callable[[Path], ChromaIndex]
) -> None:
    first, second = opened(folder), opened(folder)
    build(first)

    for use in (
        lambda: second.is_complete("a", EMBEDDER, 4),
        lambda: second.search("a", EMBEDDER, VECTORS[0], 1),
        lambda: build(second),
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
            build(chroma)
        other.send_signal(signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    build(chroma)

    assert chroma.is_complete("a", EMBEDDER, 4)


KILLED_WHILE_BUILDING = """
import os, sys, pathlib
from bot.adapters import chroma_index
from tests.clause_indexes import build
chroma_index._BATCH = 2
put, times = chroma_index.shelves.put_on_shelf, []
def put_and_die(*given):
    if times:
        os.kill(os.getpid(), 9)
    times.append(put(*given))
chroma_index.shelves.put_on_shelf = put_and_die
build(chroma_index.ChromaIndex(pathlib.Path(sys.argv[1])))
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
    build(chroma)
    assert chroma.is_complete("a", EMBEDDER, 4)


DIES_WHILE_TRYING = """
import os, sys, pathlib
from bot.adapters import chroma_index
from tests.clause_indexes import build
index = chroma_index.ChromaIndex(pathlib.Path(sys.argv[1]))
build(index)
chroma_index.shelves.answers = lambda *given: os.kill(os.getpid(), 11)
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
    build(chroma)
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
    build(first)
    first.close()
    damage(folder / "chroma.sqlite3")
    second = opened(folder)

    assert not second.is_complete("a", EMBEDDER, 4)
    build(second)
    assert second.is_complete("a", EMBEDDER, 4)
    assert [text for text, _ in second.search("a", EMBEDDER, VECTORS[3], 1)] == [PRINTS[3]]


def test_what_was_damaged_is_set_aside_not_deleted(
    folder: Path, opened: Callable[[Path], ChromaIndex]
) -> None:
    folder.mkdir(parents=True)
    (folder / "chroma.sqlite3").write_bytes(b"somebody's own file, in the wrong place")

    build(opened(folder))

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
    build(chroma)

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
    def refuse(*_: object, **__: object) -> None:
        raise RuntimeError(said)

    build(chroma, "before", CLAUSES[:2])
    monkeypatch.setattr(chroma_shelves, "put_on_shelf", refuse)

    with pytest.raises(StorageError, match=told) as refused:
        build(chroma)

    assert refused.value.__cause__ is None
    assert "\n" not in str(refused.value)
    assert [each.name for each in folder.parent.iterdir() if "damaged" in each.name] == []
    monkeypatch.undo()
    assert chroma.is_complete("before", EMBEDDER, 2)
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

    build(chroma)

    assert chroma.is_complete("a", EMBEDDER, 4)


@pytest.mark.slow
def test_ten_thousand_clauses_are_found(chroma: ChromaIndex) -> None:
    clauses = [clause(number) for number in range(10_000)]
    chroma.build("many", EMBEDDER, clauses, [vector(number / 10_000) for number in range(10_000)])

    assert chroma.is_complete("many", EMBEDDER, 10_000)
    assert len(chroma.search("many", EMBEDDER, VECTORS[0], 1_000)) == 1_000
