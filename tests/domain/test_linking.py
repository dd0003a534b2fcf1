"""Rules find the clauses behind them by meaning, and find nothing where the documents are silent."""

import math
from collections.abc import Mapping, Sequence

import pytest

from bot.domain.clauses import Clause
from bot.domain.draft import Language
from bot.domain.linking import FLOOR, RIVALRY, ClauseLink, link_rules, passages, topics_of
from bot.domain.rules import Rule
from tests.publications import rule as rule_record

Words = Mapping[str, Sequence[float]]


def _rule(name: str, *pinned: str) -> Rule:
    topic = {"fr": f"{name} fr", "en": f"{name} en"}
    return Rule.model_validate(rule_record(name, topic=topic, clauses=pinned))


def _clause(key: str, text: str, language: Language = "fr", document: str = "PMS") -> Clause:
    return Clause(document, language, key, "Titre", text, 0)


def _towards(axis: int, cosine: float) -> list[float]:
    """A unit vector with that cosine to an axis; what is left points where no topic does."""
    vector = [0.0] * 8
    vector[axis], vector[7] = cosine, math.sqrt(1 - cosine * cosine)
    return vector


def _vectors(
    rules: Sequence[Rule], clauses: Sequence[Clause], support: Mapping[str, tuple[int, float]]
) -> dict:
    """Topic n is axis n; a clause has, by its key, a cosine with one axis, its other passages with none."""
    vectors = {text: _towards(axis, 1.0) for axis, rule in enumerate(rules) for text, _ in topics_of(rule)}
    for clause in clauses:
        vectors |= {passage: _towards(6, 1.0) for passage in passages(clause)}
        vectors[clause.searchable] = _towards(*support.get(clause.key, (6, 1.0)))
    return vectors


def _linked(
    rules: Sequence[Rule],
    clauses: Sequence[Clause],
    support: Mapping[str, tuple[int, float]],
    words: Words | None = None,
    guides: Sequence[str] = (),
) -> dict[str, tuple[ClauseLink, ...]]:
    none = {rule.id: [0.0] * len(clauses) for rule in rules}
    return link_rules(rules, clauses, _vectors(rules, clauses, support), {**none, **(words or {})}, guides)


RETURN, CRYPTO = _rule("guaranteed-return"), _rule("crypto-promotion")
PROMISES, COINS, HOURS = (
    _clause("PMS-1", "Aucun rendement n'est promis."),
    _clause("PMS-2", "Aucun jeton n'est vanté."),
    _clause("PMS-3", "Le bureau ouvre à neuf heures."),
)
LIBRARY = [PROMISES, COINS, HOURS]


def test_each_rule_gets_the_clause_that_says_it() -> None:
    links = _linked([RETURN, CRYPTO], LIBRARY, {"PMS-1": (0, 0.8), "PMS-2": (1, 0.7)})

    assert links == {
        "guaranteed-return": (ClauseLink("PMS", "fr", "PMS-1", 1, 0.8),),
        "crypto-promotion": (ClauseLink("PMS", "fr", "PMS-2", 1, 0.7),),
    }


def test_a_rule_that_no_clause_supports_has_none() -> None:
    links = _linked([RETURN, CRYPTO], LIBRARY, {"PMS-1": (0, 0.8), "PMS-2": (1, FLOOR - 0.02)})

    assert links["crypto-promotion"] == ()


def test_the_best_of_silent_documents_is_still_nothing() -> None:
    words = {"crypto-promotion": [0.0, 0.0, 0.9]}

    assert _linked([CRYPTO], LIBRARY, {}, words) == {"crypto-promotion": ()}


def test_words_help_a_clause_over_the_floor_but_not_from_far_below() -> None:
    words = {"crypto-promotion": [0.0, 5.0, 0.0]}

    near = _linked([CRYPTO], LIBRARY, {"PMS-2": (0, FLOOR - 0.05)}, words)
    far = _linked([CRYPTO], LIBRARY, {"PMS-2": (0, FLOOR - 0.15)}, {"crypto-promotion": [0.0, 500.0, 0.0]})

    assert [each.key for each in near["crypto-promotion"]] == ["PMS-2"]
    assert far["crypto-promotion"] == ()


def test_both_topics_must_agree() -> None:
    vectors = _vectors([CRYPTO], LIBRARY, {"PMS-2": (0, 0.7)})
    vectors["crypto-promotion en"] = _towards(5, 1.0)

    assert link_rules([CRYPTO], LIBRARY, vectors, {"crypto-promotion": [0.0] * 3}) == {"crypto-promotion": ()}


def test_one_sentence_of_a_long_clause_is_enough() -> None:
    long = _clause(
        "PMS-9", "Les comptes sont ouverts par l'équipe. Aucun jeton n'est jamais vanté.\n- Un point bref."
    )
    vectors = _vectors([CRYPTO], [long, HOURS], {})
    vectors["Titre. Aucun jeton n'est jamais vanté."] = _towards(0, 0.6)

    [link] = link_rules([CRYPTO], [long, HOURS], vectors, {"crypto-promotion": [0.0, 0.0]})[
        "crypto-promotion"
    ]

    assert (link.key, link.score) == ("PMS-9", 0.6)


