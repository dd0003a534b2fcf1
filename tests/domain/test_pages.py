"""A long text is read page by page: nothing is left out, nothing is found twice."""

import re

import pytest

from bot.domain.folding import fold
from bot.domain.matching import Expression
from bot.domain.pages import pages_of
from tests.domain.small_packs import a_rule, pattern, quotes

CROWD = a_rule("crowd", pattern(*(f"zz{number}zz" for number in range(30))))
"""Enough other words for the index to look words up at all."""


def test_a_post_of_ordinary_length_is_one_page() -> None:
    assert len(pages_of("")) == len(pages_of("a" * 3_000)) == len(pages_of("a" * 4_000)) == 1


@pytest.mark.parametrize("size", [4_001, 5_000, 39_999, 40_000])
def test_every_place_of_a_long_text_is_on_one_page_and_all_are_short(size: int) -> None:
    pages = pages_of("a" * size)

    assert [place for page in pages for place in range(page.begin, page.end)][:size] == list(range(size))
    assert all(page.begin < page.end <= page.reach or page.reach == size for page in pages)
    assert max(page.reach - page.begin for page in pages) < 2_000


@pytest.mark.parametrize("before", [990, 995, 999, 1_000, 1_001, 2_996])
def test_the_matches_on_all_pages_are_those_on_the_whole_text(before: int) -> None:
    text = "x" * before + " borne borne suite borne, suite;" * 40 + "x" * 5_000
    source = r"borne( (borne|suite))*|suite"
    matches = Expression("/x", source, "plain", ()).matches(fold(text), pages_of(text))

    assert [match.span() for match in matches] == [match.span() for match in re.finditer(source, text)]


@pytest.mark.parametrize("before", [995, 999, 1_000, 1_001])
def test_a_match_that_asks_for_what_stands_before_its_page_is_found(before: int) -> None:
    text = "x" * (before - 6) + " prix garanti " + "x" * 5_000

    assert quotes(text, a_rule("price", pattern("(?<=prix )garanti")), CROWD) == ["garanti"]
