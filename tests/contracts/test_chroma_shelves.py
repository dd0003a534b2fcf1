"""Libraries share their texts in Chroma, and no reader ever sees one that is half there."""

import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.adapters import chroma_index, chroma_shelves
from bot.adapters.chroma_index import ChromaIndex
from bot.domain.clauses import Clause
from tests.clause_indexes import EMBEDDER, clause, vector

MANY = [clause(number) for number in range(40)]
ANGLES = [number / 40 for number in range(40)]
PRINTS = {each.fingerprint for each in MANY}


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ChromaIndex]:
    index = ChromaIndex(tmp_path / "index")
    yield index
    index.close()


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The fingerprints of all texts that are written."""
    texts: list[str] = []
    put = chroma_shelves.put_on_shelf

    def put_and_note(client: Any, shelf: str, given: Any) -> None:
        texts.extend(given)
        put(client, shelf, given)

    monkeypatch.setattr(chroma_shelves, "put_on_shelf", put_and_note)
    return texts


def _edited(*numbers: int) -> list[Clause]:
    """The many, some of them with other words."""
    return [clause(each.position, "Autre" if each.position in numbers else "Texte") for each in MANY]


def _build(index: ChromaIndex, contents: str, clauses: list[Clause]) -> None:
    index.build(contents, EMBEDDER, clauses, [vector(angle) for angle in ANGLES])


def _found(index: ChromaIndex, contents: str) -> set[str]:
    return {text for text, _ in index.search(contents, EMBEDDER, vector(0.0), 1_000)}


def _shelves(index: ChromaIndex) -> set[str]:
    with index._open() as client:
        return {each.name for each in client.list_collections() if each.name.startswith("clauses-")}


def test_a_version_that_changes_one_clause_writes_one_text(index: ChromaIndex, written: list[str]) -> None:
    _build(index, "a", MANY)
    written.clear()
    edited = _edited(7)
    _build(index, "b", edited)

    assert written == [edited[7].fingerprint]
    assert index.is_complete("a", EMBEDDER, 40)
    assert index.is_complete("b", EMBEDDER, 40)


def test_going_back_to_a_kept_version_writes_nothing(index: ChromaIndex, written: list[str]) -> None:
    _build(index, "a", MANY)
    _build(index, "b", _edited(7))
    written.clear()
    _build(index, "a", MANY)

    assert written == []


def test_a_shelf_that_would_be_a_quarter_old_texts_is_left_for_a_new_one(index: ChromaIndex) -> None:
    _build(index, "a", MANY)
    _build(index, "b", _edited(*range(13)))  # 13 old ones of 53
    assert len(_shelves(index)) == 1
    _build(index, "c", _edited(*range(14)))
    index.keep_last(3)
    assert len(_shelves(index)) == 2
    assert index.is_complete("a", EMBEDDER, 40)

    index.keep_last(1)

    assert len(_shelves(index)) == 1
    assert _found(index, "c") == {each.fingerprint for each in _edited(*range(14))}
    assert not index.is_complete("a", EMBEDDER, 40)


def test_who_searches_during_a_build_finds_every_clause_each_time(
    index: ChromaIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_index, "_BATCH", 1)
    _build(index, "a", MANY)
    missing: list[set[str]] = []
    searched = threading.Event()
    ended = threading.Event()

    def search_until_the_end() -> None:
        while not ended.is_set():
            missing.append(PRINTS - _found(index, "a"))
            searched.set()

    reader = threading.Thread(target=search_until_the_end)
    reader.start()
    searched.wait(20)
    for version in range(5):
        _build(index, f"version {version}", _edited(version, version + 1, version + 2))
        index.keep_last(3)
        _build(index, "a", MANY)
    ended.set()
    reader.join()

    assert len(missing) > 1
    assert not any(missing)


def test_a_shelf_that_lost_texts_is_not_trusted_and_another_is_filled(index: ChromaIndex) -> None:
    _build(index, "a", MANY)
    with index._open() as client:
        [shelf] = _shelves(index)
        client.get_collection(shelf).delete([MANY[3].fingerprint])
    assert not index.is_complete("a", EMBEDDER, 40)

    _build(index, "a", MANY)

    assert index.is_complete("a", EMBEDDER, 40)
    assert _found(index, "a") == PRINTS


def test_who_clears_up_leaves_a_shelf_that_somebody_is_filling(index: ChromaIndex) -> None:
    _build(index, "a", MANY)
    others = [each.fingerprint for each in _edited(*range(40))]
    with index._open() as client:
        filling, missing = chroma_shelves.choose_shelf(client, "b", EMBEDDER, others)
    index.keep_last(3)

    assert len(missing) == 40
    assert filling in _shelves(index)
    _build(index, "b", _edited(*range(40)))
    assert len(_shelves(index)) == 2


def test_what_an_earlier_program_left_is_cleared_away(index: ChromaIndex) -> None:
    with index._open() as client:
        client.create_collection("clauses-0123456789abcdef01234567", metadata={"complete": True, "built": 9})
    _build(index, "a", MANY)
    index.keep_last(3)

    assert len(_shelves(index)) == 1
    assert _found(index, "a") == PRINTS


KILLED_AT = """
import os, sys, pathlib
from bot.adapters import chroma_index
from tests.contracts.test_chroma_shelves import _build, _edited
chroma_index._BATCH = 4
name, times = sys.argv[2], int(sys.argv[3])
done, calls = getattr(chroma_index.shelves, name), []
def do_and_die(*given):
    calls.append(1)
    if len(calls) == times:
        os.kill(os.getpid(), 9)
    return done(*given)
setattr(chroma_index.shelves, name, do_and_die)
_build(chroma_index.ChromaIndex(pathlib.Path(sys.argv[1])), "b", _edited(*range(9)))
"""


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once")
@pytest.mark.parametrize(
    ("step", "times"), [("choose_shelf", 1), ("put_on_shelf", 1), ("put_on_shelf", 3), ("note_library", 1)]
)
def test_a_build_that_is_killed_at_any_step_leaves_what_was_there_and_is_gone_on_with(
    step: str, times: int, index: ChromaIndex, tmp_path: Path, written: list[str]
) -> None:
    _build(index, "a", MANY)
    index.close()
    run = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(tmp_path / "index"), step, str(times)], check=False
    )
    assert run.returncode == -signal.SIGKILL

    assert index.is_complete("a", EMBEDDER, 40)
    assert _found(index, "a") >= PRINTS
    assert not index.is_complete("b", EMBEDDER, 40)
    written.clear()
    _build(index, "b", _edited(*range(9)))
    assert len(written) == 9 - {"choose_shelf": 0, "put_on_shelf": 4 * (times - 1), "note_library": 9}[step]
    assert index.is_complete("b", EMBEDDER, 40)
    assert {each.fingerprint for each in _edited(*range(9))} <= _found(index, "b")
