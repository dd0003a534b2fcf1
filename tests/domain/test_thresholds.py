"""Thresholds: as low as few clean posts are flagged, lower for rules that block, never fitted to one rule."""

from collections.abc import Mapping
from math import inf

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.held_out import HeldOut
from bot.domain.thresholds import FLAGGED, Chosen, choose_thresholds


def post(*broken: str, found: Mapping[str, float] | None = None, **scores: float) -> HeldOut:
    """A post that breaks these rules, with what the words of some find, and the score of each."""
    return HeldOut(frozenset(broken), found or {}, scores)


def clean(score: float, count: int = 1) -> list[HeldOut]:
    """Clean posts to which the rule `a` gives that score."""
    return [post(a=score)] * count


def wrong(score: float, count: int = 1) -> list[HeldOut]:
    """The same for posts that break it."""
    return [post("a", a=score)] * count


def chosen(posts: list[HeldOut], severe: bool = False, mild: bool = False) -> Chosen:
    """What is chosen for the rule `a`."""
    return choose_thresholds(posts, ["a"], {"a"} if severe else (), {"a"} if mild else ())["a"]


def test_a_rule_that_tells_wrong_from_clean_finds_all_of_it_and_nothing_else() -> None:
    told = chosen(wrong(2.0, 20) + clean(-3.0, 40))

    assert -3.0 < told.threshold < 2.0
    assert (told.precision, told.recall) == (1.0, 1.0)


def test_the_threshold_rises_until_few_clean_posts_are_flagged() -> None:
    told = chosen([*wrong(3.0, 10), *wrong(1.0, 10), *clean(1.5, 15), *clean(-3.0, 60)])

    assert 1.5 <= told.threshold < 3.0
    assert (told.precision, told.recall) == (1.0, 0.5)


def test_clean_posts_that_words_flag_leave_less_to_be_flagged_by_meaning() -> None:
    posts = [*wrong(3.0, 10), *wrong(0.5, 10), *clean(1.0, 3), *clean(-3.0, 90)]

    assert chosen(posts).recall == 1.0
    assert chosen([*posts, *[post(found={"a": inf}, a=-3.0)] * 8]).recall == 0.5


def test_words_that_are_doubted_flag_nothing() -> None:
    posts = [*wrong(3.0, 10), *wrong(0.5, 10), *clean(1.0, 3), *clean(-3.0, 90)]

    assert chosen([*posts, *[post(found={"a": -9.0}, a=-9.0)] * 50]).recall == 1.0


def test_a_rule_that_only_suggests_keeps_to_its_own() -> None:
    posts = [*wrong(3.0, 10), *clean(-1.0, 90)]

    assert chosen(posts, mild=True).threshold == 0.5
    assert chosen([*posts, *clean(2.9, 50)], mild=True).threshold == 0.5


def test_a_rule_that_blocks_speaks_when_it_is_less_sure() -> None:
    posts = [*wrong(3.0, 10), *clean(1.0, 30), *clean(-3.0, 70)]

    assert chosen(posts, severe=True).threshold < chosen(posts).threshold + 1


def test_what_words_find_counts_in_what_is_told_of_the_rule() -> None:
    told = chosen([*wrong(3.0, 5), *[post("a", found={"a": inf}, a=-3.0)] * 5, *clean(-3.0, 40)])

    assert (told.precision, told.recall) == (1.0, 1.0)


def test_rules_share_one_threshold() -> None:
    posts = [post("a", a=2.0, b=-3.0), post("b", a=-3.0, b=4.0), *[post(a=0.5, b=-3.0)] * 20]
    told = choose_thresholds(posts, ["a", "b"], ())

    assert told["a"].threshold == told["b"].threshold


def test_without_posts_there_is_a_threshold_all_the_same() -> None:
    assert chosen([]).recall == 0.0


@given(st.lists(st.tuples(st.booleans(), st.floats(-1.5, 4.5)), min_size=1, max_size=60))
def test_no_more_clean_posts_are_flagged_than_may_be(given_posts: list[tuple[bool, float]]) -> None:
    posts = [post(*("a" if broken else ""), a=score) for broken, score in given_posts]
    innocent = [each for each in posts if not each.broken]
    threshold = chosen(posts).threshold

    assert sum(each.scores["a"] > threshold for each in innocent) <= FLAGGED * len(innocent)
