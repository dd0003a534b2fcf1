"""A long text is cut into pages that leave nothing out."""

import pytest

from bot.domain.pages import pages_of
from tests.domain.small_packs import a_rule, findings_in, pattern

MARK = a_rule("mark", pattern(r"borne\w*( suite)*"))


def test_a_post_of_ordinary_length_is_one_page() -> None:
    assert len(pages_of("")) == len(pages_of("a" * 3_000)) == len(pages_of("a" * 4_000)) == 1


@pytest.mark.parametrize("size", [4_001, 5_000, 39_999, 40_000])
def test_every_place_of_a_long_text_is_on_one_page_and_all_are_short(size: int) -> None:
    pages = pages_of("a" * size)

    assert [place for page in pages for place in range(page.begin, page.end)][:size] == list(range(size))
    assert all(page.begin < page.end <= page.reach or page.reach == size for page in pages)
    assert max(page.reach - page.begin for page in pages) < 2_000


@pytest.mark.parametrize("before", [990, 995, 999, 1_000, 1_001, 2_996])
def test_what_goes_over_a_page_is_found_once_and_whole(before: int) -> None:
    text = "x" * (before - 1) + " borne suite suite " + "x" * 5_000

    assert [finding.quote for finding in findings_in(text, MARK)] == ["borne suite suite"]
