"""Meaning and words are fused by score."""

import pytest

from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.retrieval import best_places, fuse, rank_clauses


def _clause(key: str, language: Language = "fr", document: str = "PMS") -> Clause:
    return Clause(document, language, key, "Titre", f"Texte de {key}.", 0)


def test_scores_are_standard_deviations_and_the_share_of_the_best_words() -> None:
    assert fuse([0.2, 0.4], [0.0, 0.0]) == pytest.approx([-1.0, 1.0])
    assert fuse([0.2, 0.4], [6.0, 3.0]) == pytest.approx([1.0, 2.0])
    assert fuse([0.3, 0.3], [0.0, 5.0]) == pytest.approx([0.0, 2.0])
    assert fuse([], []) == []


def test_words_decide_between_clauses_of_the_same_meaning() -> None:
    clauses = [_clause("PMS-1"), _clause("PMS-2")]
    cosines = {each.reference: 0.5 for each in clauses}

    assert [clause.key for clause, _ in rank_clauses(clauses, cosines, [0.0, 1.0], "fr")] == [
        "PMS-2",
        "PMS-1",
    ]


def test_the_asker_s_language_comes_first_at_equal_score() -> None:
    clauses = [_clause("PMS-1", "en"), _clause("PMS-2", "fr")]
    cosines = {each.reference: 0.5 for each in clauses}

    assert [clause.key for clause, _ in rank_clauses(clauses, cosines, [0.0, 0.0], "fr")] == [
        "PMS-2",
        "PMS-1",
    ]
    assert [clause.key for clause, _ in rank_clauses(clauses, cosines, [0.0, 0.0], "en")] == [
        "PMS-1",
        "PMS-2",
    ]


@pytest.mark.parametrize("asked", ["fr", "en"])
def test_a_clause_in_both_languages_is_shown_once_in_the_asker_s(asked: Language) -> None:
    clauses = [_clause("PMS-1", "en"), _clause("PMS-1", "fr"), _clause("PMS-2", "en")]
    cosines = {clauses[0].reference: 0.9, clauses[1].reference: 0.1, clauses[2].reference: 0.5}

    ranked = rank_clauses(clauses, cosines, [0.0, 0.0, 0.0], asked)

    assert [(clause.key, clause.language) for clause, _ in ranked] == [("PMS-1", asked), ("PMS-2", "en")]


def test_a_clause_that_the_index_left_out_comes_last() -> None:
    clauses = [_clause("PMS-1"), _clause("PMS-2"), _clause("PMS-3")]

    ranked = rank_clauses(clauses, {"PMS/fr/PMS-2": 0.4, "PMS/fr/PMS-3": 0.6}, [0.0] * 3, "fr")

    assert [clause.key for clause, _ in ranked] == ["PMS-3", "PMS-1", "PMS-2"]


@pytest.mark.parametrize(
    ("scores", "most", "places"),
    [
        ([0.1, 0.9, 0.5], 2, [1, 2]),
        ([0.1, 0.9, 0.5], 9, [1, 2, 0]),
        ([0.5, 0.2, 0.5, 0.5], 2, [0, 2]),
        ([0.0, 0.0], 1, [0]),
        ([0.3], 0, []),
        ([], 3, []),
    ],
)
def test_the_best_places_come_first_and_the_first_of_equal_ones(
    scores: list[float], most: int, places: list[int]
) -> None:
    assert best_places(scores, most) == places


def test_the_best_places_may_be_above_a_bound_only() -> None:
    assert best_places([0.0, 2.0, 0.0, 1.0], 3, above=0.0) == [1, 3]


def test_equal_cosines_leave_the_choice_to_the_words() -> None:
    assert fuse([0.1] * 3, [0.0, 1.0, 2.0]) == pytest.approx([0.0, 1.0, 2.0])
