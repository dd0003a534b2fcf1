"""After a crash, out of order, or with jobs that cannot be begun: everything is answered, once."""

from datetime import timedelta

import pytest

from bot.usecases.ports import StorageError
from bot.usecases.views import Failed
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, AT_ONCE, JAMES, NADIA, PROMISE, Conversation


class TestOutOfOrder:
    """Slack does not promise order."""

    def test_an_edit_that_comes_before_its_message_is_what_is_reviewed(self, talk: Conversation) -> None:
        talk.happen("edit", "1700.1", AMELIE, "1700.1", text="Comparez les frais.")
        talk.answer()
        talk.happen("message", "1700.1", AMELIE, "1700.1", text=PROMISE)
        talk.answer()

        assert talk.only_card.review.draft.text == "Comparez les frais."

    def test_a_message_that_comes_after_its_deletion_is_not_read(self, talk: Conversation) -> None:
        talk.happen("deletion", "1700.1", AMELIE, "1700.1")
        talk.happen("message", "1700.1", AMELIE, "1700.1", text=PROMISE)
        talk.answer()

        assert talk.shown == []


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

        assert talk.only_card.review.verdict == "revise"

    def test_between_the_archive_and_the_card_shows_what_was_archived(self, talk: Conversation) -> None:
        def die(place, ts, view, language) -> None:  # type: ignore[no-untyped-def]
            raise Crash

        edit, talk.messenger.edit = talk.messenger.edit, die  # type: ignore[method-assign]
        with pytest.raises(Crash):
            talk.say(PROMISE)
        talk.messenger.edit = edit  # type: ignore[method-assign]
        talk.jobs.restart()

        assert talk.only_card.review.verdict == "revise"
        assert talk.archive.verify("T1:UAMELIE") is None

    def test_before_the_job_began_it_is_begun_at_the_next_start(self, talk: Conversation) -> None:
        talk.write(PROMISE)
        talk.inbox.begin(talk.clock.now(), 1)

        talk.dispatcher.begin_again()
        assert talk.only_card.review.verdict == "revise"


def die_each_time(talk: Conversation, monkeypatch: pytest.MonkeyPatch, deaths: int) -> None:
    """Of every job, so many attempts end its process each time that they are taken up."""
    begin = talk.jobs.begin

    def begin_or_die(job_id: str) -> None:
        if int(job_id.rpartition(".")[2]) < deaths:
            talk.jobs.ended.add(job_id)
        else:
            begin(job_id)

    monkeypatch.setattr(talk.jobs, "begin", begin_or_die)
    monkeypatch.setattr(talk.jobs, "ends_process", lambda job_id: True)


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
        assert talk.only_card.review.verdict == "revise"

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

    def test_has_room_again_where_another_process_began_and_finished_a_job(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun: list[str] = []
        monkeypatch.setattr(talk.jobs, "begin", begun.append)
        for person in (AMELIE, JAMES):
            for _ in range(AT_ONCE):
                talk.write(PROMISE, person)
        talk.answer()
        assert len(begun) == AT_ONCE
        for job_id in begun:
            talk.inbox.finish(job_id.rpartition(".")[0], "done", talk.clock.now())
        talk.answer()
        assert len(begun) == AT_ONCE, "nobody said here that they are over"

        talk.dispatcher.rescue()
        talk.answer()
        assert len(begun) == 2 * AT_ONCE

    def test_lets_what_ends_its_process_wait_so_that_the_rest_is_done(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        die_each_time(talk, monkeypatch, deaths=1)
        talk.say(PROMISE)
        talk.clock.time += timedelta(seconds=31)
        talk.dispatcher.rescue()
        talk.wait(29)
        assert talk.shown == []

        talk.wait(2)
        assert talk.only_card.review.verdict == "revise"

    def test_gives_up_what_ends_its_process_after_every_pause_and_says_so(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            die_each_time(talk, patch, deaths=3)
            talk.say(PROMISE)
            for _ in range(3):
                assert talk.shown == []
                talk.clock.time += timedelta(seconds=31)
                talk.dispatcher.rescue()
                talk.wait(90)

        [failed] = talk.messenger.views
        assert isinstance(failed, Failed)
        assert talk.inbox.counts()["failed"] == 1

        talk.press("retry", failed.card)
        assert talk.only_card.review.verdict == "revise"

    def test_gives_up_where_telling_ends_the_process_too(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        die_each_time(talk, monkeypatch, deaths=100)
        talk.say(PROMISE)
        for _ in range(9):
            talk.clock.time += timedelta(seconds=31)
            talk.dispatcher.rescue()
            talk.wait(90)

        assert talk.inbox.counts()["failed"] == 1
        assert len(talk.jobs.ended) == 4

    def test_does_a_few_jobs_at_a_time(self, talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
        begun: list[str] = []
        monkeypatch.setattr(talk.jobs, "begin", begun.append)
        for person in (AMELIE, JAMES, NADIA):
            talk.write(PROMISE, person)
            talk.write(PROMISE, person)
        talk.answer()
        assert len(begun) == AT_ONCE

        talk.dispatcher.ended(begun[0])
        talk.answer()
        assert len(begun) == AT_ONCE + 1
