"""What the cards promise: one for each message, found by its id, by its message and by its thread."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.usecases.chat_ports import Card, Cards, CardState, Place
from bot.usecases.ports import StorageError

PLACE = Place("T1", "D1", "100.1")


def card(card_id: str, message: str, place: Place = PLACE) -> Card:
    """A card that was just begun."""
    return Card(card_id, place, message, author="U1", event=f"E-{card_id}", platform="x", language="fr")


def test_a_card_is_kept_as_it_was_given(cards: Cards) -> None:
    shown = replace(
        card("C1", "100.1"),
        platform="mastodon",
        language="en",
        attachments=("video", "image"),
        revision=2,
        turn=3,
        review="R1",
        state="withdrawn",
        role="executive",
        genre="profile",
        draft_language="en",
        aside=True,
        planned=datetime(2026, 11, 17, 9, 0, 0, 5, tzinfo=UTC),
    )

    cards.keep(shown)

    assert cards.card("C1") == cards.of_message("T1", "D1", "100.1") == shown


def test_of_a_card_that_nobody_said_more_of_the_usual_is_kept(cards: Cards) -> None:
    cards.keep(card("C1", "100.1"))

    assert cards.card("C1") == card("C1", "100.1")


def test_a_card_that_changed_takes_the_place_of_what_it_was(cards: Cards) -> None:
    cards.keep(card("C1", "100.1"))
    shown = replace(card("C1", "100.1"), state="shown", review="R1", event="E2")

    cards.keep(shown)
    cards.keep(shown)

    assert cards.card("C1") == shown


def test_the_newest_card_of_a_thread_is_the_one_begun_last_whatever_changed_since(cards: Cards) -> None:
    first, second = card("C2", "100.1"), card("C1", "100.2")
    cards.keep(first)
    cards.keep(second)
    cards.keep(card("C3", "200.1", Place("T1", "D1", "200.1")))
    cards.keep(replace(first, state="shown"))

    assert cards.newest_in(PLACE) == second


@pytest.mark.parametrize("state", ["question", "withdrawn"])
def test_what_is_no_draft_or_no_longer_one_is_not_what_its_thread_is_about(
    cards: Cards, state: CardState
) -> None:
    draft, reply = card("C1", "100.1"), replace(card("C2", "100.2"), state=state)
    cards.keep(draft)
    cards.keep(reply)
    assert cards.newest_in(PLACE) == draft

    reviewed = replace(reply, review="R2", state="shown")
    cards.keep(reviewed)
    assert cards.newest_in(PLACE) == reviewed


def test_what_is_not_there_is_none(cards: Cards) -> None:
    cards.keep(card("C1", "100.1"))

    assert cards.card("C2") is None
    for team, channel, thread in (("T2", "D1", "100.1"), ("T1", "D2", "100.1"), ("T1", "D1", "100.2")):
        assert cards.newest_in(Place(team, channel, thread)) is None
        assert cards.of_message(team, channel, thread) is None


def test_a_message_has_one_card(cards: Cards) -> None:
    cards.keep(card("C1", "100.1"))

    with pytest.raises(StorageError, match="contradict"):
        cards.keep(card("C2", "100.1"))

    assert cards.card("C2") is None
    assert cards.of_message("T1", "D1", "100.1") == card("C1", "100.1")
