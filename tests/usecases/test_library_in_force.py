"""A library is read once however often it is searched, and again as soon as another one is in force."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bot.adapters.memory_index import MemoryIndex
from bot.domain.clauses import Clause
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import IndexBusy, StorageError
from bot.usecases.publish_policy import PublishPorts, publish_policies
from bot.usecases.search_clauses import cite_closest, search_clauses
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import BagOfWords, InMemoryClauseIndex, StoppedClock, shared_words
from tests.policy_files import policy_files, source
from tests.usecases.libraries import life_of

ASKED = "Un rendement promis?"


@dataclass
class CountingStore(InMemoryPolicyStore):
    """Counts how often the clauses were read."""

    read: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def clauses_in_force(self) -> list[Clause]:
        self.read.append(self.library_in_force())
        return super().clauses_in_force()


@pytest.fixture
def store() -> CountingStore:
    return CountingStore()


@pytest.fixture
def library(store: CountingStore) -> LibraryPorts:
    return LibraryPorts(store, InMemoryClauseIndex(), BagOfWords(), shared_words, StoppedClock())


def _publish(library: LibraryPorts, says: str = "Aucun rendement n'est jamais promis.") -> None:
    files = policy_files(source(says=says), source("CE", "Dire vrai."))
    publish_policies("claire", PublishPorts(files, life_of(library)))
    store: Any = library.policies
    store.read.clear()


def test_a_library_is_read_once_for_all_searches(library: LibraryPorts, store: CountingStore) -> None:
    _publish(library)
    in_force = LibraryInForce(library)

    for _ in range(3):
        assert search_clauses(ASKED, "fr", in_force, 1)
        assert cite_closest(ASKED, "fr", in_force, 1)

    assert len(store.read) == 1


def test_another_library_in_force_is_what_the_next_search_reads(library: LibraryPorts) -> None:
    _publish(library)
    in_force = LibraryInForce(library)
    [before] = cite_closest(ASKED, "fr", in_force, 1)

    _publish(library, "Un rendement ne se promet pas, il se constate.")
    [after] = cite_closest(ASKED, "fr", in_force, 1)

    assert (before.version, before.text) == (1, "Aucun rendement n'est jamais promis.")
    assert (after.version, after.text) == (2, "Un rendement ne se promet pas, il se constate.")


def test_what_is_published_while_the_library_is_read_is_not_taken_for_it(library: LibraryPorts) -> None:
    class Publishing(BagOfWords):
        """Somebody publishes while the index is made."""

        def embed(self, texts: Any) -> Any:
            if not self.embedded:
                self.embedded.append("")
                _publish(library, "Un rendement ne se promet pas, il se constate.")
            return super().embed(texts)

    _publish(library)
    bare = replace(library, index=InMemoryClauseIndex(), embedder=Publishing("bag-2-64d"))
    in_force = LibraryInForce(bare)

    read = in_force()

    assert read.name == library.policies.library_in_force()
    assert "Un rendement ne se promet pas, il se constate." in [each.text for each in read.clauses]
    assert {each.text for each in read.citations.values()} == {each.text for each in read.clauses}


def test_an_index_lost_between_two_searches_is_made_again(library: LibraryPorts) -> None:
    _publish(library)
    index = InMemoryClauseIndex()
    in_force = LibraryInForce(replace(library, index=index))
    before = cite_closest(ASKED, "fr", in_force, 3)

    index.keep_last(0)

    assert cite_closest(ASKED, "fr", in_force, 3) == before
    assert index.builds == 2


@pytest.mark.parametrize("fault", [IndexBusy("Another process has it."), StorageError("The disk is full.")])
def test_an_index_that_fails_is_said_so_and_the_next_search_tries_again(
    fault: StorageError, library: LibraryPorts
) -> None:
    class Failing(InMemoryClauseIndex):
        fails = True

        def search(self, *given: Any) -> list[tuple[str, float]]:
            if self.fails:
                raise fault
            return super().search(*given)

    _publish(library)
    index = Failing()
    in_force = LibraryInForce(replace(library, index=index))
    with pytest.raises(type(fault)):
        cite_closest(ASKED, "fr", in_force, 1)
    index.fails = False

    assert cite_closest(ASKED, "fr", in_force, 1)


def test_many_threads_search_one_library(library: LibraryPorts, store: CountingStore) -> None:
    _publish(library)
    in_force = LibraryInForce(replace(library, index=MemoryIndex()))
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: cite_closest(ASKED, "fr", in_force, 3), range(40)))

    assert found[0]
    assert all(each == found[0] for each in found)
    assert len(store.read) == 1


def test_the_index_in_memory_finds_what_the_other_finds(library: LibraryPorts) -> None:
    _publish(library)
    here, there = LibraryInForce(replace(library, index=MemoryIndex())), LibraryInForce(library)

    for question in (ASKED, "Dire vrai", "return", "🚀"):
        found, expected = (search_clauses(question, "fr", each, 10) for each in (here, there))
        assert [each.clause for each in found] == [each.clause for each in expected]
        assert [each.score for each in found] == pytest.approx([each.score for each in expected], abs=1e-5)


class Sharing(InMemoryClauseIndex):
    """An index that many other libraries share: their texts come first."""

    strangers = 50

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[int] = []

    def search(self, contents: str, embedder: str, vector: Any, most: int) -> list[tuple[str, float]]:
        self.asked.append(most)
        others = [(f"stranger {number}", 1.0) for number in range(self.strangers)]
        return [*others, *super().search(contents, embedder, vector, most)][:most]


def test_what_other_libraries_say_is_never_found_and_hides_nothing(library: LibraryPorts) -> None:
    _publish(library)
    index = Sharing()
    alone, shared = LibraryInForce(library), LibraryInForce(replace(library, index=index))

    assert cite_closest(ASKED, "fr", shared, 10) == cite_closest(ASKED, "fr", alone, 10)
    assert len(cite_closest(ASKED, "fr", alone, 10)) == len(alone().clauses)
    assert max(index.asked) >= Sharing.strangers + len(alone().clauses)


def test_an_index_that_finds_less_than_there_is_ends_the_search(library: LibraryPorts) -> None:
    class Forgetful(InMemoryClauseIndex):
        def search(self, contents: str, embedder: str, vector: Any, most: int) -> list[tuple[str, float]]:
            return super().search(contents, embedder, vector, most)[:1]

    _publish(library)

    assert cite_closest(ASKED, "fr", LibraryInForce(replace(library, index=Forgetful())), 1)
