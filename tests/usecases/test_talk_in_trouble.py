"""Whatever goes wrong, at Slack or here: nothing is lost, nothing is there twice."""

from datetime import timedelta

import pytest

from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.dispatch import AT_ONCE
from bot.usecases.ports import StorageError
from bot.usecases.views import (
    Failed,
    Reading,
    Reviewed,
)
from tests.fakes_jobs import Crash
from tests.usecases.conversation import PROMISE, Conversation


@pytest.fixture
def talk() -> Conversation:
    return Conversation()


def _card(talk: Conversation) -> Reviewed:
    [shown] = talk.shown
    assert isinstance(shown.view, Reviewed)
    return shown.view


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
        assert _card(talk).review.verdict == "revise"

    def test_a_message_stored_by_slack_whose_answer_was_lost_is_not_posted_again(
        self, talk: Conversation
    ) -> None:
        def lose_the_answer() -> None:
            talk.messenger.after_posting = lambda: None
            raise TryLater("connection")

        talk.messenger.after_posting = lose_the_answer
        talk.say(PROMISE)
        talk.wait(5)

        assert _card(talk).review.verdict == "revise"

    def test_a_card_that_cannot_be_filled_is_filled_later_and_archived_once(self, talk: Conversation) -> None:
        talk.messenger.faults = [None, TryLater("500")]
        talk.say(PROMISE)
        assert talk.messenger.views == [Reading()]

        talk.wait(5)
        assert _card(talk).review.verdict == "revise"
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
        assert _card(talk).review.verdict == "revise"


class TestAfterACrash:
    """A process that dies anywhere is followed by one that completes the card."""

    def test_between_slack_s_store_and_ours_the_card_is_completed_and_there_once(
        self, talk: Conversation
    ) -> None:
        def die() -> None:
            talk.messenger.after_posting = lambda: None
            raise Crash

        talk.messenger.after_posting = die
        with pytest.raises(Crash):
            talk.say(PROMISE)
        talk.jobs.restart()

        assert _card(talk).review.verdict == "revise"

    def test_between_the_archive_and_the_card_shows_what_was_archived(self, talk: Conversation) -> None:
        def die(place, ts, view, language) -> None:  # type: ignore[no-untyped-def]
            raise Crash

        edit, talk.messenger.edit = talk.messenger.edit, die  # type: ignore[method-assign]
        with pytest.raises(Crash):
            talk.say(PROMISE)
        talk.messenger.edit = edit  # type: ignore[method-assign]
        talk.jobs.restart()

        assert _card(talk).review.verdict == "revise"
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_before_the_job_began_it_is_begun_at_the_next_start(self, talk: Conversation) -> None:
        talk.write(PROMISE)
        talk.inbox.begin(talk.clock.now(), 1)

        talk.dispatcher.begin_again()
        assert _card(talk).review.verdict == "revise"


class TestTheDispatcher:
    """What was marked as begun is never forgotten."""

    def test_begins_later_what_could_not_be_begun(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(job_id: str) -> None:
            raise StorageError("The database is away.")

        with monkeypatch.context() as patch:
            patch.setattr(talk.jobs, "begin", away)
            talk.say(PROMISE)
        assert talk.shown == []

        talk.clock.time += timedelta(seconds=31)
        talk.dispatcher.rescue()
        assert _card(talk).review.verdict == "revise"

    def test_puts_back_what_ended_without_being_finished(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def away(*given: object) -> None:
            raise StorageError("The database is away.")

        with monkeypatch.context() as patch:
            for verb in ("finish", "postpone"):
                patch.setattr(talk.inbox, verb, away)
            talk.say("Bonjour")
        assert talk.inbox.counts()["begun"] == 1

        talk.clock.time += timedelta(seconds=31)
        talk.dispatcher.rescue()
        talk.answer()
        assert talk.inbox.counts()["done"] == 1
        assert len(talk.shown) == 1

    def test_does_a_few_jobs_at_a_time(self, talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
        begun: list[str] = []
        monkeypatch.setattr(talk.jobs, "begin", begun.append)
        for _ in range(AT_ONCE + 2):
            talk.write(PROMISE)
        talk.answer()
        assert len(begun) == AT_ONCE

        talk.dispatcher.ended(begun[0])
        talk.answer()
        assert len(begun) == AT_ONCE + 1
