"""Whatever stops a job about a request, it is gone on with: one decision, archived, shown and told once."""

from dataclasses import replace

import pytest

from bot.domain.matters import Matter
from bot.usecases.chat_ports import TryLater
from bot.usecases.matter_ports import Kept
from bot.usecases.matter_views import NotDone, RequestDecided, RequestSent
from bot.usecases.views import Reviewed
from tests.fakes_jobs import Crash
from tests.usecases.conversation import AMELIE
from tests.usecases.request_talk import RequestTalk

OWN = "Un rendement, sans garantie."


@pytest.fixture
def talk() -> RequestTalk:
    return RequestTalk()


class TestCutOff:
    """Whatever stops the job, it is gone on with: one decision, archived, shown, told once."""

    def crash_at(self, call: int, talk: RequestTalk) -> None:
        """The process ends at that call of the messenger from now on."""
        fail = talk.messenger._fail
        calls = iter(range(call + 1))

        def die() -> None:
            if next(calls, None) == call:
                talk.messenger._fail = fail  # type: ignore[method-assign]
                raise Crash
            fail()

        talk.messenger._fail = die  # type: ignore[method-assign]

    @pytest.mark.parametrize("call", range(5))
    @pytest.mark.parametrize("decision", ["approve", "change", "reject", "ask"])
    def test_a_decision_is_shown_and_told_once(self, call: int, decision: str, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.sends_decision(matter, decision, text=OWN)
        self.crash_at(call, talk)
        try:
            talk.answer()
        except Crash:
            talk.jobs.restart()

        now = talk.now(matter)
        assert now.revision == 1
        assert talk.channel_card.matter == now
        assert talk.told(Reviewed)[0].matters == (now,)
        [told] = talk.told(RequestDecided)
        assert told.matter == now

    @pytest.mark.parametrize("call", range(5))
    def test_a_request_is_posted_and_told_once(self, call: int, talk: RequestTalk) -> None:
        card = talk.draft()
        talk.sends("request", card, AMELIE, text_of="draft", why="Parce que.")
        self.crash_at(call, talk)
        try:
            talk.answer()
        except Crash:
            talk.jobs.restart()

        assert talk.channel_card.matter == talk.request(card)
        assert len(talk.told(RequestSent)) == 1
        assert talk.told(Reviewed)[0].matters == (talk.request(card),)

    def test_between_the_decision_and_its_record_the_words_are_kept(
        self, talk: RequestTalk, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        matter = talk.asked()
        move = talk.matters.move

        def die(now: Matter, event: str, kept: Kept) -> Matter | None:
            move(now, event, kept)
            raise Crash

        with monkeypatch.context() as patch:
            patch.setattr(talk.matters, "move", die)
            with pytest.raises(Crash):
                talk.decide(matter, "reject", why="Pas cette semaine.")
        talk.jobs.restart()

        assert talk.channel_card.steps[-1].words == "Pas cette semaine."

    def test_a_decision_that_was_undone_before_it_was_told_is_not_told(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.sends_decision(matter, "approve")
        talk.messenger.faults = [TryLater("ratelimited", 60)]
        talk.answer()
        talk.matters.all[matter.id] = replace(talk.now(matter), state="void", revision=2, event="an edit")
        talk.wait(61)

        assert talk.told(RequestDecided) == talk.told(NotDone, "DUNADIA") == []
        assert talk.channel_card.matter.state == "void"

    def test_while_nobody_can_say_who_is_an_officer_it_waits(self, talk: RequestTalk) -> None:
        matter = talk.asked()
        talk.roles.faults = [TryLater("usergroups")]
        assert talk.decide(matter, "approve").state == "open"
        talk.wait(5)

        assert talk.now(matter).state == "approved"
