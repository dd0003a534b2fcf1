"""A draft given by a command: reviewed where it was typed, for its author alone; then wherever they like."""

from dataclasses import replace

import pytest

from bot.domain.draft import Draft
from bot.usecases.chat_ports import CannotShow, Place, Received, TryLater
from bot.usecases.matter_views import InviteMe, NotDone, Shared, SharedReview
from bot.usecases.submit import submit_event
from bot.usecases.views import (
    Acknowledged,
    AnsweredByClauses,
    AnsweredInConversation,
    Failed,
    Help,
    NotReviewed,
    Reading,
    Reviewed,
    YourDraft,
)
from tests.fakes_jobs import Crash
from tests.usecases.aside_talk import THERE, card_of, press_alone, reviews_archived, seen_alone, whispered
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation


def crash_after_posting(talk: Conversation) -> None:
    """The next message is there, and whoever posted it is cut off before it knows."""

    def crash() -> None:
        talk.messenger.after_posting = lambda: None
        raise Crash

    talk.messenger.after_posting = crash


class TestTheReview:
    """`/vigie` and a draft."""

    def test_is_shown_where_it_was_typed_to_its_author_alone(self, talk: Conversation) -> None:
        address = talk.command(PROMISE, "review", JAMES)

        [(where, view, language)] = talk.messenger.private
        assert (where, language) == (address, "en")
        assert isinstance(view, Reviewed)
        assert (view.aside, view.review.verdict) == (True, "revise")
        assert talk.shown == []

    def test_is_archived_before_it_is_shown_and_its_text_forgotten(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")

        card = card_of(talk, seen_alone(talk))
        assert (card.aside, card.state, card.place.channel) == (True, "shown", "CTEAM")
        assert talk.archive.record(card.review).stream == "T1:UAMELIE"
        assert talk.inbox.job("T1:command:1").received.text == ""

    @pytest.mark.parametrize(
        ("text", "view"),
        [("", Help), ("help", Help), ("? un rendement", AnsweredByClauses), ("merci", Acknowledged)],
    )
    def test_is_none_where_the_text_is_no_draft(self, text: str, view: type, talk: Conversation) -> None:
        talk.command(text, "review")

        assert [type(each) for each in whispered(talk)] == [view]
        assert talk.shown == []

    def test_of_what_cannot_be_reviewed_is_refused_there(self, talk: Conversation) -> None:
        talk.command("a" * 40_001, "review")

        assert [type(each) for each in whispered(talk)] == [NotReviewed]
        assert talk.shown == []

    @pytest.mark.parametrize(
        "trouble", [CannotShow("expired_url"), CannotShow("used_url"), TryLater("http_500")]
    )
    def test_comes_in_the_conversation_where_it_cannot_be_shown_there(
        self, trouble: Exception, talk: Conversation
    ) -> None:
        talk.messenger.faults = [None, trouble]
        talk.command(PROMISE, "review")

        draft, card = talk.shown
        assert draft.view == YourDraft(PROMISE)
        assert (draft.place.channel, draft.place.thread) == ("DUAMELIE", "")
        assert isinstance(card.view, Reviewed)
        assert not card.view.aside
        assert whispered(talk) == [AnsweredInConversation()]
        assert reviews_archived(talk) == 1
        assert card_of(talk, card.view).place == card.place

    def test_comes_there_too_where_slack_gave_no_address(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review", address="")

        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]
        assert talk.notes == []

    def test_that_may_have_been_shown_is_not_shown_there_again(self, talk: Conversation) -> None:
        crash_after_posting(talk)
        with pytest.raises(Crash):
            talk.command(PROMISE, "review")
        talk.jobs.restart()

        # Nobody knows whether the first came through: better in a second place than in none.
        assert [type(view) for view in whispered(talk)] == [Reviewed, AnsweredInConversation]
        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]
        assert reviews_archived(talk) == 1

    def test_in_the_conversation_answers_to_replies_and_buttons_as_any_other(
        self, talk: Conversation
    ) -> None:
        talk.command(PROMISE, "review", address="")
        card = talk.shown[1]
        assert isinstance(card.view, Reviewed)

        talk.say("pour X", thread=card.place.thread)
        assert card.view.review.draft.platform == "x"
        talk.press("platform", card.view.card, choice="mastodon")
        assert card.view.review.draft.platform == "mastodon"

    def test_of_a_draft_given_by_command_in_the_conversation_is_one_like_any_other(
        self, talk: Conversation
    ) -> None:
        event = "T1:command:here"
        place = Place("T1", "DUAMELIE", event)
        typed = Received(event, event, "command", place, event, AMELIE.id, PROMISE, choice="review")
        assert submit_event(replace(typed, reply_to=THERE), talk.inbox, talk.clock)
        talk.answer()

        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]
        assert whispered(talk) == []

    def test_says_that_it_is_being_made_where_a_language_model_takes_its_time(
        self, talk: Conversation
    ) -> None:
        object.__setattr__(talk.ports, "model", object())  # not asked about what is refused
        talk.command("a" * 40_001, "review")

        assert [type(view) for view in whispered(talk)] == [Reading, NotReviewed]


