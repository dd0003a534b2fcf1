"""Clauses are found by meaning and by words; the index is made again by itself wherever it must be."""

from dataclasses import replace

import pytest

from bot.domain.clauses import clauses_fingerprint
from bot.usecases.ensure_index import ensure_index
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.link_clauses import LibraryPorts
from bot.usecases.ports import IndexBusy, NothingPublished, StorageError
from bot.usecases.publish_policy import PublishPorts, publish_policies
from bot.usecases.search_clauses import search_clauses
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import BagOfWords, InMemoryClauseIndex, StoppedClock, shared_words
from tests.policy_files import policy_files, source
from tests.usecases.libraries import life_of


@pytest.fixture
def library() -> LibraryPorts:
    return LibraryPorts(
        InMemoryPolicyStore(), InMemoryClauseIndex(), BagOfWords(), shared_words, StoppedClock()
    )


@pytest.fixture
def published(library: LibraryPorts) -> LibraryPorts:
    files = policy_files(
        source(), source(says="No return is ever promised.", language="en"), source("CE", "Dire vrai.")
    )
    publish_policies("claire", PublishPorts(files, life_of(library)))
    return library


def _complete(library: LibraryPorts) -> bool:
    clauses = library.policies.clauses_in_force()
    return library.index.is_complete(clauses_fingerprint(clauses), library.embedder.fingerprint, len(clauses))


def test_the_clause_that_answers_comes_first_in_the_asker_s_language(published: LibraryPorts) -> None:
    french = search_clauses("Un rendement promis?", "fr", LibraryInForce(published), 3)
    english = search_clauses("Is a return promised?", "en", LibraryInForce(published), 3)

    assert (french[0].clause.key, french[0].clause.language) == ("PMS-1", "fr")
    assert (english[0].clause.key, english[0].clause.language) == ("PMS-1", "en")
    assert [each.score for each in french] == sorted((each.score for each in french), reverse=True)


def test_a_clause_in_both_languages_is_there_once(published: LibraryPorts) -> None:
    found = search_clauses("Un rendement promis?", "fr", LibraryInForce(published), 10)

    assert sorted(each.clause.key for each in found) == ["CE-1", "CE-2", "PMS-1", "PMS-2"]


@pytest.mark.parametrize("most", [1, 2])
def test_no_more_than_asked_for(most: int, published: LibraryPorts) -> None:
    assert len(search_clauses("Un rendement promis?", "fr", LibraryInForce(published), most)) == most


@pytest.mark.parametrize("question", ["", " \n\t"])
def test_a_blank_question_finds_nothing(question: str, published: LibraryPorts) -> None:
    assert search_clauses(question, "fr", LibraryInForce(published)) == []


@pytest.mark.parametrize(
    "question", ["\ud800", "🚀", "\u202erendement", "a" * 100_000, "'; DROP TABLE clauses; --"]
)
def test_any_question_is_answered(question: str, published: LibraryPorts) -> None:
    assert search_clauses(question, "fr", LibraryInForce(published), 2)


def test_without_policies_there_is_nothing_to_search(library: LibraryPorts) -> None:
    with pytest.raises(NothingPublished):
        search_clauses("Un rendement?", "fr", LibraryInForce(library))


def test_a_complete_index_is_left_alone(published: LibraryPorts) -> None:
    told: list[str] = []
    before = published.policies.published().library

    ensure_index(published, lambda step, *_: told.append(step))

    assert told == []
    assert published.policies.published().library == before


def test_a_missing_index_is_made_again_from_the_database(published: LibraryPorts) -> None:
    embedder = BagOfWords()
    bare = replace(published, index=InMemoryClauseIndex(), embedder=embedder)
    told: list[str] = []
    before = published.policies.published().library

    found = search_clauses(
        "Un rendement promis?", "fr", LibraryInForce(bare), 1, lambda step, *_: told.append(step)
    )

    assert found[0].clause.key == "PMS-1"
    assert _complete(bare)
    assert list(dict.fromkeys(told)) == ["rebuilding", "embedding", "indexing"]
    assert embedder.embedded == ["Un rendement promis?"]
    assert published.policies.published().library == before


def test_another_embedder_makes_index_and_links_anew_and_mixes_nothing(published: LibraryPorts) -> None:
    other = replace(published, embedder=BagOfWords("bag-2-64d"))
    before = published.policies.published()
    told: list[str] = []

    ensure_index(other, lambda step, *_: told.append(step))

    after = published.policies.published()
    assert list(dict.fromkeys(told)) == ["rebuilding", "embedding", "indexing", "linking"]
    assert (after.embedder, after.rules) == ("bag-2-64d", before.rules)
    assert after.library != before.library
    assert [each.citation for each in after.links["guaranteed-return"]] == [
        each.citation for each in before.links["guaranteed-return"]
    ]
    assert _complete(other)
    assert _complete(published)
    assert published.policies.published_version(before.library) == before


def test_an_index_that_cannot_be_built_leaves_the_links_as_they_were(published: LibraryPorts) -> None:
    class Full(InMemoryClauseIndex):
        def build(self, *given: object) -> None:
            raise StorageError("The disk of the clause index is full.")

    before = published.policies.published()
    with pytest.raises(StorageError):
        ensure_index(replace(published, index=Full(), embedder=BagOfWords("bag-2-64d")))

    assert published.policies.published() == before


def test_a_busy_index_is_said_so(published: LibraryPorts) -> None:
    class Busy(InMemoryClauseIndex):
        def is_complete(self, *given: object) -> bool:
            raise IndexBusy("Another process has the clause index open.")

    with pytest.raises(IndexBusy):
        search_clauses("Un rendement?", "fr", LibraryInForce(replace(published, index=Busy())))