def test_a_passage_about_another_rule_is_not_borrowed() -> None:
    clause = _clause("PMS-1", "Aucun régulateur ne nous recommande.")
    vectors = _vectors([RETURN, CRYPTO], [clause, HOURS], {})
    mine, other = 0.5, 0.5 + RIVALRY + 0.05
    vectors[clause.searchable] = [mine, other, 0, 0, 0, 0, 0, math.sqrt(1 - mine**2 - other**2)]
    nothing = {"guaranteed-return": [0.0, 0.0], "crypto-promotion": [0.0, 0.0]}

    links = link_rules([RETURN, CRYPTO], [clause, HOURS], vectors, nothing)

    assert links["guaranteed-return"] == ()
    assert [each.key for each in links["crypto-promotion"]] == ["PMS-1"]


def test_two_near_rules_share_a_passage() -> None:
    clause = _clause("PMS-1", "Ni gain promis, ni perte niée.")
    vectors = _vectors([RETURN, CRYPTO], [clause, HOURS], {})
    vectors[clause.searchable] = [0.55, 0.6, 0, 0, 0, 0, 0, math.sqrt(1 - 0.55**2 - 0.6**2)]
    nothing = {"guaranteed-return": [0.0, 0.0], "crypto-promotion": [0.0, 0.0]}

    links = link_rules([RETURN, CRYPTO], [clause, HOURS], vectors, nothing)

    assert all(len(found) == 1 for found in links.values())


def test_a_clause_of_both_languages_is_cited_in_each_though_one_wording_is_nearer_to_another_rule() -> None:
    french, english = PROMISES, _clause("PMS-1", "No return is promised.", "en")
    vectors = _vectors([RETURN, CRYPTO], [french, english, HOURS], {"PMS-1": (0, 0.8)})
    mine, other = 0.5, 0.5 + RIVALRY + 0.05
    vectors[english.searchable] = [mine, other, 0, 0, 0, 0, 0, math.sqrt(1 - mine**2 - other**2)]
    nothing = {rule.id: [0.0] * 3 for rule in (RETURN, CRYPTO)}

    links = link_rules([RETURN, CRYPTO], [french, english, HOURS], vectors, nothing)

    assert {(each.language, each.key) for each in links["guaranteed-return"]} == {
        ("fr", "PMS-1"),
        ("en", "PMS-1"),
    }


def test_each_language_has_its_own_best() -> None:
    english = _clause("PMS-1", "No return is promised.", "en")
    links = _linked([RETURN], [PROMISES, COINS, english], {"PMS-1": (0, 0.8)})

    assert [(each.language, each.key, each.rank) for each in links["guaranteed-return"]] == [
        ("fr", "PMS-1", 1),
        ("en", "PMS-1", 1),
    ]


def test_a_second_clause_comes_from_another_document_and_only_when_it_is_near() -> None:
    library = [
        *LIBRARY,
        _clause("CE-1", "Nous ne promettons rien.", document="CE"),
        _clause("CE-2", "Le café est gratuit.", document="CE"),
    ]
    near = {"PMS-1": (0, 0.8), "PMS-2": (0, 0.75), "CE-1": (0, 0.7)}
    far = {**near, "CE-1": (0, FLOOR + 0.01)}

    assert [(each.key, each.rank) for each in _linked([RETURN], library, near)["guaranteed-return"]] == [
        ("PMS-1", 1),
        ("CE-1", 2),
    ]
    words = {"guaranteed-return": [9.0, 0.0, 0.0, 0.0, 0.0]}
    assert [each.key for each in _linked([RETURN], library, far, words)["guaranteed-return"]] == ["PMS-1"]


def test_a_guide_is_linked_only_where_nothing_else_passes() -> None:
    advice = _clause("GR-1", "Évitez les promesses.", document="GR")
    library = [PROMISES, HOURS, advice]

    obliged = _linked([RETURN], library, {"PMS-1": (0, 0.5), "GR-1": (0, 0.9)}, guides=["GR"])
    advised = _linked([RETURN], library, {"GR-1": (0, 0.9)}, guides=["GR"])

    assert [each.key for each in obliged["guaranteed-return"]] == ["PMS-1"]
    assert [each.key for each in advised["guaranteed-return"]] == ["GR-1"]


def test_pinned_clauses_win_in_the_order_given() -> None:
    pinned = _rule("guaranteed-return", "PMS-3", "PMS-2")
    english = _clause("X-1", "No return is promised.", "en", "X")
    links = _linked([pinned], [*LIBRARY, english], {"PMS-1": (0, 0.9), "X-1": (0, 0.9)})

    assert links["guaranteed-return"] == (
        ClauseLink("PMS", "fr", "PMS-3", 1, 1.0, pinned=True),
        ClauseLink("PMS", "fr", "PMS-2", 2, 1.0, pinned=True),
        ClauseLink("X", "en", "X-1", 1, 0.9),
    )


@pytest.mark.parametrize("clauses", [[], [HOURS]])
def test_a_library_of_one_clause_or_none(clauses: list[Clause]) -> None:
    assert _linked([RETURN], clauses, {}) == {"guaranteed-return": ()}
    assert link_rules([], clauses, {}, {}) == {}


def test_a_clause_is_read_whole_by_sentence_and_under_its_title() -> None:
    clause = _clause(
        "PMS-1", "Une phrase assez longue. Court!\n\n- **Un** autre point utile\n2. Encore un point utile;"
    )

    assert passages(clause) == (
        clause.searchable,
        "Une phrase assez longue.",
        "Un autre point utile",
        "Encore un point utile;",
        "Titre. Une phrase assez longue.",
        "Titre. Un autre point utile",
        "Titre. Encore un point utile;",
    )
