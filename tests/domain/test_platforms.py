"""How long a post is, counted as each platform counts it.

The expected numbers for X are those of twitter-text 3 (configuration v3: links 23, emoji 2).
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.draft import PLATFORMS, Platform
from bot.domain.platforms import measure


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("This is a test.", 15),
        ("http://test.com", 23),
        ("Test https://test.com test https://test.com test.com test", 86),
        ("lautorite.qc.ca", 23),
        ("www.lautorite.qc.ca/grand-public", 23),
        ("(see https://a.ca/x).", 30),
        ("voir riviere-nord.com.", 29),
        ("https://exemple.ca/a?b=c&d=e, suite", 30),
        ("écrivez à info@firme.com", 24),
        ("\U00010000\U0010ffff", 4),
        ("저찀쯿쿿", 8),
        ("H\U0001f431☺", 5),
        ("👨‍👩‍👧‍👦", 2),
        ("👍🏽", 2),
        ("🇨🇦", 2),
        ("1️⃣ #️⃣", 5),
        ("❤️ ❤", 5),
        ("été", 3),
        ("e\u0301te\u0301", 3),
        ("«é» –—’“”", 9),
        ("…€\u202f", 6),
        ("a\nb", 3),
        ("", 0),
    ],
)
def test_the_weighted_length_of_x(text: str, weight: int) -> None:
    assert measure(text, "x").used == weight


@pytest.mark.parametrize(
    ("text", "graphemes"),
    [("👨‍👩‍👧‍👦", 1), ("👍🏽🇨🇦", 2), ("e\u0301te\u0301", 3), ("https://exemple.ca", 18), ("a\r\nb", 3)],
)
def test_bluesky_counts_what_a_reader_sees_as_one_character(text: str, graphemes: int) -> None:
    assert measure(text, "bluesky").used == graphemes


def test_mastodon_counts_a_link_as_23_characters() -> None:
    assert measure("Voir https://exemple.ca/une/longue/adresse?avec=tout ici", "mastodon").used == 5 + 23 + 4
    assert measure("Voir http://a.ca", "mastodon").used == 5 + 23


@pytest.mark.parametrize(
    ("platform", "limit"),
    [
        ("linkedin", 3000),
        ("x", 280),
        ("facebook", 63206),
        ("instagram", 2200),
        ("threads", 500),
        ("bluesky", 300),
        ("mastodon", 500),
    ],
)
def test_a_text_of_exactly_the_limit_fits_and_one_more_does_not(platform: Platform, limit: int) -> None:
    assert measure("a" * limit, platform).fits
    assert not measure("a" * (limit + 1), platform).fits
    assert measure("a" * limit, platform).limit == limit


def test_140_emoji_fit_on_x_and_141_do_not() -> None:
    assert measure("🐱" * 140, "x").fits
    assert not measure("🐱" * 141, "x").fits


@given(st.text(st.characters(codec=None), max_size=60), st.sampled_from(PLATFORMS))
def test_any_text_can_be_measured(text: str, platform: Platform) -> None:
    assert measure(text, platform).used >= 0
