"""How well a draft that adds nothing is recognised: the floor under the figures of docs/coaching.md."""

import pytest

from bot.domain.differentiation import is_bare_share
from tests.evaluation.differentiation import ADD_SOMETHING, HALVES, bare_shares, own_shares, pairs, told


@pytest.mark.parametrize("half", HALVES)
def test_a_relay_is_told_and_never_whoever_has_something_of_their_own(half: str) -> None:
    relays = [told(*each) for each in pairs(half, [("first", "relay")])]

    assert sum(relays) >= 0.8 * len(relays)
    assert not any(told(*each) for each in pairs(half, ADD_SOMETHING))


@pytest.mark.parametrize("half", HALVES)
def test_a_headline_that_is_passed_on_is_told_and_nobody_who_adds_a_sentence(half: str) -> None:
    bare = [is_bare_share(each) for each in bare_shares(half)]

    assert sum(bare) >= 0.8 * len(bare)
    assert [each for each in own_shares(half) if is_bare_share(each)] == []
