"""Whatever goes wrong, at Slack or here: nothing is lost, nothing is there twice."""

import pytest

from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.ports import StorageError
from bot.usecases.views import (
    Failed,
    Reading,
    Reviewed,
)
from tests.usecases.conversation import AMELIE, PROMISE, Conversation


class TestWhenSlackFails:
    """Nothing is lost, nothing is there twice."""

    def test_a_message_that_cannot_be_posted_now_is_posted_later(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("ratelimited", 30)]
        talk.say(PROMISE)
        assert talk.shown == []
        assert talk.messenger.statuses == {}

        talk.wait(29)
        assert talk.shown == []
        talk.wait(2)
        assert talk.only_card.review.verdict == "revise"

    def test_a_message_stored_by_slack_whose_answer_was_lost_is_not_posted_again(
        self, talk: Conversation
    ) -> None:
        def lose_the_answer() -> None:
            talk.messenger.after_posting = lambda: None
            raise TryLater("connection")

        talk.messenger.after_posting = lose_the_answer
        talk.say(PROMISE)
        talk.wait(5)

        assert talk.only_card.review.verdict == "revise"

    def test_a_card_that_cannot_be_filled_is_filled_later_and_archived_once(self, talk: Conversation) -> None:
        talk.messenger.faults = [None, TryLater("500")]
        talk.say(PROMISE)
        assert talk.messenger.views == [Reading()]

        talk.wait(5)
        assert talk.only_card.review.verdict == "revise"
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_what_comes_after_in_the_thread_waits_for_its_turn(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("500", 60)]
        ts = talk.say(PROMISE)
        talk.say("pour X", thread=ts)
        assert talk.shown == []

        talk.wait(61)
        view = talk.shown[0].view
        assert isinstance(view, Reviewed)
        assert view.review.draft.platform == "x"

    def test_what_slack_refuses_for_good_is_dropped_and_noted(self, talk: Conversation) -> None:
        talk.messenger.faults = [CannotShow("channel_not_found")]
        talk.say(PROMISE)

        assert ("job.refused", {"received": "Ev2", "why": "channel_not_found"}) in talk.notes
        assert talk.inbox.counts()["dropped"] == 1

    def test_after_a_day_it_gives_up(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("500", 60)] * 500
        talk.say(PROMISE)
        talk.wait(25 * 3600)
        talk.wait(61)

        assert talk.inbox.counts()["failed"] == 1

    def test_it_can_wait_for_slack_a_thousand_times(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("500", 0.01)] * 5000
        talk.say(PROMISE)
        for _ in range(1100):
            talk.wait(1)
        talk.messenger.faults = [TryLater("500")] * 9
        talk.wait(1)
        talk.messenger.faults = []
        talk.wait(299)

        assert talk.inbox.counts()["waiting"] == 1
        talk.wait(2)
        assert talk.only_card.review.verdict == "revise"

    def test_having_waited_for_slack_counts_as_no_fault_of_our_own(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("500", 1)] * 4 + [None, KeyError("x")]
        talk.say(PROMISE)
        for _ in range(6):
            talk.wait(2)

        assert talk.only_card.review.verdict == "revise"

    def test_a_fault_of_our_own_is_tried_again_then_told_with_a_reference_and_a_way_to_try_again(
        self, talk: Conversation
    ) -> None:
        talk.messenger.faults = [None, KeyError(PROMISE), KeyError(PROMISE), KeyError(PROMISE)]
        talk.say(PROMISE)
        talk.wait(5)
        talk.messenger.faults = [KeyError(PROMISE)]
        talk.wait(10)

        [view] = talk.messenger.views
        assert isinstance(view, Failed)
        [reference] = {ids["reference"] for what, ids in talk.notes if what == "job.fault"} & {view.reference}
        assert PROMISE not in str(talk.notes)
        assert reference

        talk.press("retry", view.card)
        assert talk.only_card.review.verdict == "revise"

    def test_another_platform_that_slack_would_not_take_is_shown_later(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        for faults in ([TryLater("429")], [None, TryLater("429")]):
            choice = "x" if len(faults) == 1 else "facebook"
            talk.messenger.faults = faults
            talk.press("platform", talk.only_card.card, choice=choice)
            talk.wait(5)

            assert talk.only_card.review.draft.platform == choice

    def test_another_version_is_the_next_one_however_often_slack_refuses(self, talk: Conversation) -> None:
        talk.say(PROMISE)
        talk.messenger.faults = [None, TryLater("429"), None, TryLater("429")]
        talk.press("another", talk.only_card.card)
        talk.wait(5)
        talk.wait(5)

        kept = talk.cards.card(talk.only_card.card)
        assert kept is not None
        assert kept.turn == 1

    def test_try_again_after_a_failed_edit_reviews_the_edit(self, talk: Conversation) -> None:
        ts = talk.say(PROMISE)
        talk.messenger.faults = [KeyError("x")] * 3
        talk.happen("edit", ts, AMELIE, ts, text="Comparez les frais.")
        for _ in range(3):
            talk.wait(10)
        [view] = talk.messenger.views
        assert isinstance(view, Failed)

        talk.press("retry", view.card)
        assert talk.only_card.review.draft.text == "Comparez les frais."
        assert talk.inbox.counts()["failed"] == 0

    def test_a_fault_before_there_is_a_card_still_leaves_a_way_back(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*given: object) -> None:
            raise KeyError("x")

        with monkeypatch.context() as patch:
            patch.setattr(talk.cards, "of_message", broken)
            talk.say(PROMISE)
            talk.wait(2)
        patch_once = iter([True])
        monkeypatch.setattr(
            talk.messenger, "show_status", lambda *given: broken() if next(patch_once, False) else None
        )
        talk.wait(5)
        [view] = talk.messenger.views
        assert isinstance(view, Failed)

        talk.press("retry", view.card)
        assert talk.only_card.review.verdict == "revise"

    def test_a_fault_that_cannot_be_told_now_is_told_later(self, talk: Conversation) -> None:
        fault, busy = KeyError("x"), TryLater("429")
        talk.messenger.faults = [None, fault, None, fault, None, fault, busy]
        talk.say(PROMISE)
        for _ in range(6):
            talk.wait(20)

        assert talk.only_card.review.verdict == "revise"
        assert talk.inbox.counts()["done"] == 1

    def test_a_question_that_fails_says_to_ask_again_and_keeps_no_text(self, talk: Conversation) -> None:
        talk.messenger.faults = [KeyError("x")] * 3
        talk.say("? rendement")
        for _ in range(3):
            talk.wait(10)

        [view] = talk.messenger.views
        assert view == Failed("", view.reference if isinstance(view, Failed) else "")
        assert talk.inbox.counts()["dropped"] == 1

    def test_a_database_that_is_away_for_a_moment_is_not_told(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*given: object) -> None:
            raise StorageError("The database is busy.")

        with monkeypatch.context() as patch:
            patch.setattr(talk.cards, "keep", away)
            talk.say(PROMISE)
            for _ in range(4):
                talk.wait(5)
            assert talk.shown == []
        talk.wait(60)

        assert talk.only_card.review.verdict == "revise"
