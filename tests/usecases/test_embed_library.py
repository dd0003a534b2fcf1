"""What is embedded when a library is made: each text once, in the order of nobody, none twice."""

from dataclasses import replace

import pytest

from bot.domain.clauses import Clause
from bot.domain.library import PublishedPolicies
from bot.domain.linking import passages, topics_of
from bot.usecases.library_in_force import LibraryInForce
from bot.usecases.link_clauses import LibraryPorts, embed_library
from bot.usecases.publish_policy import PublishPorts, publish_policies
from bot.usecases.search_clauses import search_clauses
from tests.fakes import InMemoryPolicyStore
from tests.fakes_index import BagOfWords, InMemoryClauseIndex, StoppedClock, shared_words
from tests.policy_files import policy_files, source
from tests.usecases.libraries import life_of

MANY = [
    Clause("PMS", "fr", f"PMS-{place}", f"Titre {place}", f"Le mot{place:04} compte. Le reste aussi.", place)
    for place in range(300)
]


@pytest.fixture
def ports() -> LibraryPorts:
    return LibraryPorts(
        InMemoryPolicyStore(), InMemoryClauseIndex(), BagOfWords(), shared_words, StoppedClock()
    )


def _policies(ports: LibraryPorts) -> PublishedPolicies:
    publish_policies("claire", PublishPorts(policy_files(source()), life_of(ports)))
    return ports.policies.published()


def test_each_text_has_its_own_vector_however_many_are_embedded_at_once(ports: LibraryPorts) -> None:
    vectors = embed_library((), MANY, ports)

    assert set(vectors) == {clause.searchable for clause in MANY}
    for text, vector in vectors.items():
        assert list(vector) == pytest.approx(BagOfWords().embed([text])[0])


def test_rules_to_link_need_the_passages_too(ports: LibraryPorts) -> None:
    rules = _policies(ports).rules
    clauses = MANY[:3]

    assert set(embed_library(rules, clauses, ports)) == {
        *(passage for clause in clauses for passage in passages(clause)),
        *(topic for rule in rules for topic, _ in topics_of(rule)),
    }


def test_one_clause_changed_among_many_embeds_its_own_passages_and_nothing_else(ports: LibraryPorts) -> None:
    rules = _policies(ports).rules
    embed_library(rules, MANY, ports)
    embedder = BagOfWords()
    changed = replace(MANY[7], text="Autre phrase entière.")

    embed_library(rules, [*MANY[:7], changed, *MANY[8:]], replace(ports, embedder=embedder))

    assert sorted(embedder.embedded) == sorted(passages(changed))


def test_progress_says_how_much_of_all_is_done(ports: LibraryPorts) -> None:
    told: list[tuple[str, int, int]] = []

    def tell(step: str, done: int = 0, of: int = 0) -> None:
        told.append((step, done, of))

    embed_library((), MANY, ports, tell)

    assert [step for step, _, _ in told] == ["embedding"] * len(told)
    assert [done for _, done, _ in told] == sorted({done for _, done, _ in told})
    assert {of for _, _, of in told} == {300}
    assert len(told) > 1


def test_a_clause_that_only_its_words_find_is_found_among_many(ports: LibraryPorts) -> None:
    class Blind(BagOfWords):
        """To which every text means the same."""

        def embed(self, texts: object) -> list[list[float]]:  # type: ignore[override]
            return [[1.0] + [0.0] * 63 for _ in texts]  # type: ignore[attr-defined]

    body = "\n\n".join(f"## {clause.key} {clause.title}\n\n{clause.text}" for clause in MANY)
    given = policy_files(source())
    document = replace(given.sources[0].document, body=body)
    given.sources[0] = replace(given.sources[0], document=document, content=body.encode())
    blind = replace(ports, embedder=Blind())
    publish_policies("claire", PublishPorts(given, life_of(blind)))

    [found] = search_clauses("mot0250", "fr", LibraryInForce(blind), 1)

    assert found.clause.key == "PMS-250"
