"""Figures are of at least five people, whatever is subtracted from what."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.figures import (
    FEWEST,
    OTHERS,
    Cell,
    Facts,
    Figures,
    Made,
    Settled,
    count_figures,
    weeks_until,
)

MONDAY = datetime(2026, 11, 16, tzinfo=UTC)
END = MONDAY + timedelta(weeks=1)


def made(number: int, author: str, verdict: str = "ok", *rules: str, card: str = "") -> Made:
    return Made(card or f"c{number}", author, MONDAY + timedelta(minutes=number), verdict, rules)  # type: ignore[arg-type]


def figures(*reviews: Made, **more: object) -> Figures:
    return count_figures(Facts(reviews, **more), MONDAY, END)  # type: ignore[arg-type]


def people(count: int, verdict: str = "ok", *rules: str, named: str = "U") -> list[Made]:
    return [
        made(number, f"{named}{number}", verdict, *rules, card=f"{named}{number}") for number in range(count)
    ]


def settled(card: str, author: str, state: str, hours: float = 1, rule: str = "") -> Settled:
    closed = None if state == "open" else MONDAY + timedelta(hours=hours)
    return Settled(card, author, state, MONDAY, closed, (rule,) if rule else ())  # type: ignore[arg-type]


class TestFewerThanFive:
    """Are no figure."""

    def test_in_all(self) -> None:
        assert figures(*people(4)).is_nothing
        assert figures(*people(4), *[made(9 + n, "U1") for n in range(20)]).is_nothing
        assert figures(*people(5)).drafts == 5

    def test_of_a_rule(self) -> None:
        shown = figures(*people(5, "revise", "rare"), *people(5, "revise", "common", named="V"))
        assert shown.rules == (Cell("common", 5), Cell("rare", 5))
        shown = figures(*people(4, "revise", "rare"), *people(9, "revise", "common", named="V"))
        assert shown.rules == ()

    def test_of_the_drafts_without_a_rule(self) -> None:
        met = people(9, "revise", "common")

        assert figures(*met, *people(4, named="V")).rules == ()
        assert figures(*met, *people(5, named="V")).rules == (Cell("common", 9),)
        assert figures(*met).rules == (Cell("common", 9),)

    def test_of_a_verdict_nor_by_subtraction(self) -> None:
        assert figures(*people(9), *people(1, "block", named="B")).verdicts == ()
        shown = figures(*people(9), *people(5, "revise", named="R"), *people(1, "block", named="B"))
        assert shown.verdicts == (Cell("ok", 9), Cell(OTHERS, 6))

    def test_of_a_team_nor_by_subtraction(self) -> None:
        units = {f"U{n}": "wealth" for n in range(7)} | {f"V{n}": "brand" for n in range(6)} | {"W0": "law"}
        shown = figures(*people(7), *people(6, named="V"), *people(1, named="W"), units=units)

        assert [(each.name, each.count) for each in shown.units] == [("wealth", 7), (OTHERS, 7)]

    def test_of_a_verdict_that_the_teams_together_would_tell(self) -> None:
        flagged = [*people(6, "revise"), *people(6, "revise", named="V")]
        units = {f"U{n}": "wealth" for n in range(6)} | {f"V{n}": "brand" for n in range(6)}
        shown = figures(*flagged, made(99, "U0"), units=units)

        assert shown.verdicts == ()
        assert [(each.count, each.part) for each in shown.units] == [(7, None), (6, None)]
        shown = figures(*flagged, *[made(90 + n, f"U{n}") for n in range(5)], units=units)
        assert [(each.count, each.part) for each in shown.units] == [(11, 5), (6, 0)]

    def test_of_what_was_decided_repaired_or_contested(self) -> None:
        everybody = people(6, "revise")
        four = [f"U{n}" for n in range(4)]
        shown = figures(
            *everybody,
            requests=[settled(each, each, "approved") for each in four],
            postings=[settled(each, each, "as-reviewed") for each in four],
            disagreements=[settled(each, each, "agreed", rule="r") for each in four],
        )

        assert (shown.waited, shown.repaired, shown.contested) == (None, None, ())


class TestOfFive:
    """Each figure says what it is called."""

    def test_the_first_review_of_a_draft_counts_and_the_last_posting(self) -> None:
        mended = [made(100 + n, f"U{n}", card=f"U{n}") for n in range(5)]
        shown = figures(
            *mended,
            *people(5, "revise", "r"),
            postings=[settled(f"U{n}", f"U{n}", state, hours) for n in range(5)
                      for state, hours in (("differs", 1),)]
            + [Settled(f"U{n}", f"U{n}", "as-reviewed", MONDAY + timedelta(hours=3), None) for n in range(3)],
        )  # fmt: skip

        assert (shown.authors, shown.drafts) == (5, 5)
        assert shown.verdicts == (Cell("revise", 5),)
        assert shown.repaired == Cell("repaired", 5, 3)

    def test_decisions_take_their_median_and_their_ninth_tenth(self) -> None:
        hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 100]
        requests = [settled(f"c{n}", f"U{n}", "approved", hours[n]) for n in range(10)]
        waited = figures(*people(10), requests=[*requests, settled("x", "U1", "open")]).waited

        assert waited is not None
        assert (waited.decisions, waited.median, waited.ninth) == (10, timedelta(hours=5), timedelta(hours=9))

    def test_a_contested_rule_says_how_often_owners_agreed(self) -> None:
        contested = [settled(f"c{n}", f"U{n}", "agreed" if n < 2 else "kept", rule="r") for n in range(6)]

        assert figures(*people(6), disagreements=contested).contested == (Cell("r", 6, 2),)


REVIEWS = st.lists(
    st.tuples(st.integers(0, 11), st.sampled_from(["ok", "approval", "revise", "block"])), max_size=40
)
UNITS = st.dictionaries(st.sampled_from([f"U{n}" for n in range(12)]), st.sampled_from("abcd"))


@given(REVIEWS, UNITS)
def test_nothing_of_fewer_than_five_can_be_worked_out_from_the_parts_of_a_whole(
    given_reviews: list[tuple[int, str]], units: dict[str, str]
) -> None:
    reviews = [made(n, f"U{who}", verdict) for n, (who, verdict) in enumerate(given_reviews)]
    shown = figures(*reviews, units=units)
    for cells, name in (
        (shown.verdicts, lambda each: each.verdict),
        (shown.units, lambda each: units.get(each.author, OTHERS)),
    ):
        groups = defaultdict(set)
        counts = defaultdict(int)
        for each in reviews:
            groups[name(each)].add(each.author)
            counts[name(each)] += 1
        named = {cell.name for cell in cells if cell.name != OTHERS}
        withheld = set(groups) - named
        assert all(len(groups[each]) >= FEWEST for each in named)
        assert not withheld or not cells or len(set().union(*(groups[each] for each in withheld))) >= FEWEST
        assert not cells or sum(cell.count for cell in cells) == shown.drafts
        # Whoever takes any of what is shown from the whole is left with five people, or nobody.
        for size in range(len(named) + 1):
            for taken in combinations(sorted(named), size):
                left = set().union(*(groups[each] for each in set(groups) - set(taken)), set())
                assert len(left) >= FEWEST or not left or shown.drafts is None


@pytest.mark.parametrize("hours", [0, 1, 100, 167])
def test_weeks_are_whole_and_over(hours: int) -> None:
    now = MONDAY + timedelta(hours=hours)

    assert weeks_until(now, 1) == (MONDAY - timedelta(weeks=1), MONDAY)
    assert weeks_until(now, 4)[0] == MONDAY - timedelta(weeks=4)
