"""What the owners are shown about their library: gaps, unused clauses, twins, missing translations."""

import time
from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from bot.domain.clauses import Clause
from bot.domain.coverage import MOST_TWINS, Coverage, OneLanguage, find_coverage
from bot.domain.draft import Language
from bot.domain.findings import Citation
from bot.domain.library import LinkedClause, PublishedPolicies
from bot.domain.rules import Rule
from tests.domain.small_packs import FIRM
from tests.publications import rule as rule_record

INSIDE = "Nous ne publions aucune information importante non publique, même par allusion ou humour."
INSIDE_AGAIN = "Nous ne divulguons aucune information importante non publique, même par allusion."
CONTEST = "Un concours a un règlement écrit, une date de fin et des prix que l'on connaît."


def _clause(
    key: str, text: str = INSIDE, document: str = "PMS", language: Language = "fr", number: str = ""
) -> Clause:
    return Clause(document, language, key, "Titre", text, 0, number)


def _linked(clause: Clause) -> LinkedClause:
    citation = Citation("Politique", clause.key, clause.title, clause.text, 1, clause.language)
    return LinkedClause(citation, 1, 0.8)


def _policies(links: Mapping[str, Sequence[Clause]]) -> PublishedPolicies:
    rules = tuple(Rule.model_validate(rule_record(name)) for name in links)
    linked = {name: [_linked(each) for each in clauses] for name, clauses in links.items()}
    return PublishedPolicies("7", "r", "e", FIRM, rules, (), linked)


def _covered(
    clauses: Sequence[Clause],
    links: Mapping[str, Sequence[Clause]] | None = None,
    cosines: Mapping[str, float] | None = None,
) -> Coverage:
    """`cosines`: of a clause's vector with the first axis, by document; every other axis is its own."""
    vectors = {}
    for place, clause in enumerate(clauses, 1):
        cosine = (cosines or {}).get(clause.document, 0.0)
        vector = [0.0] * (len(clauses) + 1)
        vector[0], vector[place] = cosine, sqrt(1 - cosine * cosine)
        vectors[clause.searchable] = vector
    return find_coverage(_policies(links or {}), clauses, vectors)


def test_a_rule_without_a_clause_is_a_gap() -> None:
    clause = _clause("1")

    assert _covered([clause], {"inside": [clause], "crypto": []}).gaps == ("crypto",)


def test_a_clause_that_no_rule_links_to_is_unused() -> None:
    one, two, three = _clause("1"), _clause("2", CONTEST), _clause("1", "No contest.", language="en")

    assert _covered([one, two, three], {"inside": [one]}).unused == (two, three)


def test_two_clauses_that_say_the_same_in_two_documents_are_twins() -> None:
    one, two, other = _clause("1"), _clause("6", INSIDE_AGAIN, "CE"), _clause("7", CONTEST, "CE")

    [twins] = _covered([one, other, two], cosines={"PMS": 0.9, "CE": 0.9}).twins

    assert (twins.one, twins.two, twins.score) == (one, two, 0.81)


def test_the_same_meaning_in_other_words_or_the_same_words_in_another_sense_are_no_twins() -> None:
    said, again, other = _clause("1"), _clause("6", INSIDE_AGAIN, "CE"), _clause("7", CONTEST, "CE")

    assert _covered([said, other], cosines={"PMS": 0.9, "CE": 0.9}).twins == ()
    assert _covered([said, again], cosines={"PMS": 0.9, "CE": 0.5}).twins == ()


def test_neither_one_document_nor_two_languages_make_twins() -> None:
    within = [_clause("1"), _clause("2", INSIDE_AGAIN)]
    across = [_clause("1"), _clause("1", INSIDE_AGAIN, "CE", "en")]
    empty = [_clause("1", "Abrogé."), _clause("1", "Abrogé.", "CE")]
    near = {"PMS": 0.95, "CE": 0.95}

    assert [_covered(each, cosines=near).twins for each in (within, across, empty)] == [(), (), ()]


def test_the_nearest_twins_come_first_and_only_so_many() -> None:
    clauses = [_clause("1", document=f"D{number}") for number in range(12)]
    twins = _covered(clauses, cosines={f"D{number}": 0.8 + number / 100 for number in range(12)}).twins

    assert len(twins) == MOST_TWINS < 12 * 11 / 2
    assert [each.score for each in twins] == sorted((each.score for each in twins), reverse=True)


def test_a_document_in_one_language_is_named_and_so_is_a_clause_that_the_other_lacks() -> None:
    alone = _clause("2", CONTEST)
    clauses = [_clause("1"), alone, _clause("1", language="en"), _clause("1", document="GR", language="en")]

    assert _covered(clauses).one_language == (OneLanguage("PMS", "fr", (alone,)), OneLanguage("GR", "en"))


def test_a_clause_is_known_in_the_other_language_by_its_number_or_its_id() -> None:
    clauses = [
        _clause("5.2", number="5.3"),
        _clause("5.3", CONTEST, language="en"),
        _clause("Annexe A 1", "A."),
        _clause("Schedule A 1", "A.", language="en"),
        _clause("Chapitre 2", "B."),
        _clause("Chapter 2", "B.", language="en"),
    ]

    assert _covered(clauses).one_language == ()


def test_an_empty_library_is_covered() -> None:
    assert find_coverage(_policies({}), [], {}) == Coverage()


def test_two_thousand_clauses_take_less_than_two_seconds() -> None:
    words = [INSIDE, INSIDE_AGAIN, CONTEST]
    clauses = [_clause(f"{place}", f"{words[place % 3]} {place}", f"D{place % 20}") for place in range(2_000)]
    table = np.random.default_rng(1).normal(size=(2_000, 512))
    table[::40] = table[0] + table[::40] / 10
    table /= np.linalg.norm(table, axis=1, keepdims=True)
    vectors = {clause.searchable: row for clause, row in zip(clauses, table, strict=True)}
    policies = _policies({})

    start = time.perf_counter()
    coverage = find_coverage(policies, clauses, vectors)

    assert time.perf_counter() - start < 2
    assert len(coverage.unused) == 2_000
