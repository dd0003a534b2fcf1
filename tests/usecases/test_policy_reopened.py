"""A review made under earlier policies says so when its author comes back to it, and can be made again."""

import pytest

from bot.usecases.views import ApprovesNothing, Changed, Explained, Reviewed, UnderEarlier, WouldBe
from tests.publications import document, publication
from tests.usecases.conversation import PROMISE, Conversation


def _publish_another(talk: Conversation) -> None:
    talk.policies.publish(publication([document(says="Aucun rendement n'est garanti, jamais.", version=2)]))


@pytest.mark.parametrize(
    ("said", "view"),
    [("pourquoi?", Explained), ("si j'ajoute: bonjour", WouldBe), ("approuvé?", ApprovesNothing)],
)
def test_an_answer_about_a_review_under_earlier_policies_says_so(
    said: str, view: type, talk: Conversation
) -> None:
    ts = talk.say(PROMISE)
    _publish_another(talk)
    talk.say(said, thread=ts)

    card, answer = (shown.view for shown in talk.shown)
    assert isinstance(card, Reviewed)
    assert isinstance(answer, UnderEarlier)
    assert isinstance(answer.answer, view)
    assert answer.card == card.card


def test_a_review_under_the_policies_in_force_says_nothing(talk: Conversation) -> None:
    ts = talk.say(PROMISE)
    talk.say("pourquoi?", thread=ts)

    assert isinstance(talk.shown[-1].view, Explained)


def test_the_button_says_so_too(talk: Conversation) -> None:
    talk.say(PROMISE)
    card = talk.only_card.card
    _publish_another(talk)
    talk.press("why", card)

    assert isinstance(talk.shown[-1].view, UnderEarlier)


def test_reviewed_again_it_is_under_the_policies_in_force_and_says_nothing(talk: Conversation) -> None:
    ts = talk.say(PROMISE)
    first = talk.only_card
    _publish_another(talk)
    talk.press("again", first.card)

    again = talk.shown[0].view
    assert isinstance(again, Reviewed)
    assert again.review.versions.library == talk.policies.library_in_force()
    assert again.review.versions.library != first.review.versions.library
    assert again.again
    talk.say("pourquoi?", thread=ts)
    assert isinstance(talk.shown[-1].view, Explained)


def test_another_text_is_made_under_the_policies_in_force_and_says_nothing(talk: Conversation) -> None:
    ts = talk.say("Un rendement garanti, chaque année. Lisez votre relevé. Comparez les frais.")
    _publish_another(talk)
    talk.say("plus court", thread=ts)

    assert not isinstance(talk.shown[-1].view, UnderEarlier) or not isinstance(
        talk.shown[-1].view.answer, Changed
    )
