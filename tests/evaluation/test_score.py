"""Every rate, on outcomes made by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evaluation.intervals import Rate, difference, rate
from bot.evaluation.run import Outcome
from bot.evaluation.score import LOWER_IS_BETTER, RATES, RuleScore, score
from tests.evaluation.outcomes import ADVICE, BLOCKED, WRONG, a_few, case, found, outcome

RULES = ("promise", "secret", "hashtags", "never")


def counted(name: str, *outcomes: Outcome) -> tuple[int, int]:
    """Hits and of how many."""
    pairs = [RATES[name](each) for each in outcomes]
    return sum(hits for hits, _ in pairs), sum(of for _, of in pairs)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("recall", (2, 3)),
        ("false_alarms", (1, 3)),
        ("blocks_passed", (0, 1)),
        ("exact_verdicts", (3, 6)),
        ("verdicts_within_one", (4, 6)),
        ("category_recall", (2, 4)),
        ("category_precision", (2, 3)),
        ("overlap", (2, 3)),
        ("rewrites_passing", (2, 3)),
    ],
)
def test_every_rate_counts_what_it_says(name: str, expected: tuple[int, int]) -> None:
    assert counted(name, *a_few()) == expected


def test_every_rate_is_looked_at() -> None:
    assert {"recall", "overlap"} | LOWER_IS_BETTER <= RATES.keys()
    assert len(RATES) == 9


def test_a_block_that_is_read_as_ok_has_passed() -> None:
    assert counted("blocks_passed", outcome(case("a", BLOCKED))) == (1, 1)
    assert counted("blocks_passed", outcome(case("a", BLOCKED), found("secret", "suggestion"))) == (1, 1)
    assert counted("blocks_passed", outcome(case("a", BLOCKED), found("secret", "approval"))) == (0, 1)


def test_a_rule_found_twice_in_a_post_counts_once() -> None:
    twice = outcome(case("a", WRONG), found("promise"), found("promise", "revise", (20, 25)))

    assert counted("category_precision", twice) == (1, 1)
    assert counted("category_recall", twice) == (1, 1)


def test_a_suggestion_that_is_missed_or_made_is_neither_recall_nor_false_alarm() -> None:
    missed = outcome(case("a", ADVICE))
    made = outcome(case("a"), found("hashtags", "suggestion"))

    for name in ("recall", "category_recall", "category_precision"):
        assert counted(name, missed, made) == (0, 0)
    assert counted("false_alarms", missed, made) == (0, 2)


@pytest.mark.parametrize(
    ("labelled", "marked", "overlaps"),
    [
        ((4, 9), (0, 5), True),
        ((4, 9), (0, 4), False),
        ((4, 9), (9, 12), False),
        ((4, 9), (5, 6), True),
        (None, (0, 4), True),
        ((4, 9), None, False),
    ],
)
def test_words_overlap_when_they_share_a_character(
    labelled: tuple[int, int] | None, marked: tuple[int, int] | None, overlaps: bool
) -> None:
    given = outcome(case("a", ("promise", "revise", labelled)), found("promise", span=marked))

    assert counted("overlap", given) == (int(overlaps), 1)


# together


def test_the_scores_tell_languages_rules_and_verdicts_apart() -> None:
    scores = score(a_few(), RULES)

    assert scores.cases == 6
    assert [
        (scores.languages[each]["recall"].hits, scores.languages[each]["recall"].of) for each in ("fr", "en")
    ] == [
        (2, 2),
        (0, 1),
    ]
    assert scores.rules == {
        "promise": RuleScore(1, 1, 2),
        "secret": RuleScore(1, 0, 0),
        "hashtags": RuleScore(1, 0, 0),
        "never": RuleScore(0, 0, 0),
    }
    assert scores.confusion == [[2, 0, 0, 1], [0, 0, 0, 0], [1, 0, 1, 0], [0, 0, 1, 0]]
    assert sum(map(sum, scores.confusion)) == 6
    assert (scores.misquotes, scores.uncited) == (0, 0)


def test_misquotes_and_findings_without_a_clause_are_added_up() -> None:
    scores = score([outcome(case("a"), misquotes=2), outcome(case("b"), misquotes=1, uncited=3)], RULES)

    assert (scores.misquotes, scores.uncited) == (3, 3)


@pytest.mark.parametrize(
    ("given", "precision", "recall"),
    [(RuleScore(3, 1, 2), 0.75, 0.6), (RuleScore(0, 0, 4), None, 0.0), (RuleScore(0, 2, 0), 0.0, None)],
)
def test_precision_and_recall_of_a_rule(
    given: RuleScore, precision: float | None, recall: float | None
) -> None:
    assert (given.precision, given.recall) == (precision, recall)


# intervals

COUNTS = st.lists(
    st.integers(0, 3).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), min_size=1, max_size=30
)


@given(COUNTS)
def test_the_interval_lies_between_none_and_all_and_contains_the_rate(counts: list[tuple[int, int]]) -> None:
    found = rate(counts)

    if not found.of:
        assert (found.value, found.low, found.high) == (None, None, None)
        return
    assert found.value is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 1


def width(found: Rate) -> float:
    """Of an interval that is there."""
    assert found.low is not None
    assert found.high is not None
    return found.high - found.low


def test_more_posts_make_a_narrower_interval_and_the_same_posts_the_same_one() -> None:
    few, many = rate([(1, 1), (0, 1)] * 10), rate([(1, 1), (0, 1)] * 250)

    assert few == rate([(1, 1), (0, 1)] * 10)
    assert width(few) == pytest.approx(2 * 1.96 * (0.25 / 20) ** 0.5, abs=0.08)
    assert width(many) == pytest.approx(2 * 1.96 * (0.25 / 500) ** 0.5, abs=0.02)


def test_posts_in_which_nothing_counts_pull_the_interval_nowhere() -> None:
    assert rate([(1, 1)] + [(0, 0)] * 20).low == 1.0


def test_the_difference_of_two_languages_has_its_sign_and_an_interval_around_it() -> None:
    between, low, high = difference([(1, 1)] * 9 + [(0, 1)], [(1, 1)] * 5 + [(0, 1)] * 5)

    assert between == pytest.approx(0.4)
    assert low < between < high
    assert high <= 1


def test_two_that_are_the_same_differ_by_nothing_give_or_take_chance() -> None:
    between, low, high = difference([(1, 1), (0, 1)] * 50, [(1, 1), (0, 1)] * 50)

    assert between == 0
    assert low < 0 < high


def test_where_one_language_has_nothing_to_count_there_is_no_difference() -> None:
    assert difference([], [(1, 1)]) == (0.0, 0.0, 0.0)
    assert difference([(0, 0)], [(1, 1)]) == (0.0, 0.0, 0.0)
