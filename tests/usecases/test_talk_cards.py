"""What the buttons of a card do, and the replies in its thread."""

import json

import pytest

from bot.usecases.matter_views import NotDone
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AskWhatItIs,
    NotChanged,
    NotReviewed,
    Reviewed,
)
from tests.usecases.conversation import JAMES, PROMISE, VISITOR, Conversation


class TestButtons:
    """Only the author's, and each does what it says."""

    def test_another_version_is_shown_in_the_same_card_and_archived(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        talk.press("another", talk.only_card.card)

        card = talk.cards.card(talk.only_card.card)
        assert card is not None
        assert card.turn == 1
        assert json.loads(talk.archive.record(card.review).body or "")["turn"] == 1

    def test_another_platform_is_another_review(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        talk.press("platform", talk.only_card.card, choice="x")

        assert talk.only_card.review.draft.platform == "x"

    @pytest.mark.parametrize("choice", ["myspace", "", "linkedin"])
    def test_no_platform_or_the_same_one_changes_nothing(self, talk: Conversation, choice: str) -> None:
        talk.say(PROMISE)
        before = len(talk.shown[0].before)
        talk.press("platform", talk.only_card.card, choice=choice)

        assert len(talk.shown[0].before) == before

    def test_the_other_language_is_a_wish_that_only_a_language_model_can_grant(
        self, talk: Conversation
    ) -> None:
        talk.say(PROMISE)
        talk.press("translate", talk.only_card.card)

        [answer] = [view for view in talk.messenger.views if isinstance(view, NotChanged)]
        assert answer.why == "needs-model"

    def test_that_was_a_question_shows_clauses_and_the_way_back(self, talk: Conversation) -> None:
        talk.say("On peut promettre un rendement garanti?")
        card = talk.only_card.card
        talk.press("question", card)
        [view] = talk.messenger.views
        assert isinstance(view, AnsweredByClauses)
        assert view.card == card

        talk.press("review", card)
        assert talk.only_card.review.verdict == "revise"

    @pytest.mark.parametrize("person", [JAMES, VISITOR])
    def test_pressed_by_somebody_else_do_nothing(self, talk: Conversation, person) -> None:  # type: ignore[no-untyped-def]
        talk.say(PROMISE)
        before = len(talk.shown[0].before)
        talk.press("another", talk.only_card.card, person)

        assert [len(shown.before) for shown in talk.shown if shown.place.channel == "DUAMELIE"] == [before]

    def test_of_a_card_that_is_not_there_do_nothing_and_say_so(self, talk: Conversation) -> None:
        talk.press("another", "0" * 24)

        assert talk.shown == []
        assert [view for _, _, view in talk.messenger.alone] == [NotDone("gone")]
        assert talk.notes[0][0] == "button.refused"

    def test_on_an_erased_draft_say_so(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        card = talk.cards.card(talk.only_card.card)
        assert card is not None
        talk.archive.erase_body(card.review)
        talk.press("another", card.id)

        assert talk.messenger.views == [NotReviewed("erased")]


class TestAReplyInTheThread:
    """It is about the review of that thread."""

    def test_can_ask_for_another_version(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("une autre version svp", thread=ts)

        card = talk.shown[0].view
        assert isinstance(card, Reviewed)
        kept = talk.cards.card(card.card)
        assert kept is not None
        assert kept.turn == 1

    def test_can_name_another_platform(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("pour X", thread=ts)

        card, word = talk.shown
        assert isinstance(card.view, Reviewed)
        assert card.view.review.draft.platform == "x"
        assert word.view == Acknowledged(above=True)

    def test_is_about_the_draft_even_after_one_that_was_not_understood(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais?", thread=ts)
        talk.say("pour X", thread=ts)

        assert isinstance(talk.shown[0].view, Reviewed)
        assert talk.shown[0].view.review.draft.platform == "x"

    def test_close_to_the_draft_is_reviewed_as_its_new_version(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Un rendement possible, chaque année.", thread=ts)

        _, second = talk.shown
        assert second.place.thread == ts
        assert isinstance(second.view, Reviewed)
        assert second.view.review.verdict == "ok"

    def test_that_may_be_anything_is_asked_about_and_kept_until_then(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais, qui baissent?", thread=ts)
        _, second = talk.shown
        assert isinstance(second.view, AskWhatItIs)

        talk.press("review", second.view.card)
        assert isinstance(second.view, Reviewed)
        assert "nos frais" in second.view.review.draft.text

    def test_asked_about_and_answered_leaves_no_text_in_the_inbox(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.say("Et si je parlais plutôt de nos frais?", thread=ts)
        view = talk.shown[1].view
        assert isinstance(view, AskWhatItIs)
        talk.press("review", view.card)

        assert all(row.received.text == "" for row in talk.inbox._rows)
