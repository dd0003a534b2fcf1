"""What the budgets of the language model promise."""

import pytest

from bot.domain.budgets import Budgets, Price, Spent, believable, cost, estimate_tokens, may_ask, tokens_left

BUDGETS = Budgets(review_tokens=1_000, review_seconds=60, person_tokens_a_day=5_000, tokens_a_day=20_000)
NOTHING = Spent()


@pytest.mark.parametrize(
    ("review", "person", "day", "left"),
    [
        (NOTHING, NOTHING, NOTHING, 1_000),
        (Spent(300, 200), NOTHING, NOTHING, 500),
        (NOTHING, Spent(4_000, 700), NOTHING, 300),
        (NOTHING, NOTHING, Spent(19_000, 999), 1),
        (Spent(10, 0), Spent(4_500, 100), Spent(19_000, 900), 100),
    ],
)
def test_the_budget_that_is_closest_to_its_end_decides(
    review: Spent, person: Spent, day: Spent, left: int
) -> None:
    assert tokens_left(BUDGETS, review, person, day) == left


def test_what_was_overspent_leaves_nothing_and_no_debt() -> None:
    assert tokens_left(BUDGETS, NOTHING, NOTHING, Spent(30_000, 0)) == 0


def test_a_call_is_made_only_if_all_it_may_take_is_left() -> None:
    assert may_ask(500, 500)
    assert not may_ask(501, 500)


def test_with_nothing_left_not_even_a_call_for_nothing_is_made() -> None:
    assert not may_ask(0, 0)


def test_tokens_in_and_out_add_up() -> None:
    assert Spent(1, 2) + Spent(30, 40) == Spent(31, 42)
    assert (Spent(1, 2) + Spent(30, 40)).tokens == 73


@pytest.mark.parametrize(
    ("text", "tokens"), [("", 0), ("a", 1), ("abc", 1), ("abcd", 2), ("été", 2), ("🚀", 2), ("\ud800", 1)]
)
def test_an_estimate_is_a_third_of_the_bytes_rounded_up(text: str, tokens: int) -> None:
    assert estimate_tokens(text) == tokens


def test_no_text_is_estimated_at_less_than_a_third_of_its_characters() -> None:
    for text in ("Nos placements rapportent.", "价格稳定", "👩🏽‍🚀" * 40, "𝐆𝐮𝐚𝐫𝐚𝐧𝐭𝐞𝐞𝐝"):
        assert estimate_tokens(text) * 3 >= len(text)


def test_a_server_cannot_give_tokens_back_nor_count_beyond_reason() -> None:
    assert believable(Spent(-5, 7)) == Spent(0, 7)
    assert believable(Spent(10**30, -(10**30))) == Spent(1_000_000_000, 0)
    assert believable(Spent(12, 3)) == Spent(12, 3)


def test_the_cost_is_per_million_tokens_each_way() -> None:
    assert cost(Spent(2_000_000, 500_000), Price(0.25, 2.0)) == pytest.approx(1.5)
    assert cost(NOTHING, Price(0.25, 2.0)) == 0
