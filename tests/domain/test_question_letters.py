"""Letters that questions share."""

import pytest

from bot.domain.question_letters import index_letters, shared_letters

KNOWN = ("Can I guarantee a return?", "Où est le stationnement?", "Who approves a campaign?")


def test_a_slip_or_another_ending_leaves_most_letters_shared() -> None:
    shared = shared_letters("garantee returns", index_letters(KNOWN))

    assert shared[0] > 0.3
    assert shared[0] > 3 * max(shared[1:])


def test_a_question_shares_all_its_letters_with_itself_whatever_the_accents_and_capitals() -> None:
    assert shared_letters("ou est LE stationnement", index_letters(KNOWN))[1] == pytest.approx(1.0)


@pytest.mark.parametrize(("text", "known"), [("", KNOWN), ("?!", KNOWN), ("北京", KNOWN), ("Can I?", ())])
def test_what_has_no_letters_in_common_shares_none(text: str, known: tuple[str, ...]) -> None:
    shared = shared_letters(text, index_letters(known))

    assert shared.tolist() == [0.0] * len(known)
