"""The learner on data whose answer is known."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from bot.adapters.logistic_learner import learn
from bot.domain.meaning import Unit
from bot.usecases.learn_meaning import Fitted, Lesson

WHOLE = Unit((0, 1), (0,))
RULES = ("a", "b")
OF_A_HIT = 1.5
"""What a missed finding costs, a false alarm being one."""


def lesson(
    sense: Sequence[float] = (0.0, 0.0),
    broken: Iterable[str] = (),
    terms: Sequence[str] = (),
    unsure: Iterable[str] = (),
) -> Lesson:
    """A unit with two numbers."""
    return Lesson(WHOLE, np.asarray(sense, dtype=np.float32), terms, frozenset(broken), frozenset(unsure))


def probabilities(fitted: Fitted, *lessons: Lesson) -> list[list[float]]:
    """A row a lesson, a column a rule."""
    return [[1 / (1 + math.exp(-each)) for each in row] for row in fitted.scores(lessons).tolist()]


def test_with_nothing_to_go_by_the_probability_is_the_share_of_units_that_break_the_rule() -> None:
    fitted = learn([lesson(broken="a")] * 10 + [lesson(broken="b")] * 30 + [lesson()] * 60, RULES)

    ((a, b),) = probabilities(fitted, lesson())
    assert a == pytest.approx(10 * OF_A_HIT / (10 * OF_A_HIT + 90), abs=0.01)
    assert b == pytest.approx(30 * OF_A_HIT / (30 * OF_A_HIT + 70), abs=0.01)


def test_each_rule_learns_its_own_direction() -> None:
    fitted = learn([lesson((1, 0), "a"), lesson((0, 1), "b"), lesson((-1, -1))] * 40, RULES)

    (of_a, of_b, neither) = probabilities(fitted, lesson((1, 0)), lesson((0, 1)), lesson((-1, -1)))
    assert of_a[0] > 0.9 > 0.1 > of_a[1]
    assert of_b[1] > 0.9 > 0.1 > of_b[0]
    assert max(neither) < 0.1


def test_words_tell_where_meaning_does_not() -> None:
    fitted = learn([lesson(broken="a", terms=["sûr"]), lesson(terms=["relevé"])] * 40, RULES)

    (sure, unknown, statement) = (
        row[0]
        for row in probabilities(
            fitted, lesson(terms=["sûr"]), lesson(terms=["inconnu"]), lesson(terms=["relevé"])
        )
    )
    assert sure > 0.9 > unknown > statement
    assert fitted.terms == ("relevé", "sûr")


def test_a_word_seen_once_or_twice_teaches_nothing() -> None:
    fitted = learn([lesson(broken="a", terms=["rare"])] * 2 + [lesson(terms=["mot"])] * 9, RULES)

    assert fitted.terms == ("mot",)


def test_where_nobody_is_sure_nothing_is_learned() -> None:
    sure = [lesson((1, 0), "a"), lesson((-1, 0))] * 20
    doubtful = [lesson((-1, 0), unsure="a"), lesson((1, 0), "b", unsure="a")] * 200

    assert learn(sure, ["a"]).scores([lesson((1, 0))]) == pytest.approx(
        learn(sure + doubtful, ["a"]).scores([lesson((1, 0))]), abs=0.02
    )


def test_the_same_units_give_the_same_coefficients() -> None:
    chance = np.random.default_rng(7)
    lessons = [
        lesson(chance.normal(size=2), "a" if place % 3 else "b", ["un", "deux"][: place % 3])
        for place in range(60)
    ]

    once, again = learn(lessons, RULES), learn(lessons, RULES)

    for name in ("sense", "words", "biases"):
        assert np.array_equal(getattr(once, name), getattr(again, name))
