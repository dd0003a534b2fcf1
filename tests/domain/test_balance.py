"""The balance of posts against the firm's aim, in whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from bot.domain.balance import Balance, balance_of, tips
from bot.domain.firm import BalanceTarget

FOUR_IN_FIVE = BalanceTarget(resources=4, of=5, days=30)
NUMBERS = st.integers(0, 60)


@st.composite
def targets(draw: st.DrawFn) -> BalanceTarget:
    of = draw(st.integers(1, 12))
    return BalanceTarget(resources=draw(st.integers(1, of)), of=of, days=30)


@pytest.mark.parametrize(
    ("resources", "promotions", "tipped", "until"),
    [(0, 0, True, 4), (4, 0, False, 0), (4, 1, True, 4), (8, 1, False, 0), (3, 0, True, 1), (7, 1, True, 1)],
)
def test_four_in_five(resources: int, promotions: int, tipped: bool, until: int) -> None:
    balance = Balance(resources, promotions, FOUR_IN_FIVE)

    assert tips(balance) is tipped
    assert balance.until_promotion == until


def test_what_is_neither_does_not_count() -> None:
    assert balance_of(["resource", "neither", "promotion", "neither"], FOUR_IN_FIVE) == Balance(
        1, 1, FOUR_IN_FIVE
    )


@given(NUMBERS, NUMBERS, targets())
def test_after_the_resources_that_are_missing_one_more_promotion_keeps_the_aim(
    resources: int, promotions: int, target: BalanceTarget
) -> None:
    balance = Balance(resources, promotions, target)
    missing = balance.until_promotion
    if missing == -1:
        assert target.resources == target.of
        return

    assert not tips(Balance(resources + missing, promotions, target))
    assert missing == 0 or tips(Balance(resources + missing - 1, promotions, target))


@pytest.mark.parametrize("wrong", [{"resources": 6}, {"days": 0}, {"resources": 0}, {"unknown": 1}])
def test_an_aim_that_is_none_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValidationError):
        BalanceTarget.model_validate({"resources": 4, "of": 5, "days": 30} | wrong)
