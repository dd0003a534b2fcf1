"""The examples inside a rule are its tests: each way to fail is told apart, with the example."""

from typing import Any

import pytest

from bot.domain.firm import BothLanguages
from bot.domain.pack_check import PackProblem, check_pack
from bot.domain.rules import Examples, Judge, Rule
from tests.domain.small_packs import a_rule, pack_of, phrase

BAD = ["[[Rendement garanti]] ici.", "Un [[rendement garanti]].", "Voici: [[rendement garanti]]!"]
GOOD = ["Un rendement variable.", "Une garantie du fabricant.", "Rien à dire."]
BAD_EN = ["[[Guaranteed return]] here.", "A [[guaranteed return]].", "Look: [[guaranteed return]]!"]
GOOD_EN = ["A variable return.", "A maker's guarantee.", "Nothing to say."]


def promise(bad: list[Any] = BAD, good: list[Any] = GOOD, **more: Any) -> Rule:
    """A rule of words with these French examples."""
    examples = {"bad": {"fr": bad, "en": BAD_EN}, "good": {"fr": good, "en": GOOD_EN}}
    return a_rule("promise", phrase("rendement garanti", "guaranteed return"), examples=examples, **more)


def problems(*rules: Rule) -> list[tuple[str, str, str]]:
    """What is wrong with these rules: code, language and sort of example."""
    return [(each.code, each.language, each.sort) for each in check_pack(pack_of(*rules))]


def test_a_sound_rule_has_no_problem() -> None:
    assert check_pack(pack_of(promise())) == []


def test_fewer_than_three_examples_a_language_and_sort_are_too_few() -> None:
    assert problems(promise(BAD[:2])) == [("too-few", "fr", "bad")]
    assert problems(promise(good=GOOD[:2])) == [("too-few", "fr", "good")]
    assert check_pack(pack_of(promise(BAD[:2]))) == [
        PackProblem("promise", "too-few", "fr", "bad", expected="3", found="2")
    ]


def test_a_rule_for_one_language_needs_examples_in_that_one() -> None:
    assert problems(promise(BAD[:1], languages=["en"])) == []


def test_a_bad_example_in_which_nothing_is_found_is_missed() -> None:
    missed = "Un [[rendement assuré]]."

    assert check_pack(pack_of(promise([*BAD, missed]))) == [
        PackProblem("promise", "missed", "fr", "bad", missed)
    ]


def test_every_marked_span_must_be_found() -> None:
    aside = "Rendement garanti et [[gain assuré]]."
    (problem,) = check_pack(pack_of(promise([*BAD, aside])))

    assert (problem.code, problem.expected, problem.found) == (
        "wrong-span",
        "gain assuré",
        "Rendement garanti",
    )
    assert problems(promise([*BAD, "[[Rendement garanti]] et [[gain assuré]]."])) == [
        ("wrong-span", "fr", "bad")
    ]


def test_a_span_that_is_found_in_part_is_found() -> None:
    assert problems(promise([*BAD, "Un [[beau rendement garanti]] ici."])) == []


def test_a_bad_example_without_marks_asks_for_a_finding_anywhere() -> None:
    assert problems(promise([*BAD, "Le rendement garanti est là."])) == []


def test_a_good_example_in_which_something_is_found_is_a_false_alarm() -> None:
    (problem,) = check_pack(pack_of(promise(good=[*GOOD, "Aucun rendement garanti."])))

    assert (problem.code, problem.sort, problem.found) == ("false-alarm", "good", "rendement garanti")


def test_an_example_is_judged_by_its_own_rule_only() -> None:
    other = a_rule("other", phrase("rien à dire", "nothing"), examples=promise().examples.model_dump())

    assert [each.rule for each in check_pack(pack_of(promise(), other)) if each.rule == "promise"] == []


@pytest.mark.parametrize(("severity", "wrong"), [("block", False), ("revise", True), ("approval", True)])
def test_an_example_may_say_how_severe_it_is(severity: str, wrong: bool) -> None:
    blocking = promise(
        [*BAD, {"text": BAD[0], "severity": severity}], cases=[{"severity": "block", "core": True}]
    )

    assert problems(blocking) == ([("wrong-severity", "fr", "bad")] if wrong else [])


def test_the_severity_of_an_example_is_that_under_the_whole_pack() -> None:
    """Whether a sentence of substance remains depends on what the other rules find."""
    text = "[[Rendement garanti]]! Le CPG est offert à un taux fixé à l'achat."
    promises = promise(
        [*BAD, {"text": text, "severity": "block"}], cases=[{"severity": "block", "core": True}]
    )
    rates = a_rule(
        "rate",
        phrase("taux fixé"),
        languages=["en"],
        examples={"bad": {"en": BAD_EN}, "good": {"en": GOOD_EN}},
    )

    assert problems(promises) == [("wrong-severity", "fr", "bad")]
    assert [each.rule for each in check_pack(pack_of(promises, rates)) if each.rule == "promise"] == []


def test_what_a_rule_would_find_by_meaning_alone_is_no_example_of_its_words() -> None:
    meant = "Un revenu qui ne baisse jamais."
    rule = promise([*BAD, f"[[{meant}]]"])
    both = rule.model_copy(update={"detect": (*rule.detect, Examples(kind="examples"))})

    assert problems(both) == [("missed", "fr", "bad")]


def test_bad_examples_of_a_rule_that_only_asks_the_model_are_counted_and_not_tried() -> None:
    question = Judge(kind="judge", question=BothLanguages(fr="Promet-on?", en="Is it a promise?"))
    asking = promise(BAD[:2]).model_copy(update={"detect": (question,)})

    assert problems(asking) == [("too-few", "fr", "bad")]
    assert problems(promise().model_copy(update={"detect": (question,)})) == []