class TestSharing:
    """*Share with the channel*."""

    def test_posts_the_review_once_under_its_authors_name_with_nothing_to_press(
        self, talk: Conversation
    ) -> None:
        talk.command(PROMISE, "review")
        review = seen_alone(talk)
        for _ in range(2):
            press_alone(talk, "share", review.card)

        [shared] = talk.shown
        assert isinstance(shared.view, SharedReview)
        assert (shared.view.author, shared.view.review.draft.text) == (AMELIE.name, PROMISE)
        assert shared.place == Place("T1", "CTEAM", "")
        assert talk.messenger.private[1:] == [(THERE, Shared(review.card), "fr")] * 2

    @pytest.mark.parametrize("why", ["not_in_channel", "channel_not_found"])
    def test_asks_to_be_invited_where_the_bot_is_no_member_and_can_be_pressed_again(
        self, why: str, talk: Conversation
    ) -> None:
        talk.command(PROMISE, "review")
        review = seen_alone(talk)
        talk.messenger.faults = [CannotShow(why)]
        press_alone(talk, "share", review.card)
        assert whispered(talk)[1:] == [InviteMe()]
        assert talk.shown == []

        press_alone(talk, "share", review.card)
        assert isinstance(talk.shown[0].view, SharedReview)
        assert whispered(talk)[2:] == [Shared(review.card)]

        press_alone(talk, "to-dm", review.card)  # the way on that is left
        assert isinstance(talk.messenger.views[-1], Reviewed)

    def test_waits_where_slack_is_busy(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        talk.messenger.faults = [TryLater("ratelimited", 3)]
        press_alone(talk, "share", seen_alone(talk).card)
        assert talk.shown == []
        talk.wait(10)

        assert [type(view) for view in talk.messenger.views] == [SharedReview]

    def test_cut_off_in_the_middle_posts_no_second_time(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        card = seen_alone(talk).card

        crash_after_posting(talk)
        with pytest.raises(Crash):
            press_alone(talk, "share", card)
        talk.jobs.restart()

        assert len(talk.shown) == 1

    def test_of_somebody_elses_review_is_refused_recorded_and_told_alone(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        press_alone(talk, "share", seen_alone(talk).card, JAMES)

        assert talk.shown == []
        assert whispered(talk)[1:] == [NotDone("gone")]
        assert talk.archive.verify("T1:refusals") is None
        assert "button.refused" in [what for what, _ in talk.notes]
        assert any(each.kind == "refusal" for each in talk.archive._records)

    def test_of_an_erased_text_is_refused(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        card = card_of(talk, seen_alone(talk))
        talk.archive.erase_body(card.review)
        press_alone(talk, "share", card.id)

        assert talk.shown == []
        assert whispered(talk)[1:] == [NotDone("gone")]


class TestTakingItToTheConversation:
    """*Take it to my DM*."""

    def test_moves_the_same_card_under_the_draft_and_reviews_nothing_again(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        aside = seen_alone(talk)
        press_alone(talk, "to-dm", aside.card)

        draft, card = talk.shown
        assert draft.view == YourDraft(PROMISE)
        assert isinstance(card.view, Reviewed)
        assert (card.view.card, card.view.aside, card.view.has_message) == (aside.card, False, False)
        assert card.view.review == aside.review
        assert reviews_archived(talk) == 1
        assert talk.messenger.private[1:] == [(THERE, AnsweredInConversation(), "fr")]
        kept = card_of(talk, aside)
        assert (kept.place, kept.message, kept.aside) == (card.place, card.place.thread, False)

    def test_twice_is_once(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        card = seen_alone(talk).card
        for _ in range(2):
            press_alone(talk, "to-dm", card)

        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]

    def test_through_a_crash_is_once(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        card = seen_alone(talk).card

        crash_after_posting(talk)
        with pytest.raises(Crash):
            press_alone(talk, "to-dm", card)
        talk.jobs.restart()

        assert [type(view) for view in talk.messenger.views] == [YourDraft, Reviewed]

    def test_lets_the_thread_go_on(self, talk: Conversation) -> None:
        talk.command(PROMISE, "review")
        press_alone(talk, "to-dm", seen_alone(talk).card)
        card = talk.shown[1]
        talk.say("pour X", thread=card.place.thread)

        assert isinstance(card.view, Reviewed)
        assert card.view.review.draft == Draft(PROMISE, "x", card.view.review.draft.author)


def test_any_other_button_of_a_review_seen_alone_is_refused_politely(talk: Conversation) -> None:
    talk.command(PROMISE, "review")
    press_alone(talk, "another", seen_alone(talk).card)

    assert whispered(talk)[1:] == [NotDone("gone")]
    assert talk.shown == []


def test_a_guest_who_presses_something_is_told_alone(talk: Conversation) -> None:
    talk.command(PROMISE, "review")
    press_alone(talk, "share", seen_alone(talk).card, VISITOR)

    assert whispered(talk)[1:] == [NotReviewed("guest", ask=talk.ports.firm.ask)]
    assert talk.shown == []


def test_a_draft_that_failed_can_be_tried_again_there(talk: Conversation) -> None:
    add = talk.archive.add

    def fail(*given: object, **more: object) -> None:
        raise ValueError(PROMISE)

    talk.archive.add = fail  # type: ignore[method-assign, assignment]
    talk.command(PROMISE, "review")
    talk.wait(10)
    talk.wait(10)
    [failed] = whispered(talk)
    assert isinstance(failed, Failed)
    assert failed.card
    assert talk.shown == []
    assert PROMISE not in str(talk.notes)

    talk.archive.add = add  # type: ignore[method-assign]
    press_alone(talk, "retry", failed.card)
    assert seen_alone(talk).review.draft.text == PROMISE
    assert talk.inbox.job("T1:command:1").received.text == ""
