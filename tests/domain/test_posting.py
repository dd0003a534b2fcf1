"""Where a post is found, and on which day it went out."""

from datetime import UTC, date, datetime

import pytest

from bot.domain.posting import day_posted, is_link

NOW = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("https://www.linkedin.com/posts/amelie_1", True),
        ("HTTPS://x.example?id=1#top", True),
        ("https://exemple.québec/é", True),
        ("http://www.linkedin.com/posts/1", False),
        ("javascript:alert(1)", False),
        ("https://localhost", False),
        ("https://me@evil.example/", False),
        ("https://x.example/a b", False),
        ("Voir https://x.example/1", False),
        ("https://x.example/" + "a" * 2_000, False),
        ("", False),
    ],
)
def test_a_link_is_the_encrypted_address_of_a_page(text: str, good: bool) -> None:
    assert is_link(text) is good


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("2025-01-01", date(2025, 1, 1)),
        ("2026-11-23", date(2026, 11, 23)),
        ("2026-11-24", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_day_is_one_that_has_begun_somewhere(text: str, day: date | None) -> None:
    assert day_posted(text, NOW) == day
