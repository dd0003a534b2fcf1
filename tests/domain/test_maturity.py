"""Where a firm stands: by facts alone, level after level, with what comes next."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from bot.domain.maturity import LEVELS, Facts, SignName, standing_by

NOTHING = Facts(0, 0, False, 0, 0, 0, 3, (), timedelta(), 0, timedelta())
CHAMPION = replace(NOTHING, owners=1, officers=1, compliance=True, authors=1)
TEAMS = replace(
    CHAMPION, owners=2, officers=2, authors=5, reviews=10, posted=5, gaps=0,
    decided_after=(timedelta(hours=2), timedelta(hours=5), timedelta(days=9)),
)  # fmt: skip
ORGANISATION = replace(TEAMS, sampled=1, units=3, balanced=True, certified=5, examples=5)


@pytest.mark.parametrize(
    ("facts", "level"),
    [(NOTHING, None), (CHAMPION, "champion"), (TEAMS, "teams"), (ORGANISATION, "organisation")],
)
def test_a_level_is_reached_with_all_its_signs(facts: Facts, level: str | None) -> None:
    assert standing_by(facts).level == level


def test_a_firm_that_has_everything_but_one_sign_of_the_first_level_is_before_it() -> None:
    stands = standing_by(replace(ORGANISATION, compliance=False))

    assert stands.level is None
    assert [each.name for each in stands.next] == ["officer"]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"officers": 1}, "two-each"),
        ({"decided_after": ()}, "in-time"),
        ({"decided_after": (timedelta(days=2),) * 3}, "in-time"),
        ({"waiting_for": timedelta(hours=25)}, "in-time"),
        ({"gaps": 1}, "clauses"),
        ({"posted": 4}, "posted"),
        ({"posted": 0, "reviews": 0}, "posted"),
    ],
)
def test_what_comes_next_is_what_is_missing(changes: dict[str, Any], missing: str) -> None:
    stands = standing_by(replace(TEAMS, **changes))

    assert stands.level == "champion"
    assert [each.name for each in stands.next] == [missing]


def test_of_fewer_than_five_authors_not_even_whether_they_post_is_told() -> None:
    stands = standing_by(replace(TEAMS, authors=4))

    assert [each.name for each in stands.next] == ["team", "posted"]


@pytest.mark.parametrize(
    ("changes", "missing"), [({"certified": 4}, "trained"), ({"examples": 4}, "examples")]
)
def test_of_the_last_level_too(changes: dict[str, Any], missing: str) -> None:
    stands = standing_by(replace(ORGANISATION, **changes))

    assert stands.level == "teams"
    assert [each.name for each in stands.next] == [missing]


def test_most_of_many_are_half() -> None:
    assert [each.name for each in standing_by(replace(ORGANISATION, authors=30, certified=14)).next] == [
        "trained"
    ]


def test_nothing_comes_next_where_every_sign_is_there() -> None:
    stands = standing_by(ORGANISATION)

    assert stands.next == ()
    assert [each.name for each in stands.signs] == list(get_args(SignName))
    assert sorted({each.level for each in stands.signs}) == sorted(LEVELS)
