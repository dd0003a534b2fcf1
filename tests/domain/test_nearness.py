"""Rules by meaning: nearest labelled sentence or a linear classifier, with tiny vectors.

The vectors stand on a circle: an angle a text.
"""

import math
from typing import Any

import pytest

from bot.domain.rules import Rule
from tests.domain.small_packs import a_rule, findings_in

BAD = {"Achetez ce titre.": 0, "Vendez ce titre.": 20}
GOOD = {"Lisez ce guide.": 60, "Comparez les frais.": 90}


def circle(**angles: float) -> dict[str, tuple[float, float]]:
    """A unit vector for every example, and for these other texts."""
    degrees = {**BAD, **GOOD, **{text.replace("_", " "): angle for text, angle in angles.items()}}
    return {
        text: (math.cos(math.radians(each)), math.sin(math.radians(each))) for text, each in degrees.items()
    }


def by_meaning(**detector: Any) -> Rule:
    """A rule that compares sentences with its examples."""
    examples = {"bad": {"fr": list(BAD)}, "good": {"fr": list(GOOD)}}
    return a_rule("meaning", {"kind": "examples", "threshold": 0.9, **detector}, examples=examples)


def test_a_sentence_near_a_bad_example_is_marked_whole_and_the_example_named() -> None:
    text = "Bonjour. Prenez  ce titre! Merci."
    vectors = circle(**{"Prenez  ce titre!": 15, "Bonjour.": 180, "Merci.": 200})
    (finding,) = findings_in(text, by_meaning(), vectors=vectors)

    assert (finding.quote, finding.source, finding.detail) == (
        "Prenez  ce titre!",
        "example",
        "Vendez ce titre.",
    )


@pytest.mark.parametrize(
    ("angle", "hit"),
    [(0, True), (25, True), (-25, True), (-30, False), (39, True), (41, False), (60, False), (180, False)],
)
def test_nearest_means_near_enough_and_nearer_than_any_good_example(angle: float, hit: bool) -> None:
    """The bad examples stand at 0° and 20°, the good ones at 60° and 90°; 0.9 is the cosine of 26°."""
    assert bool(findings_in("Prenez ceci", by_meaning(), vectors=circle(Prenez_ceci=angle))) == hit


def test_the_margin_is_how_much_nearer() -> None:
    vectors = circle(Prenez_ceci=38)  # 0.951 to the bad one, 0.927 to the good one

    assert findings_in("Prenez ceci", by_meaning(margin=0.02), vectors=vectors)
    assert not findings_in("Prenez ceci", by_meaning(margin=0.03), vectors=vectors)


def test_a_linear_classifier_decides_by_its_coefficients_and_names_the_nearest_bad_example() -> None:
    rule = by_meaning(weights=(8.0, 0.0, -4.0), threshold=0.5)  # half at x = 0.5, that is 60°

    assert findings_in("Prenez ceci", rule, vectors=circle(Prenez_ceci=59))[0].detail == "Vendez ce titre."
    assert not findings_in("Prenez ceci", rule, vectors=circle(Prenez_ceci=61))
    assert not findings_in(
        "Prenez ceci", by_meaning(weights=(8.0, 0.0, -4.0), threshold=0.9), vectors=circle(Prenez_ceci=50)
    )


def test_without_vectors_nothing_is_judged_by_meaning() -> None:
    assert findings_in("Achetez ce titre.", by_meaning()) == []
    assert findings_in("Autre.", by_meaning(), vectors=circle()) == []
