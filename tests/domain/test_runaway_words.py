"""Expressions that would keep the program busy for ever are told from those that would not."""

import re

import pytest

from bot.domain.phrases import phrase_regex
from bot.domain.runaway_words import runs_away


@pytest.mark.parametrize(
    "source",
    [
        r"(a+)+b",
        r"(a|a)*b",
        r"(\w+\s?)+x",
        r"(?:a|ab|b)*c",
        r"(x+x+)+y",
        r"(a*)*",
        r".*.*.*x",
        r"(?:a{1,50}){1,50}b",
        r"(?=(a+)+b)x",
        r"(?>(a+)+b)",
        r"(a?){30}a{30}",
        r"(?:@\w[\w.-]*[ ,]*(?:et )?)+fin",
        r"(?:de |l'|de l')*fin",
        r"(?:[^\W\d_][\w.'-]*[ ,.]*){0,4}\(?client",
        r"(?:[^\s.!?]+[\s'-]{1,4}){0,10}fin",
    ],
)
def test_what_can_match_one_text_in_ever_more_ways_runs_away(source: str) -> None:
    assert runs_away(source)


@pytest.mark.parametrize(
    "source",
    [
        r"rendement garanti",
        r"\b\w+ garanti\w*\b",
        r"\d+(?:[., ]\d+)*\s?%",
        r"(?:\w+ ){0,5}garanti",
        r"[^.!?]{0,60}\bgaranti\b[^.!?]{0,60}",
        r"(?: (?:le|les|la))* ?garanti",
        r"(?:@\w[\w.-]*+[ ,]*+(?:et )?)+fin",
        r"(?:de |l')*fin",
        r"(?:[^\W\d_][\w']*+[ ,.-]*){0,6}\(?client",
        r"(?P<quote>«[^»]*»)",
        r"(?:(a)|b)+c",
        r"(?!non)\w+",
        "a{2000}",
    ],
)
def test_what_can_match_one_text_in_few_ways_does_not(source: str) -> None:
    assert not runs_away(source)


@pytest.mark.parametrize("gap", [0, 1, 3, 12, 40])
@pytest.mark.parametrize("between", ["a-", "a'- ", "- ", "a «- ", "'"])
def test_no_post_keeps_a_phrase_with_a_gap_busy(gap: int, between: str) -> None:
    source = phrase_regex(f"vu passer <{gap}> ordre")

    assert not runs_away(source)
    assert re.search(source, f"vu passer {between * 800} fin") is None


@pytest.mark.parametrize(
    ("gap", "text", "found"),
    [
        (1, "vu passer un ordre", True),
        (0, "vu passer un ordre", False),
        (1, "vu passer un gros ordre", False),
        (1, "vu passer l'ordre", True),
        (2, "vu passer peut-être un ordre", True),
        (2, "vu passer « un » ordre", True),
        (3, "vu passer un - petit - ordre", True),
        (3, "vu passer un. Autre ordre", False),
    ],
)
def test_a_gap_holds_so_many_words_whatever_separates_them(gap: int, text: str, found: bool) -> None:
    assert bool(re.search(phrase_regex(f"vu passer <{gap}> ordre"), text)) == found
