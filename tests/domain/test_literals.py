"""What an expression cannot match without: never more than is true, and enough to be of use."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.folding import fold
from bot.domain.literals import required_literals
from bot.domain.matching import LiteralIndex, Vocabulary

VIEWS = ("plain", "accented", "original")
OTHERS = {
    view: [Vocabulary({}).expression(f"zz{number}zz", is_regex=True, view=view) for number in range(12)]
    for view in VIEWS
}

WORDS = "garanti gar an a é 5 _ $ % 🚀 # @ ' -"
CONSTRUCTS = (
    r"\. \b \B \s \w \d . \W \S [^\W\d_] [ab] [^a] ^ $ (?<!\w) (?!\w) (?<=a) (?=b) (?<!a) (?!b) "
    r"[\s'\-*~\"“”«»()]{1,4} (?:'|\s)?\s? (?i:GAR) \\"
)
ATOMS = [*WORDS.split(), *CONSTRUCTS.split(), " ", "[a-c ]"]
REPEATS = ["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,3}", "*?"]


def groups(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Runs and alternatives of what `inner` gives, some of them repeated."""
    runs = st.lists(inner, min_size=1, max_size=4).map("".join)
    alternatives = st.lists(st.one_of(runs, st.just("")), min_size=1, max_size=3).map("|".join)
    return st.tuples(st.sampled_from(["(?:", "(", "(?>"]), alternatives, st.sampled_from(REPEATS)).map(
        lambda parts: f"{parts[0]}{parts[1]}){parts[2]}"
    )


pieces = st.recursive(st.sampled_from(ATOMS), groups, max_leaves=8)
expressions = st.lists(pieces, min_size=1, max_size=6).map("".join)
PIECES = "garanti gar an ab b a é 5 55 _ a_b $ % 🚀 # @ ' - . … ! \" « » ( ) \\ \u0301 \ud83d \0"
texts = st.lists(st.sampled_from([*PIECES.split(), "\n", "\u00a0", ""]), max_size=10).flatmap(
    lambda words: st.sampled_from(["".join(words), " ".join(words)])
)


def index_with(expression: str, view: str = "plain") -> LiteralIndex:
    """An index in which the expression is the first of enough others for its literals to be looked up."""
    return LiteralIndex([Vocabulary({}).expression(expression, is_regex=True, view=view), *OTHERS[view]])


def compiles(expression: str) -> bool:
    """Whether it is an expression on this version of Python."""
    try:
        re.compile(expression)
    except re.error:
        return False
    return True


@given(expressions.filter(compiles), st.lists(texts, min_size=1, max_size=8))
def test_an_expression_that_matches_a_text_is_a_candidate_for_it(expression: str, some: list[str]) -> None:
    for view in VIEWS:
        index = index_with(expression, view)
        for text in map(fold, some):
            if re.search(expression, getattr(text, view)):
                assert 0 in index.candidates(text), (expression, text.original)


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("(?i)GARANTI", "garanti"),
        ("(?i:sans) risque", "sans risque"),
        ("a(?i:BC)|def", "abc"),
        ("(?:achetez|)", "vendez"),
        ("(?:garanti)?x", "x"),
        (r"(?:garanti\w+)?x", "x"),
        (r"(?:garanti\w+){0,3}vendez", "vendez"),
        (r"(?:garanti\w+|vendez\w+|)x", "x"),
        (r"(?!garanti)sans", "sans"),
        (r"\bgaranti(?:e|s)?\b", "une garantie."),
        (r"garanti\w*", "la garantissons"),
        (r"\w*anti", "garanti"),
        (r"(?a:\bé)", "aé"),
    ],
)
def test_a_literal_that_a_match_may_lack_is_not_required(expression: str, text: str) -> None:
    assert not re.search(expression, text) or 0 in index_with(expression).candidates(fold(text))


@pytest.mark.parametrize(
    "expression",
    ["garanti", r"\bgaranti(?:e|s)?\b", "(?:achetez|vendez) vite", r"\d+ ?% garanti", "(?:garanti)+"],
)
def test_an_expression_with_words_is_no_candidate_for_a_text_without_them(expression: str) -> None:
    assert required_literals(expression)
    assert index_with(expression).candidates(fold("Lisez la page des frais.")) == {}
