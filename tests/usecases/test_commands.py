"""What people see when they type a command: an answer for them alone, a draft's review in its place."""

import pytest

from bot.usecases.chat_ports import CannotShow, TryLater
from bot.usecases.ports import NothingPublished
from bot.usecases.views import (
    AnsweredByClauses,
    Failed,
    Help,
    NotReviewed,
    View,
)
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE, JAMES, PROMISE, VISITOR, Conversation


def whispered(talk: Conversation) -> list[View]:
    """What was answered where commands were typed."""
    return [view for _, view, _ in talk.messenger.private]


class TestPolicy:
    """`/policy`."""

    def test_is_answered_where_it_was_typed_and_nowhere_else(self, talk: Conversation) -> None:
        address = talk.command("Peut-on promettre un rendement", person=JAMES)

        [(where, view, language)] = talk.messenger.private
        assert (where, language) == (address, "en")
        assert isinstance(view, AnsweredByClauses)
        assert talk.searched == ["Peut-on promettre un rendement"]
        assert talk.shown == []
        assert talk.inbox.counts()["done"] == 1

    @pytest.mark.parametrize("text", ["", "  ", "help", "aide", "?", "Help please"])
    def test_with_nothing_or_a_call_for_help_is_answered_with_help(
        self, text: str, talk: Conversation
    ) -> None:
        talk.command(text)

        assert [type(view) for view in whispered(talk)] == [Help]

    def test_needs_no_question_mark_and_is_none_the_worse_for_one(self, talk: Conversation) -> None:
        for text in ("un rendement", "? un rendement", "/policy un rendement"):
            talk.command(text)

        assert talk.searched == ["un rendement"] * 3

    def test_is_a_question_even_when_it_reads_like_a_draft(self, talk: Conversation) -> None:
        talk.command(PROMISE)

        assert [type(view) for view in whispered(talk)] == [AnsweredByClauses]
        assert talk.searched == [PROMISE]

    def test_is_forgotten_with_its_address_once_it_is_answered(self, talk: Conversation) -> None:
        talk.command("Peut-on promettre un rendement")

        received = talk.inbox.job("T1:command:1").received
        assert (received.text, received.reply_to) == ("", "")

    def test_delivered_twice_is_answered_once(self, talk: Conversation) -> None:
        talk.command("un rendement")
        again = talk.inbox.job("T1:command:1").received

        assert talk.inbox.accept(again, talk.clock.now()) is False


class TestAnAnswerThatCannotBeShownThere:
    """It comes in the conversation with the bot."""

    @pytest.mark.parametrize(
        "trouble", [CannotShow("expired_url"), CannotShow("used_url"), TryLater("http_500")]
    )
    def test_comes_in_the_conversation(self, trouble: Exception, talk: Conversation) -> None:
        talk.messenger.faults = [trouble]
        talk.command("un rendement")

        [shown] = talk.shown
        assert isinstance(shown.view, AnsweredByClauses)
        assert (shown.place.channel, shown.place.thread) == ("DUAMELIE", "")
        assert [what for what, _ in talk.notes] == ["command.not-answered-there"]
        assert whispered(talk) == []

    def test_because_slack_gave_no_address_comes_in_the_conversation(self, talk: Conversation) -> None:
        talk.command("un rendement", address="")

        assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]
        assert talk.notes == []

    def test_because_we_were_cut_off_comes_in_the_conversation(self, talk: Conversation) -> None:
        talk.messenger.faults = [Crash()]  # type: ignore[list-item]
        with pytest.raises(Crash):
            talk.command("un rendement")
        talk.jobs.restart()

        assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]
        assert whispered(talk) == []

    def test_comes_once_however_often_the_conversation_refuses(self, talk: Conversation) -> None:
        talk.messenger.faults = [TryLater("http_500"), TryLater("http_503"), None, TryLater("unreachable")]
        talk.command("un rendement")
        assert talk.shown == []
        talk.wait(10)
        talk.wait(100)

        assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]

    def test_that_may_have_been_shown_there_is_not_tried_there_again(self, talk: Conversation) -> None:
        def crash_at_the_end() -> None:
            talk.messenger.after_posting = lambda: None
            raise Crash

        talk.messenger.after_posting = crash_at_the_end
        with pytest.raises(Crash):
            talk.command("un rendement")
        talk.jobs.restart()

        # Nobody knows whether the first came through: better in a second place than in none.
        assert len(whispered(talk)) == 1
        assert [type(view) for view in talk.messenger.views] == [AnsweredByClauses]


class TestAGuest:
    """Somebody of another firm."""

    @pytest.mark.parametrize("name", ["policy", "review"])
    def test_is_told_whom_to_ask_and_nothing_is_read(self, name: str, talk: Conversation) -> None:
        talk.command(PROMISE, name, VISITOR)

        [view] = whispered(talk)
        assert isinstance(view, NotReviewed)
        assert (view.why, view.ask) == ("guest", talk.ports.firm.ask)
        assert talk.searched == []
        assert talk.shown == []
        assert talk.inbox.job("T1:command:1").received.text == ""


class TestWhenSomethingIsWrong:
    """A command never ends in silence."""

    def test_a_fault_of_ours_is_told_with_a_reference(
        self, talk: Conversation, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*given: object) -> None:
            raise ValueError(PROMISE)

        object.__setattr__(talk.ports, "search", fail)
        talk.command(PROMISE)
        talk.wait(10)
        talk.wait(10)

        [view] = whispered(talk)
        assert isinstance(view, Failed)
        assert (view.card, bool(view.reference)) == ("", True)
        assert PROMISE not in str(talk.notes)
        assert talk.inbox.job("T1:command:1").received.text == ""

    def test_where_nothing_is_published_the_person_is_told(self, talk: Conversation) -> None:
        def fail(*given: object) -> None:
            raise NothingPublished("nothing")

        object.__setattr__(talk.ports, "search", fail)
        talk.command("un rendement")

        assert whispered(talk) == [NotReviewed("nothing-published")]

    def test_a_conversation_that_cannot_be_opened_is_noted(self, talk: Conversation) -> None:
        talk.messenger.faults = [CannotShow("expired_url"), CannotShow("user_disabled")]
        talk.command("un rendement")

        assert [what for what, _ in talk.notes] == ["command.not-answered-there", "job.refused"]
        assert talk.inbox.counts()["dropped"] == 1


def test_the_person_of_a_command_is_the_one_who_is_answered(talk: Conversation) -> None:
    for person in (AMELIE, JAMES):
        talk.command("un rendement", person=person)

    assert [language for _, _, language in talk.messenger.private] == ["fr", "en"]
